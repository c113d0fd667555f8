import { derivedId } from '@corridor/contracts';
import type { AccountEntry } from '@corridor/domain';
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
  /** The entry that it is, or that details it as one of several payments ({@link isDetail}). */
  readonly entry?: AccountEntry | undefined;
  /** A status (ACCC) tells that the creditor has it, not an entry of his account; its value date is the day that the status tells. */
  readonly byStatus?: boolean;
  /** It was booked by another telling before. */
  readonly isAgain?: boolean;
  /** Whether a settlement that was booked before takes it as told of itself; where that refuses it, it names nothing there. */
  readonly fits?: (settlementId: string) => Promise<boolean>;
}

/** The names of a credit; each is a UUID, so that all take the same room. */
export interface CreditNamesOf {
  /** Its entry, by the servicer's own reference. */
  readonly servicer?: string;
  /** The payment with the amount that reached the account. */
  readonly uetr?: string;
  /** The payment, whatever of it reached which account. */
  readonly payment?: string;
  /** What the debtor called it: the n-th of all credits that look alike but for references of their own, of its value date where no day is told. */
  readonly endToEnd?: (nth: number, day?: string) => string;
  /** Where it has no reference at all: all that was told of it. */
  readonly entry?: string;
  /** What its entry is called where that details it as one of several: whoever tells that as one amount calls it so. */
  readonly detailed?: NamesOfEntry;
  /** The whole entry that it is, by `NtryRef`. */
  readonly whole?: string;
  /** Neither the payment nor the debtor names it: it is told as an entry alone. */
  readonly isBare: boolean;
}

/** An entry has two names, of which a message may tell one. */
export interface NamesOfEntry {
  /** By the servicer's own reference. */
  readonly servicer?: string;
  /** By `NtryRef`, with amount and value date. */
  readonly reference?: string;
}

/** Whether a credit is one of several that its entry details, or is told in it under a reference of its own. */
export function isDetail({
  entry,
  accountServicerReference,
}: Pick<CreditTelling, 'entry' | 'accountServicerReference'>): boolean {
  if (!entry) return false;
  const { accountServicerReference: ofEntry, numberOfTransactions = 1 } = entry;
  return numberOfTransactions > 1 || (ofEntry !== undefined && ofEntry !== accountServicerReference);
}

export function namesOf(told: CreditTelling): CreditNamesOf {
  const { bank, account, accountServicerReference, uetr, endToEndId, valueDate, entry } = told;
  const { amount, currency } = told.amount;
  const name = (kind: string, ...parts: readonly string[]): string =>
    derivedId(NAME, bank, kind, account, ...parts);
  const isBare = uetr === undefined && endToEndId === undefined;
  const isNameless = isBare && accountServicerReference === undefined;
  const byReference = entry && entryName(told, entry);
  const ofServicer = entry?.accountServicerReference;
  return {
    ...(accountServicerReference !== undefined && { servicer: name('servicer', accountServicerReference) }),
    ...(uetr !== undefined && {
      uetr: name('uetr', uetr, amount, currency),
      payment: paymentName(bank, uetr),
    }),
    ...(endToEndId !== undefined && {
      endToEnd: (nth: number, day = valueDate) =>
        name('end-to-end', endToEndId, amount, currency, day, String(nth)),
    }),
    ...(isNameless && { entry: derivedId(NAME, bank, 'entry', told.settlementId) }),
    ...(isDetail(told)
      ? {
          detailed: {
            ...(ofServicer !== undefined && { servicer: name('servicer', ofServicer) }),
            ...(byReference !== undefined && { reference: byReference }),
          },
        }
      : byReference !== undefined && { whole: byReference }),
    isBare,
  };
}

/** A number that only counts the entries of a message names none of them elsewhere. */
const COUNTS_ONLY = /^\d{1,6}$/;

function entryName(
  { bank, account, valueDate }: CreditTelling,
  { entryReference: reference, amount: { amount, currency } }: AccountEntry,
): string | undefined {
  if (reference === undefined || COUNTS_ONLY.test(reference)) return undefined;
  return derivedId(NAME, bank, 'entry-reference', account, reference, amount, currency, valueDate);
}

/** That what a status booked was confirmed by an entry. @param of the name under which that came, else the settlement's id. */
export function confirmedName(of: string): string {
  return derivedId(NAME, 'confirmed', of);
}

/**
 * How far the value date of an entry may lie from the day that its status tells, before it or behind it. A payment that is accepted behind the
 * cut-off on the eve of holidays is valued behind them: three days of holidays (Nauryz; each Eid) beside a weekend. One that was looked at for some
 * days is valued as of the day on which banks settled it. An end-to-end id that comes again for what is due each week or month lies further off.
 */
const STATUS_DAYS_MAX = 5;
const DAY_MS = 86_400_000;

/** The value dates that the entry may have of what a status tells as of a day: the nearest first, and the earlier of two. */
export function daysOfEntry(day: string): readonly string[] {
  const at = Date.parse(day);
  // What is no day is refused where it is booked.
  if (Number.isNaN(at)) return [day];
  const off = Array.from({ length: STATUS_DAYS_MAX }, (_, index) => index + 1);
  return [0, ...off.flatMap((days) => [-days, days])].map((days) =>
    new Date(at + days * DAY_MS).toISOString().slice(0, 10),
  );
}

/** The name of a payment's credit at a bank. */
export function paymentName(bank: string, uetr: string): string {
  return derivedId(NAME, bank, 'payment', uetr);
}

/** Never change it: every name would. */
const NAME = 'corridor-ledger credit name v1';
