import { plainDecimal } from './money-values.js';

/** Of the standard's decimal numbers, which have at most 17. */
const FRACTION_DIGITS = 18;

/** Adds decimal numbers up exactly, whatever currencies they are of, as control sums do. */
export class DecimalSum {
  #total = 0n;

  /** @param text a decimal number such as `12.5` or `-3`. */
  add(text: string): void {
    const negative = text.startsWith('-');
    const [whole = '', fraction = ''] = text.slice(negative ? 1 : 0).split('.');
    const value = BigInt(whole + fraction.padEnd(FRACTION_DIGITS, '0'));
    this.#total += negative ? -value : value;
  }

  /** Without zeros that say nothing. */
  get text(): string {
    const negative = this.#total < 0n;
    const digits = String(negative ? -this.#total : this.#total).padStart(FRACTION_DIGITS + 1, '0');
    const plain = plainDecimal(`${digits.slice(0, -FRACTION_DIGITS)}.${digits.slice(-FRACTION_DIGITS)}`);
    return negative ? `-${plain}` : plain;
  }
}
