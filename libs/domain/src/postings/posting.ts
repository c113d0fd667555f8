import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';

/**
 * The ledger's accounts, each of one participant in one currency. It records what banks report and services no account: the
 * accounts are seen from the bank that books.
 *
 * - `nostro`: money that came in at the bank.
 * - `suspense`: what of it pays nothing yet.
 * - `vostro`: what of it is the creditor's, since it pays what he is owed.
 * - `fx-clearing`: between the currency that came and the one that is owed.
 * - `fees`: what banks on the way took of what is owed.
 * - `lc-margin`: what an applicant put up for a letter of credit.
 * - `guarantee` and `guarantee-contra`: undertakings that may have to be honoured, off the balance sheet.
 */
export type AccountCode =
  | 'nostro'
  | 'vostro'
  | 'suspense'
  | 'fx-clearing'
  | 'fees'
  | 'lc-margin'
  | 'guarantee'
  | 'guarantee-contra';

/** One side of an entry by double entry. */
export interface Posting {
  readonly account: AccountCode;
  /** Participant id of the bank whose account it is. */
  readonly of: string;
  readonly side: 'debit' | 'credit';
  /** Above 0. */
  readonly amount: MoneyJson;
}

/** An account of one participant. */
export type Account = Pick<Posting, 'account' | 'of'>;

/** Moves an amount of one currency: a debit and a credit, or nothing where it is 0. A negative amount goes the other way. */
export function move(amount: MoneyJson, debit: Account, credit: Account): readonly Posting[] {
  const { minor, currency } = toMoney(amount);
  if (minor === 0n) return [];
  const positive = toMoneyJson({ minor: minor < 0n ? -minor : minor, currency });
  const [debited, credited] = minor > 0n ? [debit, credit] : [credit, debit];
  return [
    { ...debited, side: 'debit', amount: positive },
    { ...credited, side: 'credit', amount: positive },
  ];
}

/**
 * The same postings with one line for each account, participant, side and currency, where each first stands: as many lines as there are accounts, however
 * many parts they are of.
 */
export function summed(postings: readonly Posting[]): readonly Posting[] {
  const sums = new Map<string, Posting>();
  for (const posting of postings) {
    const { account, of, side, amount } = posting;
    const key = JSON.stringify([account, of, side, amount.currency]);
    const before = sums.get(key);
    const minor = toMoney(amount).minor + (before ? toMoney(before.amount).minor : 0n);
    sums.set(key, { ...posting, amount: toMoneyJson({ minor, currency: amount.currency }) });
  }
  return [...sums.values()];
}

/** What is left of postings in each currency that has any: debits less credits; 0 in each where they balance. */
export function balanceOf(postings: readonly Posting[]): ReadonlyMap<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { side, amount } of postings) {
    const { minor, currency } = toMoney(amount);
    balances.set(currency, (balances.get(currency) ?? 0n) + (side === 'debit' ? minor : -minor));
  }
  return balances;
}
