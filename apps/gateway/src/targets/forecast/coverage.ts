import { percentile, type Trial } from './back-test.js';
import { atLeastNone, HORIZON } from './forecast-at.js';

/** Errors under which a range says nothing. */
const ERRORS_MIN = 5;

export interface Coverage {
  /** Trials that had a range of their own. */
  readonly origins: number;
  /** Those of them whose actual sum lay in it. */
  readonly covered: number;
}

/**
 * How good the range is: of each trial, whether its actual sum lay in the range that could be told then, by the errors of those trials whose twelve months were
 * over at its origin. A range that is held against the errors that it is made of would hold by construction.
 * @param trials By origin, oldest first.
 */
export function coverageOf(trials: readonly Trial[]): Coverage {
  const ranged = trials.flatMap((trial) => {
    const known = trials.filter(({ origin }) => origin + HORIZON <= trial.origin);
    return known.length < ERRORS_MIN ? [] : [{ trial, range: rangeOf(trial.forecast, known) }];
  });
  const covered = ranged.filter(
    ({ trial: { actual }, range: { low, high } }) => low <= actual && actual <= high,
  );
  return { origins: ranged.length, covered: covered.length };
}

/** What has to be said of a forecast that lies outside its own range; `null` where it lies in it. */
export function outsideRange(
  forecast: bigint,
  { low, high }: { readonly low: bigint; readonly high: bigint },
): string | null {
  if (low <= forecast && forecast <= high) return null;
  const [side, missed, errors] =
    forecast < low
      ? ['below', 'told less than what came', 'the 10th percentile of its errors is above nothing']
      : ['above', 'told more than what came', 'the 90th percentile of its errors is below nothing'];
  return `The forecast lies ${side} its own 80 % range: in nearly all trials the method ${missed}, so that even ${errors}. Read the range, not the forecast.`;
}

/** The 80 % range of a sum, in cents, by the 10th and 90th percentile of errors. */
export function rangeOf(
  forecast: bigint,
  trials: readonly Pick<Trial, 'error'>[],
): { readonly low: bigint; readonly high: bigint } {
  const errors = trials.map(({ error }) => error);
  return {
    low: atLeastNone(forecast + percentile(errors, 1n)),
    high: atLeastNone(forecast + percentile(errors, 9n)),
  };
}
