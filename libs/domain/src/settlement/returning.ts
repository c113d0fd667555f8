import { toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, refuse } from '../checks.js';
import type { AllocatedPart, SettlementCommand, SettlementEvent } from './settlement.events.js';
import type { BookedSettlement } from './settlement-state.js';

type Asked = Extract<SettlementCommand, { type: 'ReturnSettlement' }>['data'];

/**
 * The bank gives a part of a credit back, or all of it. What waits in suspense is taken back first, then what the settlement
 * pays, the last paid first. So no debt is opened again while there is money that pays nothing, and what is left is what the
 * settlement would pay had only the rest of it been booked: a return leaves the same, whether it comes before the money is
 * matched or behind it, and a bank that reconciles from its own entries (credit less return) comes to the same open items.
 * @throws Rejection `return-exceeds-settlement` for more than was booked less what was returned before, or naming the field.
 */
export function returned(
  occurredAt: string,
  data: Asked,
  { settlement, unallocated, allocations, returned: before, returnIds }: BookedSettlement,
): readonly SettlementEvent[] {
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
  const waiting = toMoney(unallocated).minor;
  const fromSuspense = smaller(minor, waiting);
  return [
    {
      type: 'SettlementReturned',
      occurredAt,
      data: {
        settlementId,
        bank,
        ...data,
        unallocated: toMoneyJson({ minor: waiting - fromSuspense, currency }),
        takenBack: lastPaidFirst(allocations, minor - fromSuspense),
      },
    },
  ];
}

/** What is left of allocations behind a return: taken from the last ones, as {@link returned} decides it. */
export function withoutTakenBack(
  allocations: readonly AllocatedPart[],
  takenBack: readonly AllocatedPart[],
): readonly AllocatedPart[] {
  const back = new Map(takenBack.map(({ obligationId, amount }) => [obligationId, toMoney(amount).minor]));
  const kept = allocations.toReversed().flatMap((each): AllocatedPart[] => {
    const { minor, currency } = toMoney(each.amount);
    const taken = smaller(minor, back.get(each.obligationId) ?? 0n);
    back.set(each.obligationId, (back.get(each.obligationId) ?? 0n) - taken);
    if (taken === minor) return [];
    return [{ ...each, amount: toMoneyJson({ minor: minor - taken, currency }) }];
  });
  return kept.toReversed();
}

/** One part for each obligation: it may have been paid twice. */
function lastPaidFirst(allocations: readonly AllocatedPart[], minor: bigint): readonly AllocatedPart[] {
  const parts = new Map<string, AllocatedPart>();
  let left = minor;
  for (const each of allocations.toReversed()) {
    if (left === 0n) break;
    const { minor: paid, currency } = toMoney(each.amount);
    const taken = smaller(paid, left);
    left -= taken;
    const before = parts.get(each.obligationId);
    const sum = taken + (before ? toMoney(before.amount).minor : 0n);
    parts.set(each.obligationId, { ...each, amount: toMoneyJson({ minor: sum, currency }) });
  }
  return [...parts.values()];
}

function checkReason(reason: string | undefined): void {
  if (reason === undefined || /^[A-Z0-9]{4}$/.test(reason)) return;
  refuse('reason-malformed', `"${reason}" is no reason code of four characters such as "AC04".`, '/reason');
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
