import { type MoneyJson, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkCurrency, checkPositive, refuse } from '../checks.js';
import type { Exchange } from '../rates/exchange.js';
import type { BookedSettlement } from '../settlement/settlement-state.js';
import { type Allocation, payInTurn } from './matching.js';
import type { RaisedObligation } from './obligation.js';

/** What a person says of a match. */
export interface SaidByHand {
  /** Of the settlement; as much as it has, and is owed, where it is left out. */
  readonly amount?: MoneyJson;
  /** Of the obligation, in its currency: what banks on the way took that is not held against the debtor. */
  readonly fees?: MoneyJson;
}

/**
 * What a settlement pays of an obligation, as a person says.
 * @param paidCreditor whose obligations the settlement pays by now, if anybody's.
 * @param exchange from the currency of the settlement to that of the obligation, where they are not the same.
 * @throws Rejection `bank-differs`, `fees-exceed-outstanding`, `worth-nothing` or naming the field; `creditor-differs`, `allocation-exceeds-unallocated`, `nothing-unallocated` or
 *   `nothing-outstanding` for how the two stand.
 */
export function matchByHand(
  { settlement, unallocated }: BookedSettlement,
  { obligation, outstanding }: RaisedObligation,
  { amount = unallocated, fees }: SaidByHand,
  paidCreditor: string | undefined,
  exchange: Exchange | undefined,
): Omit<Allocation, 'by'> {
  const { obligationId, creditorBank, creditor } = obligation;
  if (creditorBank !== settlement.bank) {
    const message = `It was booked by ${settlement.bank}; the creditor's bank is ${creditorBank}.`;
    refuse('bank-differs', message, '/obligationId');
  }
  if (paidCreditor !== undefined && paidCreditor !== creditor) {
    const message = `The settlement pays ${paidCreditor}; what it pays is one creditor's.`;
    throw new Rejection('creditor-differs', message, { pointer: '/obligationId' });
  }
  if (toMoney(unallocated).minor === 0n) {
    throw new Rejection('nothing-unallocated', 'All of the settlement pays something, or was returned.');
  }
  const owed = toMoney(outstanding).minor;
  if (owed === 0n) {
    throw new Rejection('nothing-outstanding', 'It is settled in full.', { pointer: '/obligationId' });
  }
  checkPositive(amount, '/amount');
  checkCurrency(amount, unallocated.currency, '/amount');
  if (toMoney(amount).minor > toMoney(unallocated).minor) {
    const message = `${amount.amount} is more than the ${unallocated.amount} ${unallocated.currency} not allocated yet.`;
    throw new Rejection('allocation-exceeds-unallocated', message, { pointer: '/amount/amount' });
  }
  if (fees) {
    checkPositive(fees, '/fees');
    checkCurrency(fees, outstanding.currency, '/fees');
  }
  const feesMinor = fees ? toMoney(fees).minor : 0n;
  if (feesMinor >= owed) {
    const message = `${fees?.amount} is not less than the ${outstanding.amount} ${outstanding.currency} still owed.`;
    refuse('fees-exceed-outstanding', message, '/fees/amount');
  }
  const rest = toMoneyJson({ minor: owed - feesMinor, currency: outstanding.currency });
  const exchanges = new Map(exchange ? [[outstanding.currency, exchange]] : []);
  const [paid] = payInTurn({ unallocated: amount, exchanges }, [
    { obligationId, outstanding: rest, by: 'manual' },
  ]);
  if (!paid) {
    refuse('worth-nothing', `${amount.amount} ${amount.currency} is worth nothing there.`, '/amount/amount');
  }
  const { by: _, settled, ...allocation } = paid;
  const total = toMoneyJson({ minor: toMoney(settled).minor + feesMinor, currency: outstanding.currency });
  return { ...allocation, settled: total, ...(fees && { fees }) };
}
