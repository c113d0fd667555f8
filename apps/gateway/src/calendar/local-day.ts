import { offsetMinutesAt } from '@corridor/reference-data';

const MINUTE_MS = 60_000;

/** The day in the reporter's own zone (UTC for countries off the corridor) at an instant, `YYYY-MM-DD`. */
export function localDayOf(reporter: string, instant: string): string {
  const ms = Date.parse(instant);
  return new Date(ms + (offsetMinutesAt(reporter, ms) ?? 0) * MINUTE_MS).toISOString().slice(0, 10);
}
