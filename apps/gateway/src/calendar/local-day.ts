import { byClockOf, offsetMinutesAt } from '@corridor/reference-data';
import type { Month } from './month.js';

const MINUTE_MS = 60_000;

/** The day in the reporter's own zone (UTC for countries off the corridor) at an instant, `YYYY-MM-DD`. */
export function localDayOf(reporter: string, instant: string): string {
  const ms = Date.parse(instant);
  return new Date(ms + (offsetMinutesAt(reporter, ms) ?? 0) * MINUTE_MS).toISOString().slice(0, 10);
}

/** When a month begins by a country's clock (UTC for countries off the corridor), `more` months behind it; milliseconds since 1970. */
export function startOfMonthMs(country: string, month: Month, more = 0): number {
  const midnightMs = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + more, 1);
  const near = midnightMs - (offsetMinutesAt(country, midnightMs) ?? 0) * MINUTE_MS;
  // The clocks may have been put back between.
  return midnightMs - (offsetMinutesAt(country, near) ?? 0) * MINUTE_MS;
}

/** An instant (milliseconds since 1970) in UTC, without a fraction where it has none. */
export function instantOfMs(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** The same as the clock of a place shows it, a UN/LOCODE. */
export function clockAt(place: string, ms: number): string {
  return byClockOf(place, instantOfMs(ms));
}
