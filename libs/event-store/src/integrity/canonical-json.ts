/**
 * JSON in the one spelling that RFC 8785 (JSON Canonicalization Scheme) gives it: no space, names in the order of their UTF-16 units, texts and numbers as
 * ECMAScript writes them. Two who have the same content have the same bytes of it in UTF-8.
 * @throws TypeError for what JSON has no word for, and for half of a surrogate pair: it would be lost on the way
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return JSON.stringify(value);
    throw new TypeError(`${value} is no number of JSON.`);
  }
  if (typeof value === 'string') {
    if (!/\p{Surrogate}/u.test(value)) return JSON.stringify(value);
    throw new TypeError('A text with half of a surrogate pair has no canonical form.');
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${canonicalJson(name)}:${canonicalJson((value as Record<string, unknown>)[name])}`).join(',')}}`;
  }
  throw new TypeError(
    `JSON has no word for ${typeof value === 'object' ? 'an object of a class' : typeof value}.`,
  );
}
