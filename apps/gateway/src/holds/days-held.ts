import { divideHalfEven } from '@corridor/kernel';

const DAY_MS = 86_400_000n;
const DAY_DIGITS = 4;
const SECOND_DIGITS = 3;

/** A stretch of time in milliseconds since 1970; one that ends before it begins is none. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** How long at least one of the spans lasted, in milliseconds: what overlaps counts once. */
export function heldMs(spans: readonly Span[]): number {
  let total = 0;
  let heldUntil = Number.NEGATIVE_INFINITY;
  for (const { fromMs, untilMs } of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    total += Math.max(0, untilMs - Math.max(fromMs, heldUntil));
    heldUntil = Math.max(heldUntil, untilMs);
  }
  return total;
}

/** Days of 24 hours as a decimal of four digits, rounded half to even: 36 hours are `"1.5000"`. @param ms Not negative. */
export function daysOf(ms: bigint): string {
  return decimal(divideHalfEven(ms * 10n ** BigInt(DAY_DIGITS), DAY_MS), DAY_DIGITS);
}

/** Seconds with all of their milliseconds. @param ms Not negative. */
export function secondsOf(ms: bigint): string {
  return decimal(ms, SECOND_DIGITS);
}

function decimal(scaled: bigint, digits: number): string {
  const text = scaled.toString().padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
