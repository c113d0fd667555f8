/** What Nest injects: the {@link RateSettings}. */
export const RATE_SETTINGS = Symbol('rate settings');

export interface RateSettings {
  /** Days by which a rate may be older than the day that it is used for. */
  readonly maxAgeDays: number;
}

/** Over a weekend and a feast of the longest kind, no bank posts. */
const MAX_AGE_DAYS = 7;

/** Reads what an operator set: `RATE_MAX_AGE_DAYS`, a whole number up to 366. @throws Error where it is none. */
export function readRateSettings(environment: Readonly<Record<string, string | undefined>>): RateSettings {
  const { RATE_MAX_AGE_DAYS } = environment;
  if (!RATE_MAX_AGE_DAYS) return { maxAgeDays: MAX_AGE_DAYS };
  const maxAgeDays = /^\d{1,3}$/.test(RATE_MAX_AGE_DAYS) ? Number(RATE_MAX_AGE_DAYS) : Number.NaN;
  if (maxAgeDays <= 366) return { maxAgeDays };
  throw new Error(`RATE_MAX_AGE_DAYS is a whole number of days up to 366, not "${RATE_MAX_AGE_DAYS}".`);
}
