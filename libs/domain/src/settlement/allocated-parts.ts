import { divideHalfEven, type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import { smaller } from '../obligation/purse.js';
import type { AllocatedPart } from './settlement.events.js';

/**
 * What is taken back of allocations, `minor` of the settlement in all: from the last paid first. One part for each obligation,
 * as it may have been paid twice.
 */
export function lastPaidFirst(
  allocations: readonly AllocatedPart[],
  minor: bigint,
): readonly AllocatedPart[] {
  const parts = new Map<string, AllocatedPart>();
  let left = minor;
  for (const each of allocations.toReversed()) {
    if (left === 0n) break;
    const taken = smaller(toMoney(each.amount).minor, left);
    left -= taken;
    const part = portionOf(each, taken);
    const before = parts.get(each.obligationId);
    parts.set(each.obligationId, before ? combined(before, part, 1n) : part);
  }
  return [...parts.values()];
}

/** What is left of allocations behind what {@link lastPaidFirst}, or a person, took back. */
export function withoutTakenBack(
  allocations: readonly AllocatedPart[],
  takenBack: readonly AllocatedPart[],
): readonly AllocatedPart[] {
  const back = new Map(takenBack.map(({ obligationId, amount }) => [obligationId, toMoney(amount).minor]));
  const kept = allocations.toReversed().flatMap((each): AllocatedPart[] => {
    const { minor } = toMoney(each.amount);
    const taken = smaller(minor, back.get(each.obligationId) ?? 0n);
    back.set(each.obligationId, (back.get(each.obligationId) ?? 0n) - taken);
    if (taken === minor) return [];
    return [taken === 0n ? each : combined(each, portionOf(each, taken), -1n)];
  });
  return kept.toReversed();
}

/** All that a settlement pays of an obligation, if anything. */
export function partOf(
  allocations: readonly AllocatedPart[],
  obligationId: string,
): AllocatedPart | undefined {
  const [first, ...others] = allocations.filter((each) => each.obligationId === obligationId);
  return first && others.reduce((sum, each) => combined(sum, each, 1n), first);
}

/** Behind one more part. Fees that were told by themselves are of what was paid of the same obligation last, as if they had come with it. */
export function withPart(
  allocations: readonly AllocatedPart[],
  part: AllocatedPart,
): readonly AllocatedPart[] {
  const last = allocations.findLast(({ obligationId }) => obligationId === part.obligationId);
  if (!last || toMoney(part.amount).minor > 0n) return [...allocations, part];
  return allocations.map((each) => (each === last ? combined(each, part, 1n) : each));
}

/**
 * `minor` of the settlement's share of an allocation, with what it settles and the fees in proportion, each rounded half to even:
 * of the whole exactly the whole, so that parts that are taken one after the other leave nothing over.
 */
function portionOf(part: AllocatedPart, minor: bigint): AllocatedPart {
  const { obligationId, invoiceId, consignmentId, amount, settled, fees } = part;
  const whole = toMoney(amount).minor;
  const share = (money: MoneyJson): bigint => divideHalfEven(toMoney(money).minor * minor, whole);
  const feesMinor = fees ? share(fees) : 0n;
  const paid = fees ? toMoney(settled).minor - toMoney(fees).minor : toMoney(settled).minor;
  const { currency } = settled;
  return {
    obligationId,
    invoiceId,
    consignmentId,
    amount: toMoneyJson({ minor, currency: amount.currency }),
    settled: toMoneyJson({ minor: divideHalfEven(paid * minor, whole) + feesMinor, currency }),
    ...(feesMinor !== 0n && { fees: toMoneyJson({ minor: feesMinor, currency }) }),
  };
}

/** Two parts of one obligation added up, or the second taken off the first. */
function combined(one: AllocatedPart, other: AllocatedPart, sign: bigint): AllocatedPart {
  const { obligationId, invoiceId, consignmentId } = one;
  const both = (a: MoneyJson, b: MoneyJson): MoneyJson =>
    toMoneyJson({ minor: toMoney(a).minor + sign * toMoney(b).minor, currency: a.currency });
  const none = toMoneyJson({ minor: 0n, currency: one.settled.currency });
  const fees = both(one.fees ?? none, other.fees ?? none);
  return {
    obligationId,
    invoiceId,
    consignmentId,
    amount: both(one.amount, other.amount),
    settled: both(one.settled, other.settled),
    ...(toMoney(fees).minor !== 0n && { fees }),
  };
}
