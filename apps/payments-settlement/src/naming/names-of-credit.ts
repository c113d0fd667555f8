import { derivedId } from '@corridor/contracts';
import type { BatchEntry } from '@corridor/domain';
import type { MoneyJson } from '@corridor/kernel';

/** What one message tells of a credit, as far as it names it. */
export interface CreditTelling {
  /** The settlement that it is where nobody has told of it yet. */
  readonly settlementId: string;
  readonly bank: string;
  readonly account: string;
  readonly accountServicerReference?: string | undefined;
  readonly uetr?: string | undefined;
  readonly endToEndId?: string | undefined;
  readonly amount: MoneyJson;
  /** `YYYY-MM-DD`. */
  readonly valueDate: string;
  /** From 1: which of the transactions of its message with this account, end-to-end id, amount and value date it is. */
  readonly occurrence: number;
  /** `NtryRef`, where that is all that it is called by. */
  readonly entryReference?: string | undefined;
  /** The entry that details it as one of several payments. */
  readonly batch?: BatchEntry | undefined;
  /** What sums it up, where the log says so. */
  readonly bookedIn?: string | undefined;
  /** A status (ACCC) tells that the creditor has it, not an entry of his account. */
  readonly byStatus?: boolean;
}

/** The names of a credit; each is a UUID, so that all take the same room. */
export interface CreditNamesOf {
  /** Its entry, by the servicer's own reference. */
  readonly servicer?: string;
  /** The payment with the amount that reached the account. */
  readonly uetr?: string;
  /** The payment, whatever of it reached which account. */
  readonly payment?: string;
  /** What the debtor called it: the n-th of all credits that look alike but for references of their own. */
  readonly endToEnd?: (nth: number) => string;
  /** Where it has no reference at all: all that was told of it. */
  readonly entry?: string;
  /** The entry that details it as one of several: the name under which that was, or will be, told as one amount. */
  readonly batch?: string;
  /** Where it is called by its entry's reference alone: what the batch would be called, if it was told in details. */
  readonly sum?: string;
}

export function namesOf(told: CreditTelling): CreditNamesOf {
  const { bank, account, accountServicerReference, uetr, endToEndId, valueDate } = told;
  const { amount, currency } = told.amount;
  const name = (kind: string, ...parts: readonly string[]): string =>
    derivedId(NAME, bank, kind, account, ...parts);
  const isNameless = accountServicerReference === undefined && uetr === undefined && endToEndId === undefined;
  return {
    ...(accountServicerReference !== undefined && { servicer: name('servicer', accountServicerReference) }),
    ...(uetr !== undefined && {
      uetr: name('uetr', uetr, amount, currency),
      payment: paymentName(bank, uetr),
    }),
    ...(endToEndId !== undefined && {
      endToEnd: (nth: number) => name('end-to-end', endToEndId, amount, currency, valueDate, String(nth)),
    }),
    ...(isNameless && { entry: derivedId(NAME, bank, 'entry', told.settlementId) }),
    ...optional('batch', told.batch && batchNameOf(told, told.batch)),
    ...optional('sum', isNameless ? entryName(told, told.entryReference, told.amount) : undefined),
  };
}

/** By its servicer's reference; by the entry's other one only where that is all there is. */
function batchNameOf(told: CreditTelling, batch: BatchEntry): string | undefined {
  const { accountServicerReference, entryReference, total } = batch;
  return accountServicerReference === undefined
    ? entryName(told, entryReference, total)
    : derivedId(NAME, told.bank, 'servicer', told.account, accountServicerReference);
}

/** A number that only counts the entries of a message names none of them elsewhere. */
const COUNTS_ONLY = /^\d{1,6}$/;

function entryName(
  { bank, account, valueDate }: CreditTelling,
  reference: string | undefined,
  { amount, currency }: MoneyJson,
): string | undefined {
  if (reference === undefined || COUNTS_ONLY.test(reference)) return undefined;
  return derivedId(NAME, bank, 'entry-reference', account, reference, amount, currency, valueDate);
}

function optional<Name extends string>(name: Name, value: string | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: string };
}

/** The name of a payment's credit at a bank. */
export function paymentName(bank: string, uetr: string): string {
  return derivedId(NAME, bank, 'payment', uetr);
}

/** Never change it: every name would. */
const NAME = 'corridor-ledger credit name v1';
