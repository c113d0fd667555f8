import { divideHalfEven, type MoneyJson, minorUnitDigits, toMoney } from '@corridor/kernel';
import { decimalOf, millionths } from '../decimal.js';
import type { FlagKind } from './red-flag.events.js';

/**
 * Whose earlier lines a unit value is held against: of firms other than its exporter and its importer, so that no firm sets the range of its own prices
 * by many lines to many partners. Where these are too few, as in a market of one importer or of one exporter, of any other pair of an exporter
 * and an importer: nobody is judged by what the same two agreed on before.
 */
export type ComparedWith = 'firms' | 'pairs';

const OF_OTHERS: Readonly<Record<ComparedWith, string>> = {
  firms: 'of other firms',
  pairs: 'of other pairs of firms',
};

/**
 * Earlier lines of others that a unit value is held against. With fewer, the nearest rank of the 5th percentile is the smallest of them and that of
 * the 95th the largest: any new extreme would be flagged. 20 is the least number at which one of twenty may lie outside.
 */
export const EARLIER_LINES_MIN = 20;

/**
 * The newest of them that are looked at: prices of years ago are no measure of one of today, and what a line costs to judge must not grow with the log.
 */
export const EARLIER_LINES_MAX = 1_000;

/** Lines of whichever firm among which these are looked for: so many of its own a firm would have to tell to hide the others from its next. */
export const LINES_READ_MAX = 10_000;

/** Outside of these percentiles, a line is flagged. */
const LOW_PERCENT = 5;
const HIGH_PERCENT = 95;

/** Millionths of the currency's major unit for one kilogram, or one unit, rounded half to even. */
export function unitValueOf(value: MoneyJson, quantity: string): bigint {
  const { minor, currency } = toMoney(value);
  const digits = minorUnitDigits(currency) ?? 0;
  return divideHalfEven(minor * 10n ** 12n, 10n ** BigInt(digits) * millionths(quantity));
}

/**
 * Which of so many values, sorted rising and counted from 1, is a percentile by the nearest rank: the smallest one that at least so many per cent
 * of them do not exceed. It is one of the values themselves, so that the event that it stands in can be named.
 */
export function nearestRank(count: number, percent: number): number {
  return Math.max(1, Math.ceil((count * percent) / 100));
}

/** The ranks between which a line is as usual; `undefined` where too few lines are known. */
export function usualRanks(count: number): { readonly low: number; readonly high: number } | undefined {
  if (count < EARLIER_LINES_MIN) return undefined;
  return { low: nearestRank(count, LOW_PERCENT), high: nearestRank(count, HIGH_PERCENT) };
}

/** What a unit value outside of the usual ones suspects; all three in millionths. */
export function outlierOf(
  value: bigint,
  low: bigint,
  high: bigint,
): Extract<FlagKind, 'over-invoicing' | 'under-invoicing'> | undefined {
  if (value < low) return 'under-invoicing';
  return value > high ? 'over-invoicing' : undefined;
}

/** What a unit value was told in. */
export interface UnitValueFacts {
  readonly lineNumber: number;
  readonly hs6: string;
  /** Countries from and to which the goods go, ISO 3166-1 alpha-2. */
  readonly from: string;
  readonly to: string;
  /** In which kind of paper it stands. */
  readonly told: string;
  readonly currency: string;
  /** UN/ECE Recommendation 20. */
  readonly unit: string;
  /** Millionths, as `low` and `high`. */
  readonly value: bigint;
  readonly low: bigint;
  readonly high: bigint;
  /** Lines that it was held against. */
  readonly count: number;
  /** Whose they are. */
  readonly others: ComparedWith;
}

/** The finding in words, of facts alone. */
export function unitValueReason(facts: UnitValueFacts): string {
  const { lineNumber, hs6, from, to, told, currency, unit, value, low, high, count, others } = facts;
  const side =
    value < low
      ? `below the 5th percentile, ${decimalOf(low)}`
      : `above the 95th percentile, ${decimalOf(high)}`;
  return `Line ${lineNumber} (HS ${hs6}, ${from} to ${to}) has ${decimalOf(value)} ${currency} per ${unit} in the ${told}: ${side}, of ${count} earlier lines ${OF_OTHERS[others]}.`;
}
