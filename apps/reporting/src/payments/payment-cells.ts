import type { Cell, CellChange, CellKind } from '../cells/cells.fold.js';
import type { Contribution } from '../cells/event-changes.js';
import type { Owed, Settlement } from './settled-standing.js';

/** A bank, a currency and a day: what is owed, by its due date; what waits in suspense, by value date; what was given back, by month of booking and reason. */
export interface PaymentCellName {
  readonly what: 'owed' | 'waiting' | 'returned';
  readonly day: string;
  readonly bank: string;
  readonly currency: string;
  /** Of what was given back; empty where none was told, and of all else. */
  readonly reason: string;
}

/** How many obligations, credits or returns there are, what they come to, and what of that went back. */
const SUMS = ['items', 'minor', 'returned_minor'] as const;
export type PaymentSum = (typeof SUMS)[number];
export type PaymentChange = CellChange<PaymentCellName, PaymentSum>;
export type PaymentCell = Cell<PaymentCellName, PaymentSum>;
export type PaymentContribution = Contribution<PaymentCellName, PaymentSum>;

export const PAYMENT_CELLS: CellKind<PaymentCellName, PaymentSum> = {
  name: ['what', 'bank', 'currency', 'day', 'reason'],
  sums: SUMS,
};

/** What is open of an obligation: nothing where its invoice was withdrawn, or more was paid than it is. */
export function openOf({
  bank,
  currency,
  amount,
  settled,
  dueOn,
  isWithdrawn,
}: Owed): readonly PaymentContribution[] {
  const minor = amount - settled;
  if (isWithdrawn || minor <= 0n) return [];
  return [
    [
      { what: 'owed', day: dueOn, bank, currency, reason: '' },
      { items: 1n, minor },
    ],
  ];
}

/** What of a credit pays nothing yet. */
export function waitingOf({
  credit: { bank, currency, valueDate },
  waiting,
}: Settlement): readonly PaymentContribution[] {
  if (waiting === 0n) return [];
  return [
    [
      { what: 'waiting', day: valueDate, bank, currency, reason: '' },
      { items: 1n, minor: waiting },
    ],
  ];
}
