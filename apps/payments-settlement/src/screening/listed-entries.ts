import { textSchema } from '@corridor/contracts';
import { jsonFaultAt } from '@corridor/nest-kit';
import { z } from 'zod';
import { FileFault, readCsv } from './csv.js';
import type { ListedEntry } from './name-search.js';
import { nameWords } from './name-words.js';

const idSchema = textSchema(70);
const nameSchema = textSchema(140);

/** An entry in a file, with where its parts stand. */
interface Told {
  readonly id: Placed;
  readonly names: readonly Placed[];
}

interface Placed {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Reads a list of names: CSV with a header row `id,name` and, where there are any, `aliases` with `|` between them; or a JSON array of
 * `{"id", "name", "aliases": […]}`.
 * @throws FileFault naming line and column of what is wrong.
 */
export function readEntries(bytes: Uint8Array): readonly ListedEntry[] {
  const text = decoded(bytes);
  const told = /^\s*\[/.test(text) ? ofJson(text) : ofCsv(text);
  const lineOf = new Map<string, number>();
  return told.map(({ id, names }) => {
    check(idSchema, id, 'The id');
    const before = lineOf.get(id.text);
    if (before !== undefined) refuse(`The id "${id.text}" stands in line ${before} already.`, id);
    lineOf.set(id.text, id.line);
    for (const name of names) {
      check(nameSchema, name, 'The name');
      if (nameWords(name.text).length === 0) {
        refuse(`The name "${name.text}" has no letter or figure to look for.`, name);
      }
    }
    return { entryId: id.text, names: names.map(({ text }) => text) };
  });
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const read = new TextDecoder('utf-8').decode(bytes);
    const { line, column } = placeAt(read, read.indexOf('\ufffd'));
    throw new FileFault('It is not in UTF-8.', line, column);
  }
}

function ofCsv(text: string): readonly Told[] {
  const [header, ...rows] = readCsv(text);
  const columns = header?.map((field) => field.text.trim().toLowerCase()).join(',');
  if (columns !== 'id,name' && columns !== 'id,name,aliases') {
    throw new FileFault('The first line is id,name or id,name,aliases.', header?.[0]?.line ?? 1, 1);
  }
  return rows.map((fields) => {
    const [id, name, aliases, more] = fields.map(trimmed);
    if (!id) throw new Error('Each line has a field.');
    if (!name) refuse('A name is missing behind the id.', id);
    const beyond = header?.length === 2 ? aliases : more;
    if (beyond)
      refuse('The line has more fields than the first one; put what has a comma into quotes.', beyond);
    return { id, names: [name, ...aliasesOf(aliases)] };
  });
}

function trimmed({ text, line, column }: Placed): Placed {
  return { text: text.trim(), line, column };
}

function aliasesOf(field: Placed | undefined): readonly Placed[] {
  if (!field) return [];
  const { text, line, column } = field;
  return text
    .split('|')
    .map((alias) => ({ text: alias.trim(), line, column }))
    .filter((alias) => alias.text !== '');
}

const jsonEntry = z.strictObject({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()).exactOptional(),
});

function ofJson(text: string): readonly Told[] {
  const starts = startsOfElements(text);
  return (parsed(text) as readonly unknown[]).map((element, index) => {
    const place = placeAt(text, starts[index] ?? 0);
    const read = jsonEntry.safeParse(element);
    if (!read.success) {
      const [issue] = read.error.issues;
      const where = issue?.path.length ? `${issue.path.join('.')}: ` : '';
      throw new FileFault(`${where}${issue?.message ?? 'It is no entry.'}`, place.line, place.column);
    }
    const { id, name, aliases = [] } = read.data;
    return {
      id: { text: id, ...place },
      names: [name, ...aliases].map((each) => ({ text: each, ...place })),
    };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = placeAt(text, jsonFaultAt(text));
    throw new FileFault('Here it is no JSON.', line, column);
  }
}

/** Where each element of a JSON array begins, as far as it is one. */
function startsOfElements(text: string): readonly number[] {
  const starts: number[] = [];
  let depth = 0;
  let isDue = false;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]|[^\s"[\]{},]+/gs)) {
    if (depth === 1 && isDue && token !== ']') {
      starts.push(index);
      isDue = false;
    }
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    // Only the bracket that opens all of it leads to the first level.
    if (depth === 1 && (token === ',' || token === '[')) isDue = true;
  }
  return starts;
}

function placeAt(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function check(schema: z.ZodType, placed: Placed, what: string): void {
  const read = schema.safeParse(placed.text);
  if (!read.success) refuse(`${what} "${placed.text}": ${read.error.issues[0]?.message}.`, placed);
}

function refuse(message: string, { line, column }: Placed): never {
  throw new FileFault(message, line, column);
}
