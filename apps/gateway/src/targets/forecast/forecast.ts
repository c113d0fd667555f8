import { addMonths, countMonths, type Month } from '../../calendar/month.js';
import { sum } from '../target-progress.js';
import { type BackTest, backTest, isLess, type Trial } from './back-test.js';
import { type Coverage, coverageOf, rangeOf } from './coverage.js';
import { holtWinters, type Parameters } from './holt-winters.js';
import { seasonalNaive } from './seasonal-naive.js';

/** Months of history under which there is no forecast. */
export const HISTORY_MIN = 48;
/** Older ones say little of the next year. */
const HISTORY_MAX = 240;

export const METHODS = ['seasonal-naive', 'holt-winters'] as const;
export type Method = (typeof METHODS)[number];

export interface Tested {
  readonly method: Method;
  readonly test: BackTest;
}

/** Of the next twelve months, in cents. */
export interface Forecast {
  readonly method: Method;
  readonly months: readonly bigint[];
  readonly total: bigint;
  readonly low: bigint;
  readonly high: bigint;
  readonly coverage: Coverage;
  /** Of the method chosen. */
  readonly trials: readonly Trial[];
  /** Both methods, each with its errors. */
  readonly tested: readonly Tested[];
  /** Of Holt–Winters over the whole history. */
  readonly parameters: Parameters;
}

/**
 * The forecast of bilateral trade, as `tradeForecastFigure` defines it.
 * @param history Cents by month, oldest first.
 * @returns `undefined` under 48 months.
 */
export function forecastOf(history: readonly bigint[]): Forecast | undefined {
  if (history.length < HISTORY_MIN) return undefined;
  const smoothed = holtWinters(history);
  const naive = { method: METHODS[0], forecastAt: seasonalNaive(history) };
  const damped = { method: METHODS[1], forecastAt: smoothed.forecastAt };
  const [ofNaive, ofDamped] = [backTest(history, naive.forecastAt), backTest(history, damped.forecastAt)];
  const isDamped = ofNaive.mase && ofDamped.mase && isLess(ofDamped.mase, ofNaive.mase);
  const [{ method, forecastAt }, { trials }] = isDamped ? [damped, ofDamped] : [naive, ofNaive];
  const months = forecastAt(history.length);
  const total = sum(months);
  return {
    method,
    months,
    total,
    ...rangeOf(total, trials),
    coverage: coverageOf(trials),
    trials,
    tested: [
      { method: naive.method, test: ofNaive },
      { method: damped.method, test: ofDamped },
    ],
    parameters: smoothed.parametersAt(history.length),
  };
}

/** The months that a forecast rests on. */
export interface History {
  readonly from: Month;
  readonly to: Month;
  readonly months: number;
}

/**
 * The months up to one, 240 at most.
 * @param to The last month that is not provisional.
 * @param firstMonth First month with any trade; `undefined` where there is none.
 * @returns `undefined` where there is not one.
 */
export function historyUpTo(to: Month, firstMonth: Month | undefined): History | undefined {
  if (firstMonth === undefined) return undefined;
  const earliest = addMonths(to, 1 - HISTORY_MAX);
  const from = firstMonth > earliest ? firstMonth : earliest;
  const months = countMonths(from, to);
  return months === 0 ? undefined : { from, to, months };
}
