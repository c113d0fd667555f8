import { STANDARD_PREFIXES } from './vocabulary.js';

/** Which namespace each prefix stands for, in the scope of an event. */
export type Namespaces = ReadonlyMap<string, string>;

/**
 * The prefixes that JSON-LD contexts declare, beside those of EPCIS itself; a later context has the last word. Contexts by reference
 * are not fetched: what they declare, beside the standard's own, is not known.
 */
export function namespacesOf(...contexts: readonly unknown[]): Namespaces {
  const found = new Map(Object.entries(STANDARD_PREFIXES));
  for (const context of contexts.flat()) {
    if (typeof context !== 'object' || context === null) continue;
    for (const [prefix, namespace] of Object.entries(context)) {
      if (typeof namespace === 'string' && !prefix.startsWith('@')) found.set(prefix, namespace);
    }
  }
  return found;
}

/** The namespace and the local name of a field `prefix:name`; `undefined` where the prefix is not known. */
export function expanded(
  name: string,
  namespaces: Namespaces,
): { readonly namespace: string; readonly local: string } | undefined {
  const cut = name.indexOf(':');
  const namespace = cut > 0 ? namespaces.get(name.slice(0, cut)) : undefined;
  // Behind a scheme such as `https://` stands no local name.
  if (namespace === undefined || name.startsWith('//', cut + 1)) return undefined;
  return { namespace, local: name.slice(cut + 1) };
}
