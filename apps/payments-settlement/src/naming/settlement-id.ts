import { derivedId } from '@corridor/contracts';

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
  return derivedId(SETTLEMENT, bank, identity);
}

/** The id of a return, made of the settlement that it gives back and what tells it from other returns of that one. */
export function returnIdOf(settlementId: string, identity: string): string {
  return derivedId(RETURN, settlementId, identity);
}

/** The id of a payment, made of the bank that tells of it and what names the payment in each of its messages. */
export function paymentIdOf(bank: string, identity: readonly string[]): string {
  return derivedId(PAYMENT, bank, ...identity);
}

/** The id of a recall, made of its payment and what names the recall. */
export function recallIdOf(paymentId: string, identity: readonly string[]): string {
  return derivedId(RECALL, paymentId, ...identity);
}

/** The id of a message's stream: another version of the same message under the same id is the same. */
export function receiptIdOf(bank: string, family: string, messageId: string): string {
  return derivedId(RECEIPT, bank, family, messageId);
}

/** The id of the stream of a copy of that message: what it copies may come behind it, and is another one. */
export function copyReceiptIdOf(bank: string, family: string, messageId: string): string {
  return derivedId(RECEIPT, bank, family, messageId, 'copy');
}

/**
 * The id of the stream of an account's statements: under one number may be accounts in several currencies, each with numbers and balances of its own.
 * @param currency ISO 4217; `undefined` for statements that tell none, or several.
 */
export function accountIdOf(bank: string, account: string, currency: string | undefined): string {
  return derivedId(ACCOUNT, bank, account, currency ?? '');
}
