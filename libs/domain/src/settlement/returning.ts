import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, refuse } from '../checks.js';
import { smaller } from '../obligation/purse.js';
import { lastPaidFirst } from './allocated-parts.js';
import { lastServicesFirst, sumOfServices, takenBackFrom } from './service-parts.js';
import type { SettlementCommand } from './settlement.commands.js';
import type { SettlementEvent } from './settlement.events.js';
import { postingsOfReturn } from './settlement-postings.js';
import type { BookedSettlement } from './settlement-state.js';

type Asked = Extract<SettlementCommand, { type: 'ReturnSettlement' }>['data'];

/**
 * The bank gives a part of a credit back, or all of it. What waits in suspense is taken back first, then what pays for services, of which
 * nobody's debt is opened again, and then what the settlement pays of obligations, the last paid first. So no debt is opened again while there is money that pays nothing, and what is left is what the
 * settlement would pay had only the rest of it been booked: a return leaves the same, whether it comes before the money is
 * matched or behind it, and a bank that reconciles from its own entries (credit less return) comes to the same open items.
 * @throws Rejection `return-exceeds-settlement` for more than was booked less what was returned before, or naming the field.
 */
export function returned(
  occurredAt: string,
  data: Asked,
  state: BookedSettlement,
): readonly SettlementEvent[] {
  const { settlement, unallocated, allocations, serviceParts, returned: before, returnIds } = state;
  if (returnIds.includes(data.returnId)) return [];
  const { settlementId, bank, amount: booked, bookedOn } = settlement;
  const { currency } = booked;
  checkPositive(data.amount, '/amount');
  checkCurrency(data.amount, currency, '/amount');
  checkLocalDate(data.bookedOn, '/bookedOn');
  checkLocalDate(data.valueDate, '/valueDate');
  checkReason(data.reason);
  if (data.bookedOn < bookedOn) {
    refuse(
      'return-before-booking',
      `${data.bookedOn} lies before the credit was booked on ${bookedOn}.`,
      '/bookedOn',
    );
  }
  const { minor } = toMoney(data.amount);
  const left = toMoney(booked).minor - toMoney(before).minor;
  if (minor > left) {
    const rest = toMoneyJson({ minor: left, currency }).amount;
    const message = `${data.amount.amount} is more than the ${rest} ${currency} that were not returned yet.`;
    refuse('return-exceeds-settlement', message, '/amount/amount');
  }
  const { returnedAmount = data.amount } = data;
  checkReturnedAmount(returnedAmount, data, settlement);
  const ofServices = lastServicesFirst(serviceParts, more(minor, toMoney(unallocated).minor));
  const said = { because: 'returned', returnId: data.returnId, takenBackOn: data.bookedOn } as const;
  const waiting = toMoney(unallocated).minor + sumOfServices(ofServices);
  const fromSuspense = smaller(minor, waiting);
  const takenBack = lastPaidFirst(allocations, minor - fromSuspense);
  return [
    ...takenBackFrom(occurredAt, ofServices, said, state),
    {
      type: 'SettlementReturned',
      occurredAt,
      data: {
        settlementId,
        bank,
        ...data,
        returnedAmount,
        unallocated: toMoneyJson({ minor: waiting - fromSuspense, currency }),
        takenBack,
        postings: postingsOfReturn(bank, data.amount, returnedAmount, takenBack),
      },
    },
  ];
}

/**
 * What went back is the amount, or less by what banks took, all of it too. It is more by what they say that they owe for the time that they had it, and by
 * what they had taken of the credit: no bank gives back more than it had.
 */
function checkReturnedAmount(
  returnedAmount: MoneyJson,
  { amount, compensation }: Asked,
  { charges = [] }: BookedSettlement['settlement'],
): void {
  const { minor } = toMoney(returnedAmount, '/returnedAmount');
  if (minor < 0n)
    refuse('amount-not-positive', `"${returnedAmount.amount}" is below 0.`, '/returnedAmount/amount');
  checkCurrency(returnedAmount, amount.currency, '/returnedAmount');
  if (compensation) {
    checkPositive(compensation, '/compensation');
    checkCurrency(compensation, amount.currency, '/compensation');
  }
  const more = [...charges.map((charge) => charge.amount), ...(compensation ? [compensation] : [])]
    .filter(({ currency }) => currency === amount.currency)
    .reduce((total, each) => total + toMoney(each).minor, 0n);
  if (minor <= toMoney(amount).minor + more) return;
  const message = `${returnedAmount.amount} went back, where ${amount.amount} ${amount.currency} of the credit can be undone: tell what is paid beyond it as compensation (CompstnAmt).`;
  refuse('return-exceeds-settlement', message, '/returnedAmount/amount');
}

/** @throws Rejection `reason-malformed`. */
export function checkReason(reason: string | undefined): void {
  if (reason === undefined || /^[A-Z0-9]{4}$/.test(reason)) return;
  refuse('reason-malformed', `"${reason}" is no reason code of four characters such as "AC04".`, '/reason');
}

/** By how much one is more than the other, if it is. */
function more(a: bigint, b: bigint): bigint {
  return a > b ? a - b : 0n;
}
