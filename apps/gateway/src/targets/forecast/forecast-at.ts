/** Months of a season: what comes back comes back after a year. */
export const SEASON = 12;
/** Months ahead. */
export const HORIZON = 12;
/** Months that a forecast rests on at least: of two seasons, a method can tell what comes back. */
export const TRAINING_MIN = 2 * SEASON;

/**
 * A method over a history of months, in cents: the forecast of the twelve months after its first `origin` months, in whole cents, made
 * from these alone.
 * @param origin from `TRAINING_MIN` to the length of the history.
 */
export type ForecastAt = (origin: number) => readonly bigint[];

/** Trade is never negative, so that a forecast of it is not. */
export function atLeastNone(cents: bigint): bigint {
  return cents < 0n ? 0n : cents;
}
