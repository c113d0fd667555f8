import { ratioOf } from '../targets/ratio-of.js';

const HOUR_MS = 3_600_000n;

/** Hours with one decimal, rounded half to even: 9 h 15 min are `"9.2"`. @param among what the time is divided by; among none it is null */
export function hoursOf(ms: bigint, among = 1n): string | null {
  return ratioOf(ms.toString(), (HOUR_MS * among).toString(), 1);
}

/** The time between two instants, milliseconds since 1970 as PostgreSQL tells them; null where one of them is not known. */
export function msBetween(from: string | null, until: string | null): bigint | null {
  return from === null || until === null ? null : BigInt(until) - BigInt(from);
}
