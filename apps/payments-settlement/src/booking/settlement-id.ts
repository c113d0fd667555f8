import { createHash } from 'node:crypto';

/** Keeps these ids apart from any other UUIDs that are made of hashes. Never change it: every id would. */
const NAMESPACE = 'corridor-ledger settlement v1';

/**
 * The id of a settlement, made of the bank that reports it and the identity of the transaction, so that a second delivery,
 * in whatever format, meets the stream of the first. It is a UUID version 8 (RFC 9562, section 5.8): the first 122 bits of
 * SHA-256 over the canonical JSON of namespace, bank and identity, around the bits of version and variant.
 * @param identity `settlementIdentity` of @corridor/iso20022.
 */
export function settlementIdOf(bank: string, identity: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([NAMESPACE, bank, identity]))
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
