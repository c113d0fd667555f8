import { COUNTRIES, offsetMinutesAt } from '@corridor/reference-data';
import { startOfMonthMs } from './local-day.js';
import type { Month } from './month.js';

/** Countries that have a clock of their own here, and '' for those that go by UTC. */
const CLOCKS: readonly string[] = [
  ...[...COUNTRIES].map(({ code }) => code).filter((code) => offsetMinutesAt(code, 0) !== undefined),
  '',
];

/** Whether a country has a clock of its own here. */
export function hasClock(country: string): boolean {
  return CLOCKS.includes(country);
}

/** When months begin and end by the clocks of all countries; `begins` and `ends` (milliseconds since 1970) belong to `clocks` one by one. */
export interface MonthsByClock {
  readonly clocks: readonly string[];
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

export function monthsByClock(from: Month, to: Month): MonthsByClock {
  return {
    clocks: CLOCKS,
    begins: CLOCKS.map((country) => startOfMonthMs(country, from)),
    ends: CLOCKS.map((country) => startOfMonthMs(country, to, 1)),
  };
}

/** In SQL, {@link MonthsByClock} as $1 to $3: rows `p` of country, from_ms and until_ms. */
export const PERIOD = `period AS (SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS p(country, from_ms, until_ms))`;

/** Whether a row of {@link PERIOD} is of the country of a place, which is a UN/LOCODE in SQL. */
export function isPeriodOf(place: string): string {
  return `p.country = CASE WHEN left(${place}, 2) = ANY ($1) THEN left(${place}, 2) ELSE '' END`;
}
