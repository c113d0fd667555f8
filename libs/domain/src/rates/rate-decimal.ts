/** Digits behind the point that a posted rate may have. */
export const RATE_DIGITS = 10;

/** One, in the units of {@link rateUnits}. */
export const RATE_ONE = 10n ** BigInt(RATE_DIGITS);

/** A posted rate in units of its last possible digit: rates compare and multiply exactly. */
export function rateUnits(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole) * RATE_ONE + BigInt(fraction.padEnd(RATE_DIGITS, '0'));
}
