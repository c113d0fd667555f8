import { ratio } from '../../targets/ratio.js';
import { ratioOf } from '../../targets/ratio-of.js';

/** What a firm is trusted for, and what of a hundred each weighs. */
export const TRUST_WEIGHTS = { delivery: 30, payment: 30, customs: 20, dispute: 20 } as const;
export type TrustPartName = keyof typeof TRUST_WEIGHTS;

/** With fewer cases in all, there is no score: nothing could be told from them. */
export const TRUST_CASES_MIN = 5;

/** A firm without a case stands at a half: two of four. */
const SUCCESSES_AT_FIRST = 2;
const CASES_AT_FIRST = 4;

export interface TrustPartCount {
  readonly part: TrustPartName;
  readonly cases: number;
  readonly successes: number;
}

/** (successes + 2) ÷ (cases + 4), four digits. */
export function partValue({ cases, successes }: TrustPartCount): string {
  return ratio(BigInt(successes + SUCCESSES_AT_FIRST), BigInt(cases + CASES_AT_FIRST));
}

/**
 * 100 × the weighted mean of the parts, two digits, exact until it is rounded half to even at the end; null under {@link TRUST_CASES_MIN} cases.
 * @param parts each of them once
 */
export function trustScore(parts: readonly TrustPartCount[]): string | null {
  if (parts.reduce((sum, { cases }) => sum + cases, 0) < TRUST_CASES_MIN) return null;
  const below = parts.reduce((product, { cases }) => product * BigInt(cases + CASES_AT_FIRST), 1n);
  const above = parts.reduce((sum, { part, cases, successes }) => {
    const others = below / BigInt(cases + CASES_AT_FIRST);
    return sum + BigInt(TRUST_WEIGHTS[part] * (successes + SUCCESSES_AT_FIRST)) * others;
  }, 0n);
  return ratioOf(above.toString(), below.toString(), 2);
}
