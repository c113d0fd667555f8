import type { BookedSettlement, PaymentReturnAdvised } from '@corridor/domain';
import { type MoneyJson, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkSettlementDay } from '../dates/day-limits.js';
import { returnIdOf } from '../naming/settlement-id.js';
import type { Return } from '../returns/return.js';
import { type BookedReturn, sameReturn } from '../returns/returns-of.js';

/**
 * What a bank's advice (pacs.004) gives back of the credit that it names: all that the payment settled, where it says so, or where
 * charges explain why less goes back; else the part that goes back.
 * @param number of {@link returnNumber}.
 * @param returns of the credit, as they stand.
 * @param days of the bank: on which it came, where the advice tells none, and today.
 * @throws Rejection `currency-differs` where another currency goes back, `original-amount-differs` where what it says was settled is less
 *   than the credit: banks take of a payment on its way, and add nothing to it; `date-in-future`.
 */
export function returnByAdvice(
  advice: PaymentReturnAdvised['data'],
  number: number,
  { settlement, returned }: BookedSettlement,
  returns: readonly BookedReturn[],
  days: { readonly came: string; readonly today: string },
): Return {
  const { currency } = settlement.amount;
  const { returnedAmount, originalAmount, charges, settlementDate, reasons, original } = advice;
  if (returnedAmount.currency !== currency) {
    const message = `${returnedAmount.currency} goes back of a credit in ${currency}.`;
    throw new Rejection('currency-differs', message, { pointer: '/returnedAmount/currency' });
  }
  const taken = charges
    .filter(({ amount }) => amount.currency === currency)
    .reduce((sum, { amount }) => sum + toMoney(amount).minor, 0n);
  const compensation = advice.compensation?.currency === currency ? advice.compensation : undefined;
  const back = toMoney(returnedAmount).minor - (compensation ? toMoney(compensation).minor : 0n);
  const credited = toMoney(settlement.amount).minor;
  const left = credited - toMoney(returned).minor;
  const settled = originalAmount?.currency === currency ? toMoney(originalAmount).minor : credited;
  const reference = advice.returnReference ?? advice.messageId;
  const identity = ['RtrId', reference, ...(number > 1 ? [number] : [])];
  const returnId = returnIdOf(settlement.settlementId, JSON.stringify(identity));
  const on = settlementDate ?? days.came;
  // What was booked stays so, however often it is told.
  if (!returns.some(({ data }) => data.returnId === returnId)) {
    if (settled < credited) throw notOf(settlement.amount, originalAmount);
    checkSettlementDay(on, days.today, '/settlementDate');
  }
  const isWhole = back >= settled || back + taken === settled || back === credited;
  const amount = (minor: bigint): MoneyJson => toMoneyJson({ minor, currency });
  const { uetr, endToEndId } = original;
  const code = reasons.find((reason) => reason.code !== undefined)?.code;
  const told = {
    returnId,
    amount: amount(isWhole ? credited : smaller(back + taken, credited)),
    returnedAmount,
    ...(compensation && { compensation }),
    ...(charges.length > 0 && { charges }),
    ...(advice.returnReference !== undefined && { returnReference: advice.returnReference }),
    ...(code !== undefined && { reason: code }),
    bookedOn: [on, settlement.bookedOn].toSorted()[1] ?? on,
    valueDate: on,
    references: {
      ...(endToEndId !== undefined && { endToEndId }),
      ...(uetr !== undefined && { uetr }),
      remittance: [],
    },
    format: advice.format,
    messageId: advice.messageId,
  };
  if (!isWhole || sameReturn(returns, told, settlement.references.accountServicerReference)) return told;
  // Of a credit that was given back in part before, all that is left.
  return { ...told, amount: amount(left) };
}

/** Which of the returns of a payment that its message tells of without a reference of their own an advice is; from 1. */
export function returnNumber(
  advice: PaymentReturnAdvised['data'],
  advices: readonly PaymentReturnAdvised['data'][],
): number {
  const { format, messageId, returnReference } = advice;
  if (returnReference !== undefined) return 1;
  const alike = advices.filter(
    (each) => each.returnReference === undefined && each.format === format && each.messageId === messageId,
  );
  return alike.indexOf(advice) + 1;
}

function notOf(credited: MoneyJson, original: MoneyJson | undefined): Rejection {
  const message = `It gives back a payment of ${original?.amount} ${original?.currency}, and the credit that it names is of ${credited.amount}: a part of that goes back under its whole original amount.`;
  return new Rejection('original-amount-differs', message, { pointer: '/originalAmount/amount' });
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

/** What a return gives back is one of several in one amount, and none of these is known by itself: it would take back what the others paid. */
export function originalInSum(settlementId: string): Rejection {
  const message = `It gives back a payment whose entry was booked in one amount with others (settlement ${settlementId}): have a person give back its part by POST /v1/settlements/{id}/returns.`;
  return new Rejection('original-in-sum', message);
}
