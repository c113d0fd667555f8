import { createHash } from 'node:crypto';

/**
 * The id that the services make of what names a thing outside the ledger: a UUID version 8, the bits of SHA-256 over the
 * canonical JSON of `parts` around those of version and variant. Were a bank to send a payment of the demo again, or a firm an
 * invoice, it would meet the stream that is there.
 */
export function derivedId(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
