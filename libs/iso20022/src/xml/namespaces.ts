import type { Name } from './names.js';

const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** What prefixes mean within an element. */
export class Namespaces {
  readonly #outer: Namespaces | undefined;
  readonly #uris: ReadonlyMap<string, string>;
  /** That of elements without a prefix; empty for none. */
  readonly byDefault: string;

  constructor(outer: Namespaces | undefined, uris: ReadonlyMap<string, string>) {
    this.#outer = outer;
    this.#uris = uris;
    this.byDefault = uris.get('') ?? outer?.byDefault ?? '';
  }

  uriOf(prefix: string): string | undefined {
    return this.#uris.get(prefix) ?? this.#outer?.uriOf(prefix);
  }
}

/** What is bound without a declaration. */
export const PREDEFINED = new Namespaces(
  undefined,
  new Map([
    ['xml', XML],
    ['xmlns', XMLNS],
  ]),
);

/** The prefix that an attribute of this name declares, empty for the default namespace; nothing where it declares none. */
export function declaredPrefix({ prefix, local, qualified }: Name): string | undefined {
  if (prefix === 'xmlns') return local;
  return qualified === 'xmlns' ? '' : undefined;
}

/** What is wrong with a declaration; nothing where it is sound. Namespaces in XML 1.0 (3rd ed.), sections 3 and 5. */
export function bindingFault(prefix: string, uri: string): string | undefined {
  if (prefix === 'xml') return uri === XML ? undefined : 'the prefix "xml" is that of another namespace.';
  // What is blank, or has spaces around it, is no reference to a resource: it passes for no name that is reserved, nor for one at all.
  const name = uri.trim();
  if (prefix === 'xmlns' || name === XMLNS) return 'the namespace of declarations cannot be declared.';
  if (name === XML) return 'the namespace of "xml" has no other prefix.';
  if (prefix !== '' && name === '') return 'a prefix cannot be declared to have no namespace.';
  return undefined;
}
