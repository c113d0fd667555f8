import { ROWS as HOLIDAY_ROWS } from './tables/bank-holidays.js';
import { ROWS as WEEKEND_ROWS } from './tables/weekends.js';

/** When banks of a country are shut, as far as it is known beforehand; what is declared later comes from the log. */
export interface PublishedCalendar {
  /** Days of the week by ISO 8601, 1 for Monday to 7 for Sunday. */
  readonly weekend: readonly number[];
  /** Day (`YYYY-MM-DD`, from 2025 to 2027) → name of the holiday. */
  readonly holidays: ReadonlyMap<string, string>;
}

/** Saturday and Sunday: of most countries (CLDR's territory 001), and of those that are not listed. */
const WEEKEND: readonly number[] = [6, 7];

const WEEKENDS: ReadonlyMap<string, readonly number[]> = new Map(
  WEEKEND_ROWS.map(([country, days]) => [country, days.split(' ').map(Number)]),
);

const HOLIDAYS: ReadonlyMap<string, ReadonlyMap<string, string>> = holidaysByCountry();

/** Of a country (ISO 3166-1 alpha-2); one without holidays where none are listed. */
export function publishedCalendar(country: string): PublishedCalendar {
  return { weekend: WEEKENDS.get(country) ?? WEEKEND, holidays: HOLIDAYS.get(country) ?? new Map() };
}

function holidaysByCountry(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const countries = new Map<string, Map<string, string>>();
  for (const [country, day, name] of HOLIDAY_ROWS) {
    const holidays = countries.get(country) ?? new Map<string, string>();
    countries.set(country, holidays.set(day, name));
  }
  return countries;
}
