import { byClockOf, offsetMinutesAt } from '@corridor/reference-data';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Minutes east of UTC at a place (UN/LOCODE) at an instant. @throws RangeError for a country off the routes. */
function offsetMinutes(place: string, ms: number): number {
  const offset = offsetMinutesAt(place, ms);
  if (offset === undefined) throw new RangeError(`The demo has no clock for ${place}.`);
  return offset;
}

/** RFC 3339 to the second, as a clock at the place shows it: `2024-05-01T10:00:00+05:00`. */
export function localTime(place: string, ms: number): string {
  offsetMinutes(place, ms);
  return byClockOf(place, `${new Date(ms).toISOString().slice(0, 19)}Z`);
}

/** The day of the calendar at the place, `YYYY-MM-DD`. */
export function localDay(place: string, ms: number): string {
  return new Date(ms + offsetMinutes(place, ms) * MINUTE_MS).toISOString().slice(0, 10);
}

/** The first instant from `ms` on, at which an office at the place is open: 8 to 18 o'clock on Monday to Friday. */
export function officeTime(place: string, ms: number): number {
  const shift = offsetMinutes(place, ms) * MINUTE_MS;
  let local = ms + shift;
  const hour = Math.floor((local % DAY_MS) / HOUR_MS);
  // Who comes too late, comes at the same minute of the next morning; nobody comes on the stroke of eight.
  if (hour < 8) local += (8 - hour) * HOUR_MS;
  else if (hour >= 18) local += (32 - hour) * HOUR_MS;
  // 1 January 1970 was a Thursday.
  const weekday = (Math.floor(local / DAY_MS) + 4) % 7;
  if (weekday === 6) local += 2 * DAY_MS;
  else if (weekday === 0) local += DAY_MS;
  return local - shift;
}

/** The first Tuesday from an instant on, at nine in Pakistan: what begins then has days of work before it. */
export function tuesdayFrom(ms: number): number {
  const days = Math.floor(ms / DAY_MS);
  // 1 January 1970 was a Thursday: day 5 behind it, a Tuesday.
  const tuesday = days + ((5 - (days % 7) + 7) % 7);
  return tuesday * DAY_MS + 4 * HOUR_MS;
}
