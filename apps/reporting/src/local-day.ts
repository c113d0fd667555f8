import { byClockOf, offsetMinutesAt } from '@corridor/reference-data';
import { utcInstant } from './utc-instant.js';

const MINUTE_MS = 60_000;

/** The day, `YYYY-MM-DD`, that the clock of a place (UN/LOCODE) shows at an instant; off the corridor, that of UTC. */
export function localDayAt(place: string, occurredAt: string): string {
  return byClockOf(place, utcInstant(occurredAt)).slice(0, 10);
}

/** The first day of the month of a day, both `YYYY-MM-DD`. */
export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The country of a place, where it has a clock here; '' where months go by UTC. */
export function clockOf(place: string): string {
  const country = place.slice(0, 2);
  return offsetMinutesAt(country, 0) === undefined ? '' : country;
}

/** The first day of the month of an instant (milliseconds since 1970) by the clock of the country of a place; of UTC off the corridor. */
export function monthAt(place: string, ms: number): string {
  const minutes = offsetMinutesAt(place.slice(0, 2), ms) ?? 0;
  // The calendar of instants ends with 9999, that of clocks a few hours behind it.
  const day = new Date(ms + minutes * MINUTE_MS).toISOString().replace(/^\+0/, '');
  return day.replace(/-\d\dT.*/, '-01');
}
