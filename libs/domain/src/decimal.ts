const DIGITS = 6;
const ONE = 10n ** BigInt(DIGITS);

/** A decimal of at most six digits behind the point, as a whole number of millionths: masses and quantities add up exactly. */
export function millionths(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole) * ONE + BigInt(fraction.padEnd(DIGITS, '0'));
  return text.startsWith('-') ? -value : value;
}

/** The decimal of so many millionths, without zeros at its end: `-0.5`. */
export function decimalOf(value: bigint): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(DIGITS + 1, '0');
  const fraction = digits.slice(-DIGITS).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -DIGITS)}${fraction === '' ? '' : `.${fraction}`}`;
}
