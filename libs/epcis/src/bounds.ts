import type { Fault } from './fault.js';

/** Levels of nesting, of which a standard event needs nine. */
const DEPTH_MAX = 32;
/** Values of one document, in all: lists, objects, texts and numbers. */
const VALUES_MAX = 500_000;
/** Items of one list, or fields of one object. */
const ITEMS_MAX = 10_000;
/** Characters of a name or a text. */
const TEXT_MAX = 65_536;

interface Place {
  readonly parent: Place | undefined;
  readonly name: string | number;
}

/**
 * The first place at which a JSON value is deeper, longer or larger than any sound document: looked for before anything else walks over
 * it, and without recursion, since a text of a few megabytes can be nested a million times.
 */
export function excessOf(value: unknown): Fault | undefined {
  const open: { readonly value: unknown; readonly depth: number; readonly place: Place | undefined }[] = [
    { value, depth: 0, place: undefined },
  ];
  let values = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: one, depth, place } = next;
    values += 1;
    if (values > VALUES_MAX)
      return { pointer: pointerOf(place), detail: `is beyond the ${VALUES_MAX}th value` };
    const wrong = typeof one === 'string' ? wrongText(one) : undefined;
    if (wrong !== undefined) return { pointer: pointerOf(place), detail: wrong };
    if (typeof one !== 'object' || one === null) continue;
    if (depth === DEPTH_MAX)
      return { pointer: pointerOf(place), detail: `is nested more than ${DEPTH_MAX} times` };
    // Told by its length: a list of millions is not even copied.
    const names = Array.isArray(one) ? one.length : Object.keys(one).length;
    if (names > ITEMS_MAX) return { pointer: pointerOf(place), detail: `has more than ${ITEMS_MAX} items` };
    const entries: Iterable<readonly [string | number, unknown]> = Array.isArray(one)
      ? one.entries()
      : Object.entries(one);
    for (const [name, inner] of entries) {
      const misnamed = typeof name === 'string' ? wrongText(name) : undefined;
      if (misnamed !== undefined) return { pointer: pointerOf(place), detail: `has a name that ${misnamed}` };
      open.push({ value: inner, depth: depth + 1, place: { parent: place, name } });
    }
  }
  return undefined;
}

/** What of a text nobody could store or compare. */
function wrongText(text: string): string | undefined {
  if (text.length > TEXT_MAX) return `has more than ${TEXT_MAX} characters`;
  return /[\0\p{Cs}]/u.test(text) ? 'holds a NUL or half of a character' : undefined;
}

function pointerOf(place: Place | undefined): string {
  const names: string[] = [];
  for (let at = place; at; at = at.parent) names.push(String(at.name).slice(0, 64));
  return names
    .reverse()
    .map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
