import { Rejection } from '@corridor/kernel';
import { offsetMinutesAt, PLACES } from '@corridor/reference-data';

const MINUTE_MS = 60_000;

/** The day (`YYYY-MM-DD`) at an instant by the clock of a place (UN/LOCODE or country); off the corridor, where no clock is known, by `otherwise`. */
export function dayAt(
  place: string,
  ms: number,
  otherwise: 'in UTC' | 'where it begins first' = 'in UTC',
): string {
  const known = offsetMinutesAt(place, ms);
  const minutes = known ?? (otherwise === 'in UTC' ? 0 : 14 * 60);
  return new Date(ms + minutes * MINUTE_MS).toISOString().slice(0, 10);
}

/** The day at an instant in each country whose clock is known, and in all others. */
export function daysAt(ms: number): {
  readonly countries: Readonly<Record<string, string>>;
  readonly elsewhere: string;
} {
  const known = [...new Set([...PLACES.keys()].map((place) => place.slice(0, 2)))];
  return {
    countries: Object.fromEntries(known.map((country) => [country, dayAt(country, ms)])),
    elsewhere: dayAt('', ms),
  };
}

/**
 * That a day has come where something happened on it: one that is told ahead could not be taken back by an amendment.
 * @throws Rejection with `code` and `pointer`.
 */
export function checkDayCame(day: string, place: string, ms: number, code: string, pointer: string): void {
  const today = dayAt(place, ms, 'where it begins first');
  if (day <= today) return;
  const message = `${day} lies ahead: by the clock of ${place}, it is ${today}. Tell it when it has happened.`;
  throw new Rejection(code, message, { pointer });
}
