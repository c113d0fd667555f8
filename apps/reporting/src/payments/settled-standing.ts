import { daysBetween } from '@corridor/domain';
import { divideHalfEven } from '@corridor/kernel';
import { OWN_CURRENCY_OF } from '@corridor/reference-data';
import type { Contribution } from '../cells/event-changes.js';
import { monthOf } from '../local-day.js';

/**
 * A pair of banks, a currency and a month: that in which an obligation was paid in full, in the currency owed, and that of a credit's value date, in the currency that
 * came. The debtor's bank is the eight letters of its BIC, whichever branch messages name, and empty where none told it.
 */
export interface SettledCellName {
  readonly bank: string;
  readonly debtor_agent: string;
  readonly currency: string;
  readonly month: string;
}

export const SETTLED_SUMS = [
  'obligations',
  'advances',
  'paid_minor',
  'days_minor',
  'late_minor',
  'settlements',
  'settled_minor',
  'usd_minor',
  'own_minor',
  'own_usd_minor',
  'unconverted',
] as const;
export type SettledSum = (typeof SETTLED_SUMS)[number];
export interface Credit {
  readonly bank: string;
  readonly currency: string;
  readonly debtorAgent: string;
  readonly amount: bigint;
  readonly usd: bigint | null;
  readonly valueDate: string;
  /** A status booked it: the first entry of the account says its value date, and its amount where it corrects that. */
  readonly awaitsEntry: boolean;
}

export interface Settlement {
  credit: Credit;
  readonly parts: Map<string, Part>;
  /** How many of its parts pay something. */
  paying: number;
  /** What of it pays nothing yet. */
  waiting: bigint;
}

export interface Owed {
  readonly bank: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly startedOn: string;
  readonly dueOn: string;
  /** The currencies that the countries of its parties call their own. */
  readonly own: readonly string[];
  readonly parts: Map<string, Part>;
  /** What those of its parts come to that settle something. */
  paid: bigint;
  /** What all of its parts come to. */
  settled: bigint;
  isWithdrawn: boolean;
}

/** What a settlement pays of an obligation. */
export interface Part {
  readonly owed: Owed;
  readonly settlement: Settlement;
  amount: bigint;
  settled: bigint;
}

type SettledAdds = Partial<Record<SettledSum, bigint>>;
type SettledContribution = Contribution<SettledCellName, SettledSum>;

/** One that nothing pays yet. @param countries of the parties to its invoice */
export function owing(
  owed: Pick<Owed, 'bank' | 'currency' | 'amount' | 'startedOn' | 'dueOn'>,
  countries: readonly string[],
): Owed {
  const own = countries.flatMap((country) => OWN_CURRENCY_OF.get(country) ?? []);
  return { ...owed, own, parts: new Map(), paid: 0n, settled: 0n, isWithdrawn: false };
}

/** A settlement pays so much more of an obligation. */
export function addTo(part: Part, amount: bigint, settled: bigint): void {
  const { owed, settlement } = part;
  if (part.amount > 0n) settlement.paying -= 1;
  if (part.settled > 0n) owed.paid -= part.settled;
  part.amount += amount;
  part.settled += settled;
  owed.settled += settled;
  if (part.amount > 0n) settlement.paying += 1;
  if (part.settled > 0n) owed.paid += part.settled;
}

/** What parts of a settlement, and the obligations that they pay, stand for in figures. */
export function contribute(
  parts: Iterable<Part>,
  settlement: Settlement,
  tell: (contribution: SettledContribution) => void,
): void {
  const { bank, currency, debtorAgent, valueDate, usd } = settlement.credit;
  const name = { bank, debtor_agent: debtorAgent, currency, month: monthOf(valueDate) };
  for (const part of parts) {
    if (part.amount > 0n) tell([name, settledOf(part)]);
    for (const contribution of daysOf(part.owed)) tell(contribution);
  }
  if (settlement.paying > 0) tell([name, { settlements: 1n, unconverted: usd === null ? 1n : 0n }]);
}

function settledOf({ amount, owed, settlement: { credit } }: Part): SettledAdds {
  // Dollars of an amount of 0 could not be shared out.
  const usd =
    credit.usd === null || credit.amount === 0n ? 0n : divideHalfEven(credit.usd * amount, credit.amount);
  const sums = { settled_minor: amount, usd_minor: usd };
  return owed.own.includes(credit.currency) ? { ...sums, own_minor: amount, own_usd_minor: usd } : sums;
}

/** Of an obligation that is paid in full, by each bank that paid it: what came from there, and that times its days; of what is paid in advance, that it was. */
function daysOf({
  bank,
  currency,
  amount,
  startedOn,
  dueOn,
  parts,
  paid,
}: Owed): readonly SettledContribution[] {
  if (paid !== amount) return [];
  const paying = [...parts.values()].filter(({ settled }) => settled > 0n);
  const settledOn = paying.map(({ settlement }) => settlement.credit.valueDate).reduce(later, '');
  const byAgent = new Map<string, { minor: bigint; days: bigint; late: bigint }>();
  for (const { settled, settlement } of paying) {
    const { debtorAgent, valueDate } = settlement.credit;
    const { minor, days, late } = byAgent.get(debtorAgent) ?? { minor: 0n, days: 0n, late: 0n };
    byAgent.set(debtorAgent, {
      minor: minor + settled,
      days: days + settled * BigInt(daysBetween(startedOn, valueDate)),
      late: late + settled * BigInt(daysBetween(dueOn, valueDate)),
    });
  }
  return [...byAgent].map(([debtor_agent, { minor, days, late }]) => [
    { bank, debtor_agent, currency, month: monthOf(settledOn) },
    days < 0n ? { advances: 1n } : { obligations: 1n, paid_minor: minor, days_minor: days, late_minor: late },
  ]);
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
