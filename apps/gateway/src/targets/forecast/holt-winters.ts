import { divideHalfEven } from '@corridor/kernel';
import { atLeastNone, type ForecastAt, HORIZON, SEASON, TRAINING_MIN } from './forecast-at.js';

/** Of the damped additive Holt–Winters method, each from 0 to 1. */
export interface Parameters {
  /** How fast the level follows. */
  readonly alpha: number;
  /** How fast the trend follows the level: β* of the source. */
  readonly beta: number;
  /** How fast the seasons follow. */
  readonly gamma: number;
  /** What is left of the trend after a month. */
  readonly phi: number;
}

interface State {
  readonly level: number;
  readonly trend: number;
  /** What each month of the year adds to the level. */
  readonly seasons: readonly number[];
}

/** The state after the months of an origin, with the parameters that fit these best. */
interface Fit extends State {
  readonly parameters: Parameters;
  readonly squares: number;
}

export interface HoltWinters {
  readonly forecastAt: ForecastAt;
  readonly parametersAt: (origin: number) => Parameters;
}

/**
 * The damped additive Holt–Winters method (Gardner & McKenzie 1985, "Forecasting trends in time series"; Hyndman & Athanasopoulos,
 * Forecasting: Principles and Practice, 3rd ed., 8.3, in the form of error correction of 8.5):
 *
 *     e = y − (l + φb + s)    l ← l + φb + αe    b ← φb + αβ*e    s ← s + γe    ŷ(h) = l + (φ + … + φ^h)b + s
 *
 * The parameters are those of a grid with the least sum of squared one-step errors up to the origin. The state at the beginning
 * comes from the first two years, which are the same for each origin: one pass over the history serves all of them. Only +, −, × and ÷
 * of doubles take part, which every machine rounds alike.
 * @param history Cents by month, oldest first, two years at least.
 */
export function holtWinters(history: readonly bigint[], grid: Iterable<Parameters> = GRID): HoltWinters {
  // Counted in the first two years' trade, a history in another unit gives the same numbers to the last bit.
  const unit = history.slice(0, TRAINING_MIN).reduce((sum, cents) => sum + cents, 0n) || 1n;
  const values = history.map((cents) => Number(cents) / Number(unit));
  const start = startOf(values);
  const best: (Fit | undefined)[] = [];
  for (const parameters of grid) keepBetter(best, values, start, parameters);
  const fitAt = (origin: number): Fit => {
    const fit = best[origin];
    if (!fit) throw new RangeError(`A forecast rests on ${TRAINING_MIN} to ${history.length} months.`);
    return fit;
  };
  return {
    forecastAt: (origin) => ahead(fitAt(origin), origin).map((value) => atLeastNone(toCents(value, unit))),
    parametersAt: (origin) => fitAt(origin).parameters,
  };
}

/** Runs over all months with these parameters, and keeps the state of each origin that they fit better than those before. */
function keepBetter(
  best: (Fit | undefined)[],
  values: readonly number[],
  start: State,
  parameters: Parameters,
): void {
  const { alpha, beta, gamma, phi } = parameters;
  const seasons = [...start.seasons];
  let { level, trend } = start;
  let squares = 0;
  values.forEach((value, at) => {
    const season = seasons[at % SEASON] ?? 0;
    const damped = phi * trend;
    const error = value - (level + damped + season);
    level += damped + alpha * error;
    trend = damped + alpha * beta * error;
    seasons[at % SEASON] = season + gamma * error;
    squares += error * error;
    const known = best[at + 1];
    if (at + 1 >= TRAINING_MIN && (!known || squares < known.squares)) {
      best[at + 1] = { level, trend, seasons: [...seasons], parameters, squares };
    }
  });
}

/** The straight line through the means of the first two years, and what each month lies off it on average. */
function startOf(values: readonly number[]): State {
  const [first, second] = [mean(values.slice(0, SEASON)), mean(values.slice(SEASON, TRAINING_MIN))];
  const trend = (second - first) / SEASON;
  const level = first - (trend * (SEASON + 1)) / 2;
  const off = (at: number): number => (values[at] ?? 0) - (level + trend * (at + 1));
  const seasons = Array.from({ length: SEASON }, (_, at) => (off(at) + off(at + SEASON)) / 2);
  return { level, trend, seasons };
}

function ahead({ level, trend, seasons, parameters }: Fit, origin: number): readonly number[] {
  let power = 1;
  let slope = 0;
  return Array.from({ length: HORIZON }, (_, step) => {
    power *= parameters.phi;
    slope += power;
    return level + slope * trend + (seasons[(origin + step) % SEASON] ?? 0);
  });
}

/** A double is a whole number over a power of two: that many units, rounded half to even once. */
function toCents(value: number, unit: bigint): bigint {
  let whole = value;
  let below = 1n;
  for (; !Number.isInteger(whole); below *= 2n) whole *= 2;
  return divideHalfEven(BigInt(whole) * unit, below);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** γ up to 1 − α, and φ from 0.8 to 0.98, as the source has it. Of two that fit alike, the first counts. */
const GRID: readonly Parameters[] = [0.98, 0.95, 0.9, 0.85, 0.8].flatMap((phi) =>
  steps(1, 19).flatMap((alpha) =>
    [0, 0.05, 0.1, 0.2, 0.4, 0.8].flatMap((beta) =>
      steps(0, 20 - Math.round(alpha * 20)).map((gamma) => ({ alpha, beta, gamma, phi })),
    ),
  ),
);

/** From … to twentieths. */
function steps(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => (from + at) / 20);
}
