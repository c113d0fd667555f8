import { addMonths, countMonths, type Month } from '../calendar/month.js';
import { ratio, yearlyGrowth } from './ratio.js';

const WINDOW_MONTHS = 12;
const RUN_RATE_MONTHS = 3;
const DAY_MS = 86_400_000;

/** Months, from the first to the last. */
export interface MonthsOf {
  readonly from: Month;
  readonly to: Month;
}

/** The full months that a progress is measured over. */
export interface Window extends MonthsOf {
  /** 1 to 12. */
  readonly months: number;
}

/** The last 12 full months before the month of `day`, whatever history there is. */
export function fullMonths(day: string): MonthsOf {
  const to = addMonths(day.slice(0, 7), -1);
  return { from: addMonths(to, 1 - WINDOW_MONTHS), to };
}

/**
 * The last 12 full months before the month of `day`, or as many of them as there is history.
 * @param firstMonth First month with any trade; `undefined` where there is none.
 * @returns `undefined` while not even one month is full.
 */
export function windowBefore(day: string, firstMonth: Month | undefined): Window | undefined {
  if (firstMonth === undefined) return undefined;
  const { from: earliest, to } = fullMonths(day);
  const from = firstMonth > earliest ? firstMonth : earliest;
  const months = countMonths(from, to);
  return months === 0 ? undefined : { from, to, months };
}

/**
 * The full months of a calendar year before the month of `day`, as far as there is history.
 * @returns `undefined` where there is none of them.
 */
export function baselineWindow(year: number, day: string, firstMonth: Month | undefined): Window | undefined {
  if (firstMonth === undefined) return undefined;
  const [january, december] = [`${year}-01`, `${year}-12`];
  const lastFull = addMonths(day.slice(0, 7), -1);
  const from = firstMonth > january ? firstMonth : january;
  const isOver = lastFull > december;
  const to = isOver ? december : lastFull;
  return from > to ? undefined : { from, to, months: countMonths(from, to) };
}

export interface Goal {
  readonly yearlyCents: bigint;
  /** `YYYY-MM-DD`. */
  readonly dueOn: string | null;
}

export interface Progress {
  readonly realisedCents: bigint;
  /** Null under three months of history. */
  readonly runRateCents: bigint | null;
  readonly share: string | null;
  readonly growthNeeded: string | null;
}

/**
 * Target progress, as its GraphQL type describes it.
 * @param totals USD cents of exports and imports of each month of the window, oldest first.
 * @param today The as-of day in the reporter's zone.
 */
export function progressOf(
  totals: readonly bigint[],
  goal: Goal | undefined,
  today: string | undefined,
): Progress {
  const realisedCents = sum(totals);
  return {
    realisedCents,
    runRateCents:
      totals.length >= RUN_RATE_MONTHS
        ? (sum(totals.slice(-RUN_RATE_MONTHS)) * BigInt(WINDOW_MONTHS)) / BigInt(RUN_RATE_MONTHS)
        : null,
    share: goal && goal.yearlyCents !== 0n ? ratio(realisedCents, goal.yearlyCents) : null,
    growthNeeded: growthNeeded(realisedCents, goal, today),
  };
}

function growthNeeded(realised: bigint, goal: Goal | undefined, today: string | undefined): string | null {
  if (!goal?.dueOn || !today || realised <= 0n || goal.yearlyCents <= 0n) return null;
  const days = Math.round((Date.parse(goal.dueOn) - Date.parse(today)) / DAY_MS);
  return days > 0 ? yearlyGrowth(goal.yearlyCents, realised, BigInt(days)) : null;
}

export function sum(cents: readonly bigint[]): bigint {
  return cents.reduce((total, part) => total + part, 0n);
}
