import { toMoney } from '@corridor/kernel';
import type { AllocatedPart } from '../settlement/settlement.events.js';
import type { Allocation, OpenObligation, UnallocatedSettlement } from './matching.js';
import { fillFrom } from './purse.js';
import { HeldShares } from './shares.js';

/** An obligation that a settlement pays, and of which something is owed still. */
export interface PaidShort
  extends Pick<OpenObligation, 'obligationId' | 'invoiceNumber' | 'outstanding'>,
    Pick<Allocation, 'by'> {
  /** What the settlement pays of it. */
  readonly paid: Pick<AllocatedPart, 'amount' | 'settled'>;
}

/**
 * What of the fees of a settlement that no match counts yet fills up what it paid short, in turn: what banks took may be told behind
 * the match, and counts as if it had been told before. It moves no money, so that each has an amount of 0.
 */
export function fillUp(
  {
    unallocated: { currency },
    fees,
    shares = [],
    exchanges,
  }: Pick<UnallocatedSettlement, 'unallocated' | 'fees' | 'shares' | 'exchanges'>,
  short: readonly PaidShort[],
): readonly Allocation[] {
  const held = new HeldShares(shares);
  for (const { invoiceNumber, paid } of short) held.use(invoiceNumber, [paid.settled, paid.amount]);
  let left = fees ? toMoney(fees).minor : 0n;
  return short.flatMap(({ obligationId, invoiceNumber, outstanding, paid, by }): Allocation[] => {
    const purse = { currency, minor: 0n, fees: left };
    const limited = held.limit(invoiceNumber, purse, outstanding);
    const filled = fillFrom(purse, limited.outstanding, paid.settled, exchanges?.get(outstanding.currency));
    if (!filled) return [];
    const { left: rest, ...allocation } = filled;
    left = rest.fees;
    return [{ obligationId, ...allocation, by }];
  });
}
