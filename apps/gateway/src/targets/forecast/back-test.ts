import { divideHalfEven } from '@corridor/kernel';
import { type ForecastAt, HORIZON, SEASON, TRAINING_MIN } from './forecast-at.js';

/** A fraction, exactly. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What a method would have said after the first `origin` months of the twelve after them, in cents, and what they brought. */
export interface Trial {
  readonly origin: number;
  readonly forecast: bigint;
  readonly actual: bigint;
  /** `actual` − `forecast`. */
  readonly error: bigint;
}

export interface BackTest {
  readonly trials: readonly Trial[];
  /** Absent where no origin has a scale. */
  readonly mase: Fraction | undefined;
  /** Of the twelve months together, in cents. */
  readonly meanAbsoluteError: bigint;
}

/**
 * Rolling origin: the method forecasts twelve months after each month from the 24th on that has twelve known ones behind it.
 * The mean absolute scaled error (Hyndman & Koehler 2006) is the mean over the origins of mean |error of a month| ÷ scale, the scale
 * being the mean |month − same month of the year before| of the months up to the origin. An origin with a scale of 0 is left out of it.
 * @param history Cents by month, oldest first, three years at least.
 */
export function backTest(history: readonly bigint[], forecastAt: ForecastAt): BackTest {
  const ratios: Fraction[] = [];
  const trials: Trial[] = [];
  for (let origin = TRAINING_MIN; origin + HORIZON <= history.length; origin += 1) {
    const months = forecastAt(origin);
    const known = history.slice(origin, origin + HORIZON);
    const missed = sum(known.map((cents, at) => absolute(cents - (months[at] ?? 0n))));
    const scale = sum(
      history.slice(SEASON, origin).map((cents, at) => absolute(cents - (history[at] ?? 0n))),
    );
    // (missed ÷ 12) ÷ (scale ÷ months of it)
    const ratio = {
      numerator: missed * BigInt(origin - SEASON),
      denominator: scale * BigInt(HORIZON),
    };
    if (scale !== 0n) ratios.push(ratio);
    const [forecast, actual] = [sum(months), sum(known)];
    trials.push({ origin, forecast, actual, error: actual - forecast });
  }
  const errors = trials.map(({ error }) => absolute(error));
  return {
    trials,
    mase: meanOf(ratios),
    meanAbsoluteError: divideHalfEven(sum(errors), BigInt(errors.length)),
  };
}

/**
 * The empirical percentile by Hyndman & Fan (1996), type 7: linear between the values next to rank 1 + (n − 1)p, rounded half to even.
 * @param values One at least, in any order.
 * @param tenths p in tenths, 0 to 10.
 */
export function percentile(values: readonly bigint[], tenths: bigint): bigint {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : Number(a > b)));
  const rank = BigInt(sorted.length - 1) * tenths;
  const below = sorted[Number(rank / 10n)] ?? 0n;
  const above = sorted[Number(rank / 10n) + 1] ?? below;
  return divideHalfEven(below * 10n + (above - below) * (rank % 10n), 10n);
}

export function isLess(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

function meanOf(ratios: readonly Fraction[]): Fraction | undefined {
  if (ratios.length === 0) return undefined;
  const total = ratios.reduce((a, b) => ({
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }));
  return { ...total, denominator: total.denominator * BigInt(ratios.length) };
}

export function sum(cents: readonly bigint[]): bigint {
  return cents.reduce((total, part) => total + part, 0n);
}

function absolute(cents: bigint): bigint {
  return cents < 0n ? -cents : cents;
}
