import { CodeList } from './code-list.js';
import { ROWS } from './tables/rate-sources.js';

/** A central bank that publishes rates. */
export interface RateSource {
  /** As rates name it: `sbp`. A key of its own, where it has one, is of the participant with this id. */
  readonly code: string;
  /** ISO 3166-1 alpha-2: its clock tells when a rate was posted. */
  readonly country: string;
  readonly name: string;
}

/** Those at the ends of the corridor first: of two that have a rate for one day, the one that stands first is taken. */
export const RATE_SOURCES = new CodeList<RateSource>(
  ROWS.map(([code, country, name]) => ({ code, country, name })),
  { code: 'rate-source-unknown', holds: 'central bank whose rates are posted, such as "sbp"' },
);

/** @throws Rejection `rate-source-unknown` with `pointer`. */
export function checkRateSource(code: string, pointer: string): RateSource {
  return RATE_SOURCES.check(code, pointer);
}
