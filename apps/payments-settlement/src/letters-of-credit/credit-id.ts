import { derivedId } from '@corridor/contracts';

/** Keeps these ids apart from others that are made of hashes. Never change it: every id would. */
const CREDIT = 'corridor-ledger letter of credit v1';

/**
 * The id of a credit. Its number is its issuing bank's alone, for good: a second one with it, however it is spaced and in capitals or not, meets the
 * stream of the first.
 */
export function creditIdOf(issuingBank: string, number: string): string {
  return derivedId(CREDIT, issuingBank, number.toLowerCase().replace(/\s+/g, ' '));
}
