import { refuse } from './checks.js';

const DAY_MS = 86_400_000;

/** Whether `text` is a day of the calendar as `YYYY-MM-DD`. */
export function isLocalDate(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // The parser takes 31 February for 3 March: only a real day comes back as it went in.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The later of two instants, RFC 3339, as it is told; of two that are one, the first. */
export function laterOf(one: string, other: string): string {
  return Date.parse(one) < Date.parse(other) ? other : one;
}

/** @throws Rejection `date-malformed` where `text` is no day of the calendar. */
export function checkLocalDate(text: string, pointer: string): void {
  if (!isLocalDate(text)) refuse('date-malformed', `"${text}" is no day such as "2026-03-01".`, pointer);
}

/**
 * The day on which a payment is due: `days` (whole, not negative) after the terms started. Both days are of the same
 * calendar, so neither clock nor zone takes part.
 * @throws Rejection `date-malformed` where `termsStartedOn` is no day; RangeError for days that are not whole or below 0.
 */
export function dueDate(termsStartedOn: string, days: number): string {
  checkLocalDate(termsStartedOn, '/termsStartedOn');
  if (!Number.isSafeInteger(days) || days < 0) throw new RangeError(`${days} is no whole number of days`);
  return new Date(Date.parse(`${termsStartedOn}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from one day to another, both `YYYY-MM-DD`; below 0 where the second lies before the first. */
export function daysBetween(from: string, until: string): number {
  return (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}
