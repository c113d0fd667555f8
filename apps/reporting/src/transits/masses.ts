/** Events give masses of kilograms to the milligram. */
const DIGITS_BEHIND_POINT = 6;

/** Adds decimals of kilograms exactly. */
export function sumOfMasses(masses: readonly string[]): string {
  const units = masses.reduce((sum, kg) => {
    const [whole = '', fraction = ''] = kg.split('.');
    return sum + BigInt(whole + fraction.padEnd(DIGITS_BEHIND_POINT, '0'));
  }, 0n);
  const text = units.toString().padStart(DIGITS_BEHIND_POINT + 1, '0');
  return `${text.slice(0, -DIGITS_BEHIND_POINT)}.${text.slice(-DIGITS_BEHIND_POINT)}`;
}
