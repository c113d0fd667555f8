import { Rejection } from '@corridor/kernel';
import { byClockOf } from '@corridor/reference-data';

const DAY_MS = 86_400_000;

/** How far a day may lie ahead of today, or of another day: what is further is a slip of the pen that would stay on record for good. */
export const DAYS_AHEAD_MAX = {
  /** What is booked has happened; clocks differ, and a bank closes its books after midnight. */
  booked: 1,
  /** From the booking, or the message that tells it: spot takes two banking days, and the longest feasts shut the banks for a week around. */
  valued: 10,
  /** A central bank fixes the rate of its next banking day before it shuts. */
  rated: 10,
} as const;

/** The day of banks at an instant (milliseconds since 1970): both ends of the corridor have one clock. */
export function bankDay(ms: number): string {
  return byClockOf('PK', new Date(ms).toISOString()).slice(0, 10);
}

/** @throws Rejection `date-in-future` for a booking that lies ahead, or value dates that lie far ahead of it, with the pointer of the field. */
export function checkBookingDays(
  { bookedOn, valueDate }: { readonly bookedOn: string; readonly valueDate: string },
  today: string,
): void {
  checkAhead(bookedOn, today, DAYS_AHEAD_MAX.booked, 'today', '/bookedOn');
  checkAhead(valueDate, bookedOn, DAYS_AHEAD_MAX.valued, 'the booking', '/valueDate');
}

/** @throws Rejection `date-in-future` for a day on which something is said to have happened, and that lies ahead. */
export function checkDayOf(day: string, today: string, pointer: string): void {
  checkAhead(day, today, DAYS_AHEAD_MAX.booked, 'today', pointer);
}

/** @throws Rejection `date-in-future` for a day on which money is to move, and that lies far ahead: banks tell it some days before. */
export function checkSettlementDay(day: string, today: string, pointer: string): void {
  checkAhead(day, today, DAYS_AHEAD_MAX.valued, 'today', pointer);
}

/** @throws Rejection `date-in-future` for a rate of a day that lies far ahead of today. */
export function checkRateDay(on: string, today: string): void {
  checkAhead(on, today, DAYS_AHEAD_MAX.rated, 'today', '/on');
}

function checkAhead(day: string, from: string, daysMax: number, name: string, pointer: string): void {
  // What is no day is not ahead of any: its contract refuses it.
  if (!(msOf(day) - msOf(from) > daysMax * DAY_MS)) return;
  const days = daysMax === 1 ? 'one day' : `${daysMax} days`;
  const message = `${day} lies more than ${days} ahead of ${name}, ${from}.`;
  throw new Rejection('date-in-future', message, { pointer });
}

function msOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
