import { minorUnitDigits } from './currency.js';
import { Rejection } from './decider.js';

/** An amount in minor units (cents, tenge's tiyn, paisa) of an ISO 4217 currency. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

/** Money as it stands in JSON, in events and in messages: a decimal string in major units, e.g. `"1234.50"`. */
export interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

/** At most 18 digits in all, as ISO 20022's amounts have: `numeric(18)` and signed 64 bits hold every one. */
const AMOUNT = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?$/;
const DIGITS_MAX = 18;

/**
 * Reads money from JSON.
 * @throws Rejection `unknown-currency`, `amount-malformed`, `amount-too-precise` or `amount-too-large`, each with
 *   the pointer of the field at fault below `pointer`.
 */
export function toMoney(json: MoneyJson, pointer = ''): Money {
  const digits = digitsOf(json.currency, pointer);
  const match = AMOUNT.exec(json.amount);
  const at = { pointer: `${pointer}/amount` };
  if (!match) {
    throw new Rejection('amount-malformed', `"${json.amount}" is no decimal amount such as "1234.50".`, at);
  }
  const [, sign, whole = '', fraction = ''] = match;
  const significant = fraction.length <= digits ? fraction : fraction.replace(/0+$/, '');
  if (significant.length > digits) {
    const message = `${json.currency} has ${digits} decimal digits; "${json.amount}" has ${significant.length}.`;
    throw new Rejection('amount-too-precise', message, at);
  }
  const units = whole + significant.padEnd(digits, '0');
  if (units.length > DIGITS_MAX && units.replace(/^0+/, '').length > DIGITS_MAX) {
    throw new Rejection('amount-too-large', `An amount has at most ${DIGITS_MAX} digits.`, at);
  }
  return { minor: sign ? -BigInt(units) : BigInt(units), currency: json.currency };
}

/** Writes money with all digits of its minor unit: 123450 cents are `"1234.50"`. */
export function toMoneyJson({ minor, currency }: Money): MoneyJson {
  const digits = digitsOf(currency, '');
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const cut = text.length - digits;
  const amount = digits === 0 ? text : `${text.slice(0, cut)}.${text.slice(cut)}`;
  return { amount: minor < 0n ? `-${amount}` : amount, currency };
}

/** Minor units as text, for a row that is written as JSON: its numbers are too small for them. @throws as {@link toMoney}. */
export function minorText(json: MoneyJson): string {
  return toMoney(json).minor.toString();
}

/** Sums money of one currency. @throws Rejection `currency-differs` where a second one takes part. */
export function sum(currency: string, amounts: Iterable<Money>): Money {
  let minor = 0n;
  for (const amount of amounts) {
    if (amount.currency !== currency) {
      throw new Rejection('currency-differs', `${amount.currency} cannot be added to ${currency}.`);
    }
    minor += amount.minor;
  }
  return { minor, currency };
}

/**
 * Divides an integer, rounded half to even (IEEE 754 roundTiesToEven): the one rounding of the ledger.
 * @throws RangeError if `denominator` is 0.
 */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const [n, d] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator];
  const quotient = n / d;
  const remainder = n % d;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  if (twice < d || (twice === d && quotient % 2n === 0n)) return quotient;
  return quotient + (n < 0n ? -1n : 1n);
}

/**
 * Splits an amount in proportion to `weights` (none negative, not all 0), in minor units, so that the parts sum to it exactly: each part
 * is rounded down, and the units left over go to the largest remainders (ties to the first).
 * @throws RangeError if there is no positive weight, or a negative one.
 */
export function apportion(amount: Money, weights: readonly bigint[]): readonly Money[] {
  return apportionUnits(amount.minor, weights).map((minor) => ({ minor, currency: amount.currency }));
}

/** The same of whole units of anything. */
export function apportionUnits(units: bigint, weights: readonly bigint[]): readonly bigint[] {
  const total = weights.reduce((a, b) => a + b, 0n);
  if (total <= 0n || weights.some((w) => w < 0n)) throw new RangeError('apportion needs a positive weight');
  const sign = units < 0n ? -1n : 1n;
  const magnitude = units * sign;
  const parts = weights.map((weight, index) => ({
    index,
    units: (magnitude * weight) / total,
    remainder: (magnitude * weight) % total,
  }));
  const left = Number(magnitude - parts.reduce((a, part) => a + part.units, 0n));
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const part of byRemainder.slice(0, left)) part.units += 1n;
  return parts.map((part) => part.units * sign);
}

function digitsOf(currency: string, pointer: string): number {
  const digits = minorUnitDigits(currency);
  if (digits === undefined) {
    const message = `"${currency}" is no ISO 4217 currency in use.`;
    throw new Rejection('unknown-currency', message, { pointer: `${pointer}/currency` });
  }
  return digits;
}
