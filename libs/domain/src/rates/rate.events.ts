import type { DomainEvent } from '@corridor/kernel';

/** What one unit of a currency is worth in another one on a day, by one source. */
export interface PostedRate {
  /** ISO 4217. */
  readonly base: string;
  /** ISO 4217; another one. */
  readonly quote: string;
  /** Units of `quote` for one of `base`, a decimal above 0 with at most 10 digits behind the point. */
  readonly rate: string;
  /** `YYYY-MM-DD` in the country of the source: the day that the rate is for. */
  readonly on: string;
  /** A central bank by its code (`sbp`, `nbk`), or a bank by its participant id. */
  readonly source: string;
}

export type RatePosted = DomainEvent<'RatePosted', PostedRate>;

/** The rate of a day was another one. What was posted stays on record, and so does what was worked out by it. */
export type RateCorrected = DomainEvent<
  'RateCorrected',
  PostedRate & {
    /** The rate as it stood until then. */
    readonly wrong: string;
    readonly reason: string;
  }
>;

export type RateEvent = RatePosted | RateCorrected;
