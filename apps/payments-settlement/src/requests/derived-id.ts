import { createHash } from 'node:crypto';

/**
 * An id made of what names a thing, so that whoever names it again meets the stream of the first and the log itself holds it unique: a UUID
 * version 8 (RFC 9562, section 5.8), the bits of SHA-256 over the canonical JSON of `parts` around those of version and variant.
 * @param parts The first one keeps apart what is named by equal texts. Never change them: every id would.
 */
export function derivedId(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
