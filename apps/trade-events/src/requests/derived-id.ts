import { createHash } from 'node:crypto';

/**
 * An id made of what names a thing outside the ledger, so that the second request for it meets the stream of the first and
 * the log itself holds it unique: a UUID version 8 (RFC 9562, section 5.8), the bits of SHA-256 over the canonical JSON of
 * `parts` around those of version and variant.
 * @param parts The first one keeps apart what is named by equal texts. Never change them: every id would.
 */
export function derivedId(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
