import { millionths } from '@corridor/domain';

/** Events give masses of kilograms to the milligram. */
const DIGITS_BEHIND_POINT = 6;

/** Adds decimals of kilograms exactly; all digits stand, zeros too. */
export function sumOfMasses(masses: readonly string[]): string {
  const sum = masses.reduce((total, kg) => total + millionths(kg), 0n);
  const text = sum.toString().padStart(DIGITS_BEHIND_POINT + 1, '0');
  return `${text.slice(0, -DIGITS_BEHIND_POINT)}.${text.slice(-DIGITS_BEHIND_POINT)}`;
}
