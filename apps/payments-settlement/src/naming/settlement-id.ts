import { hash } from 'node:crypto';

/** Keep these ids apart from each other and from any other UUIDs that are made of hashes. Never change one: every id would. */
const SETTLEMENT = 'corridor-ledger settlement v1';
const RETURN = 'corridor-ledger return v1';
const PAYMENT = 'corridor-ledger payment v1';
const RECALL = 'corridor-ledger recall v1';
const RECEIPT = 'corridor-ledger message v1';
const ACCOUNT = 'corridor-ledger account v1';

/**
 * The id of a settlement, made of the bank that reports it and the identity of the transaction, so that a second delivery,
 * in whatever format, meets the stream of the first.
 * @param identity `settlementIdentity` of @corridor/iso20022.
 */
export function settlementIdOf(bank: string, identity: string): string {
  return uuidOf([SETTLEMENT, bank, identity]);
}

/** The id of a return, made of the settlement that it gives back and what tells it from other returns of that one. */
export function returnIdOf(settlementId: string, identity: string): string {
  return uuidOf([RETURN, settlementId, identity]);
}

/** The id of a payment, made of the bank that tells of it and what names the payment in each of its messages. */
export function paymentIdOf(bank: string, identity: readonly string[]): string {
  return uuidOf([PAYMENT, bank, ...identity]);
}

/** The id of a recall, made of its payment and what names the recall. */
export function recallIdOf(paymentId: string, identity: readonly string[]): string {
  return uuidOf([RECALL, paymentId, ...identity]);
}

/** The id of a message's stream: another version of the same message under the same id is the same. */
export function receiptIdOf(bank: string, family: string, messageId: string): string {
  return uuidOf([RECEIPT, bank, family, messageId]);
}

/** The id of the stream of an account's statements. */
export function accountIdOf(bank: string, account: string): string {
  return uuidOf([ACCOUNT, bank, account]);
}

/** A UUID version 8 (RFC 9562, section 5.8): the first 122 bits of SHA-256 over the canonical JSON of `parts`, around the bits of version and variant. */
export function uuidOf(parts: readonly string[]): string {
  // In one call: a hash object for each of the names of a file's credits takes three times as long.
  const hex = hash('sha256', JSON.stringify(parts), 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
