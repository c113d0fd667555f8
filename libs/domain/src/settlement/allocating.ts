import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkCurrency, checkPositive, refuse } from '../checks.js';
import { partOf } from './allocated-parts.js';
import type { SettlementCommand } from './settlement.commands.js';
import type { SettlementEvent } from './settlement.events.js';
import { postingsOfMatch, postingsOfUnmatch } from './settlement-postings.js';
import type { BookedSettlement } from './settlement-state.js';

type Allocating = Extract<SettlementCommand, { type: 'AllocateSettlement' }>['data'];
type Unmatching = Extract<SettlementCommand, { type: 'UnmatchSettlement' }>['data'];

/**
 * A part of the settlement pays an obligation; of one that it pays already, what banks took may be told by itself, with an amount of 0. What a person took back stays so, unless a person says otherwise.
 * @throws Rejection `allocation-exceeds-unallocated`, `settled-differs`, `exchange-missing`, or naming the field.
 */
export function allocated(
  occurredAt: string,
  asked: Allocating,
  { settlement, unallocated, obligationIds, unmatchedIds, allocations }: BookedSettlement,
): readonly SettlementEvent[] {
  const { again, ...data } = asked;
  const { obligationId, amount, fees } = data;
  if (data.by !== 'manual') {
    if (unmatchedIds.includes(obligationId)) return [];
    if (obligationIds.includes(obligationId) && !again) return [];
  }
  // Fees that are told behind what came have no money of their own.
  const fillsUp = fees !== undefined && toMoney(amount).minor === 0n && partOf(allocations, obligationId);
  if (!fillsUp) checkPositive(amount, '/amount');
  checkCurrency(amount, unallocated.currency, '/amount');
  const minor = toMoney(unallocated).minor - toMoney(amount).minor;
  if (minor < 0n) {
    const message = `${amount.amount} is more than the ${unallocated.amount} ${unallocated.currency} not allocated yet.`;
    refuse('allocation-exceeds-unallocated', message, '/amount/amount');
  }
  if (fees) checkPositive(fees, '/fees');
  const settled = settledBy(data);
  const { settlementId, bank } = settlement;
  const part = { ...data, settled };
  const left = toMoneyJson({ minor, currency: unallocated.currency });
  const postings = postingsOfMatch(bank, part);
  return [
    {
      type: 'SettlementMatched',
      occurredAt,
      data: { settlementId, bank, ...part, unallocated: left, postings },
    },
  ];
}

/** The settlement does not pay an obligation. @throws Rejection `not-matched` where it never did. */
export function unmatched(
  occurredAt: string,
  { obligationId, because, reason }: Unmatching,
  { settlement, unallocated, allocations, unmatchedIds }: BookedSettlement,
): readonly SettlementEvent[] {
  const part = partOf(allocations, obligationId);
  if (!part) {
    if (unmatchedIds.includes(obligationId)) return [];
    refuse('not-matched', 'The settlement does not pay this obligation.', '/obligationId');
  }
  const { settlementId, bank } = settlement;
  const minor = toMoney(unallocated).minor + toMoney(part.amount).minor;
  const left = toMoneyJson({ minor, currency: unallocated.currency });
  const postings = postingsOfUnmatch(bank, part);
  return [
    {
      type: 'SettlementUnmatched',
      occurredAt,
      data: { settlementId, bank, ...part, unallocated: left, because, reason, postings },
    },
  ];
}

/** What of the obligation is settled: told where it is of another currency, else the amount and the fees. */
function settledBy({ amount, fees, settled, exchange }: Allocating): MoneyJson {
  const feesMinor = fees ? toMoney(fees).minor : 0n;
  const owed = settled?.currency ?? amount.currency;
  if (fees) checkCurrency(fees, owed, '/fees');
  if (settled && owed !== amount.currency) {
    checkPositive(settled, '/settled');
    if (exchange?.from !== amount.currency || exchange.to !== owed) {
      const message = `${amount.currency} pays what is owed in ${owed} by a rate of exchange between the two only.`;
      refuse('exchange-missing', message, '/exchange');
    }
    const least = toMoney(amount).minor > 0n ? feesMinor + 1n : feesMinor;
    if (toMoney(settled).minor < least) {
      refuse('settled-differs', `${settled.amount} is not more than the fees in it.`, '/settled/amount');
    }
    return settled;
  }
  const both = toMoneyJson({ minor: toMoney(amount).minor + feesMinor, currency: amount.currency });
  if (settled && toMoney(settled).minor !== toMoney(both).minor) {
    const message = `${settled.amount} is not the amount with its fees, ${both.amount}.`;
    refuse('settled-differs', message, '/settled/amount');
  }
  return both;
}
