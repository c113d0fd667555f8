import type { NotifiedEntry } from './parts/notified-entry.js';

/** What tells one booked transaction from another. */
export type IdentifyingFields = Pick<
  NotifiedEntry,
  | 'account'
  | 'accountServicerReference'
  | 'uetr'
  | 'endToEndId'
  | 'amount'
  | 'creditDebit'
  | 'reversal'
  | 'bookedOn'
  | 'valueDate'
  | 'debtorName'
  | 'creditorName'
  | 'remittance'
  | 'occurrence'
>;

/**
 * The identity of one booked transaction, as text: the same for every delivery of it (a retry, a copy, another
 * version of the message with the same references), and another for every other transaction. It is the canonical JSON
 * of an array, so no text in a field can pass for another field. The bank that reports is not in it; put its id before
 * the text where several banks report. Of the entry's fields it takes, in this order of preference:
 *
 * 1. account, account servicer's reference, sign;
 * 2. account, UETR, amount, value date, sign;
 * 3. account, end-to-end id, amount, value date, sign, occurrence;
 * 4. where it has none of them: account, amount, booking and value date, sign, both names, remittance, occurrence.
 *
 * The sign is `CRDT` or `DBIT` with the reversal indicator: banks repeat the reference of what they reverse. The status
 * is left out, so that an entry keeps its identity when it goes from pending to booked. The occurrence is which of the
 * equal ones in the message it is ({@link NotifiedEntry.occurrence}): payers use an end-to-end id more than once.
 * It tells them apart within one message only; in two messages they are one, delivered twice.
 */
export function settlementIdentity(entry: IdentifyingFields): string {
  const sign = entry.reversal ? `${entry.creditDebit}-reversal` : entry.creditDebit;
  const { account, accountServicerReference, uetr, endToEndId } = entry;
  if (accountServicerReference !== undefined) {
    return JSON.stringify(['AcctSvcrRef', account, accountServicerReference, sign]);
  }
  const paid = [entry.amount.amount, entry.amount.currency, entry.valueDate ?? null, sign];
  if (uetr !== undefined) return JSON.stringify(['UETR', account, uetr, ...paid]);
  const { occurrence } = entry;
  if (endToEndId !== undefined)
    return JSON.stringify(['EndToEndId', account, endToEndId, ...paid, occurrence]);
  const { bookedOn = null, debtorName = null, creditorName = null, remittance } = entry;
  return JSON.stringify([
    'none',
    account,
    ...paid,
    bookedOn,
    debtorName,
    creditorName,
    remittance,
    occurrence,
  ]);
}
