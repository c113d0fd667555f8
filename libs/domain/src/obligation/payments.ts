import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, refuse } from '../checks.js';
import type { ObligationArisen, ObligationCommand, ObligationEvent } from './obligation.events.js';

/** What a settlement pays of an obligation. */
export interface Payment {
  readonly settlementId: string;
  /** Positive: less what was returned. */
  readonly amount: MoneyJson;
  /** The latest on which it paid, `YYYY-MM-DD`. */
  readonly valueDate: string;
}

type Unmatching = Extract<ObligationCommand, { type: 'UnmatchPayment' }>['data'];
type Asked = Extract<ObligationCommand, { type: 'ReturnPayment' }>['data'];

/**
 * A payment is returned: so much is owed again. A return takes from each obligation once, so that the same one again is none.
 * @throws Rejection `return-exceeds-payment` for more than the settlement pays of it, or naming the field.
 */
export function paymentReturned(
  occurredAt: string,
  data: Asked,
  {
    obligation,
    outstanding,
    payments,
    returnIds,
  }: {
    readonly obligation: ObligationArisen['data'];
    readonly outstanding: MoneyJson;
    readonly payments: readonly Payment[];
    readonly returnIds: readonly string[];
  },
): readonly ObligationEvent[] {
  const { settlementId, returnId, amount, fees, valueDate } = data;
  if (returnIds.includes(returnId)) return [];
  const { currency } = outstanding;
  checkPositive(amount, '/amount');
  checkCurrency(amount, currency, '/amount');
  checkLocalDate(valueDate, '/valueDate');
  const { minor } = toMoney(amount);
  const payment = payments.find((one) => one.settlementId === settlementId);
  const paid = payment ? toMoney(payment.amount).minor : 0n;
  if (minor > paid) {
    const has = toMoneyJson({ minor: paid, currency }).amount;
    const message = `${amount.amount} is more than the ${has} ${currency} that ${settlementId} pays of it.`;
    refuse('return-exceeds-payment', message, '/amount/amount');
  }
  const owed = toMoney(outstanding).minor + minor;
  const { obligationId, invoiceId, consignmentId } = obligation;
  const back = {
    obligationId,
    invoiceId,
    consignmentId,
    settlementId,
    returnId,
    amount,
    ...(fees && { fees }),
    outstanding: toMoneyJson({ minor: owed, currency }),
    paid: toMoneyJson({ minor: toMoney(obligation.amount).minor - owed, currency }),
    valueDate,
  };
  return [{ type: 'PaymentReturned', occurredAt, data: back }];
}

/**
 * A settlement pays nothing of it: all that it was thought to pay is owed again. What it does not pay, or
 * no longer, is nothing new.
 */
export function paymentUnmatched(
  occurredAt: string,
  { settlementId, fees, unmatchedOn, because, reason }: Unmatching,
  {
    obligation,
    outstanding,
    payments,
  }: {
    readonly obligation: ObligationArisen['data'];
    readonly outstanding: MoneyJson;
    readonly payments: readonly Payment[];
  },
): readonly ObligationEvent[] {
  const payment = payments.find((one) => one.settlementId === settlementId);
  if (!payment) return [];
  const { currency } = outstanding;
  const owed = toMoney(outstanding).minor + toMoney(payment.amount).minor;
  const { obligationId, invoiceId, consignmentId } = obligation;
  const back = {
    obligationId,
    invoiceId,
    consignmentId,
    settlementId,
    amount: payment.amount,
    outstanding: toMoneyJson({ minor: owed, currency }),
    paid: toMoneyJson({ minor: toMoney(obligation.amount).minor - owed, currency }),
    ...(fees && { fees }),
    unmatchedOn,
    because,
    reason,
  };
  return [{ type: 'PaymentUnmatched', occurredAt, data: back }];
}

/** @param paid of a settlement that may have paid before. */
export function withPayment(payments: readonly Payment[], paid: Payment): readonly Payment[] {
  const { settlementId, amount, valueDate } = paid;
  const before = payments.find((one) => one.settlementId === settlementId);
  if (!before) return [...payments, { settlementId, amount, valueDate }];
  const { minor, currency } = toMoney(before.amount);
  const sum = toMoneyJson({ minor: minor + toMoney(amount).minor, currency });
  const both = { settlementId, amount: sum, valueDate: laterDay(before.valueDate, valueDate) };
  return payments.map((one) => (one === before ? both : one));
}

export function withReturn(
  payments: readonly Payment[],
  { settlementId, amount }: Pick<Payment, 'settlementId' | 'amount'>,
): readonly Payment[] {
  return payments.flatMap((one): Payment[] => {
    if (one.settlementId !== settlementId) return [one];
    const { minor, currency } = toMoney(one.amount);
    const left = minor - toMoney(amount).minor;
    return left === 0n ? [] : [{ ...one, amount: toMoneyJson({ minor: left, currency }) }];
  });
}

/** The latest value date of payments, `YYYY-MM-DD`: value dates may cross. */
export function paidOn(payments: readonly Payment[]): string | undefined {
  return payments.reduce<string | undefined>((day, { valueDate }) => laterDay(day, valueDate), undefined);
}

/** The later of two days, `YYYY-MM-DD`. */
export function laterDay(before: string | undefined, day: string): string {
  return before !== undefined && before > day ? before : day;
}
