import { type MoneyJson, toMoney } from '@corridor/kernel';
import { FieldFault } from '../fields/field-fault.js';
import type { Charge } from '../parts/payment.js';

type Sign = 'CRDT' | 'DBIT';

/** An entry, or a transaction of one, as far as it counts. */
export interface Counted {
  readonly amount: MoneyJson;
  readonly creditDebit: Sign;
  readonly charges: readonly Charge[];
}

/**
 * Holds the amount of an entry against those of its transactions, which all state theirs. Banks detail a transaction before
 * or after charges, and repeat the charges of the transactions for the entry or do not: it is enough that one way of
 * counting comes to the amount. Where a currency is another than the entry's, nothing can be summed.
 * @param xpath of the entry.
 * @throws FieldFault `batch-total-differs`.
 */
export function checkBatchTotal(xpath: string, entry: Counted, transactions: readonly Counted[]): void {
  const { currency, amount } = entry.amount;
  if (transactions.some((each) => each.amount.currency !== currency)) return;
  const total = signed(entry.amount, entry.creditDebit);
  const sum = transactions.reduce((before, each) => before + signed(each.amount, each.creditDebit), 0n);
  if (sum === total) return;
  const ofEntry = included(entry.charges, currency);
  const ofTransactions = transactions.reduce((before, each) => before + included(each.charges, currency), 0n);
  if ([ofTransactions, ofEntry, ofTransactions + ofEntry].some((charged) => sum + charged === total)) return;
  const count =
    transactions.length === 1 ? 'its transaction does' : `its ${transactions.length} transactions do`;
  const message = `The entry is of ${amount} ${currency}, which ${count} not come to, neither before nor after the charges stated.`;
  throw new FieldFault('batch-total-differs', `${xpath}/Amt`, message);
}

const signed = (money: MoneyJson, sign: Sign): bigint => {
  const { minor } = toMoney(money);
  return sign === 'CRDT' ? minor : -minor;
};

/** What charges add to a credit or take from it; one that says nothing else is taken. */
const included = (charges: readonly Charge[], currency: string): bigint =>
  charges
    .filter((each) => each.included !== false && each.amount.currency === currency)
    .reduce((before, { amount, creditDebit = 'DBIT' }) => before + signed(amount, creditDebit), 0n);
