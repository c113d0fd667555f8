import { divideHalfEven } from '@corridor/kernel';

const HOUR_MS = 3_600_000n;

/** Hours with one decimal, rounded half to even: 9 h 15 min are `"9.2"`. @param among what the time is divided by */
export function hoursOf(ms: bigint, among = 1n): string {
  const tenths = divideHalfEven(ms * 10n, HOUR_MS * among);
  const digits = (tenths < 0n ? -tenths : tenths).toString().padStart(2, '0');
  return `${tenths < 0n ? '-' : ''}${digits.slice(0, -1)}.${digits.slice(-1)}`;
}
