import {
  divideHalfEven,
  type MoneyJson,
  minorUnitDigits,
  Rejection,
  toMoney,
  toMoneyJson,
} from '@corridor/kernel';
import { checkCurrency, refuse } from '../checks.js';
import type { PostedRate } from './rate.events.js';
import { RATE_ONE, rateUnits } from './rate-decimal.js';

/** A posted rate on the way from one currency to another. */
export interface ExchangeLeg extends PostedRate {
  /** Taken from `quote` to `base`. */
  readonly inverse: boolean;
}

/** By which rates an amount of one currency becomes one of another: what an event keeps of it, so that it can be worked out again. */
export interface Exchange {
  /** ISO 4217. */
  readonly from: string;
  readonly to: string;
  /** Units of `to` for one of `from`, to read: with 12 digits behind the point, the last one rounded half to even. Amounts go by the legs. */
  readonly rate: string;
  /** One, or two where it goes through another currency. */
  readonly legs: readonly ExchangeLeg[];
}

const EXCHANGE_DIGITS = 12;

/** 18 digits, as `toMoney` takes. */
const AMOUNT_MINOR_MAX = 10n ** 18n - 1n;

/** 12 digits before the point, as an event may hold. */
const SCALED_RATE_MAX = 10n ** BigInt(EXCHANGE_DIGITS + 12) - 1n;

/**
 * The exchange that legs make, of which each begins where the one before ends.
 * @throws Rejection `rate-out-of-range` where it comes to more than 12 digits before the point, or to nothing in 12 behind it.
 */
export function exchangeOf(from: string, to: string, legs: readonly ExchangeLeg[]): Exchange {
  const { numerator, denominator } = ratioOf(legs);
  const scaled = divideHalfEven(numerator * 10n ** BigInt(EXCHANGE_DIGITS), denominator);
  if (scaled === 0n || scaled > SCALED_RATE_MAX) {
    const message = `The rates from ${from} to ${to} come to one that is too large, or too small, to be told.`;
    throw new Rejection('rate-out-of-range', message);
  }
  const digits = scaled.toString().padStart(EXCHANGE_DIGITS + 1, '0');
  return { from, to, rate: `${digits.slice(0, -EXCHANGE_DIGITS)}.${digits.slice(-EXCHANGE_DIGITS)}`, legs };
}

/**
 * The amount in the other currency, in whole minor units: exact by the legs, and rounded half to even once, at the end.
 * @throws Rejection `currency-differs` for an amount that is not in `from`, `amount-too-large`, or what `toMoney` finds.
 */
export function convert(amount: MoneyJson, exchange: Omit<Exchange, 'rate'>): MoneyJson {
  const { from, to } = exchange;
  checkCurrency(amount, from, '');
  const converted = convertMinor(toMoney(amount).minor, exchange);
  if (converted > AMOUNT_MINOR_MAX || converted < -AMOUNT_MINOR_MAX) {
    refuse('amount-too-large', `${amount.amount} ${from} is more ${to} than an amount may be.`, '/amount');
  }
  return toMoneyJson({ minor: converted, currency: to });
}

/** As {@link convert}, of minor units of `from` into those of `to`; also into more than an amount may be. */
export function convertMinor(minor: bigint, { from, to, legs }: Omit<Exchange, 'rate'>): bigint {
  const { numerator, denominator } = ratioOf(legs);
  return divideHalfEven(minor * numerator * unitsOf(to), denominator * unitsOf(from));
}

/** How an exchange gets there: by a rate as it was posted, by one the other way round, or by two. */
export function wayOf({ legs }: Pick<Exchange, 'legs'>): 'direct' | 'inverse' | 'triangulated' {
  if (legs.length > 1) return 'triangulated';
  return legs[0]?.inverse ? 'inverse' : 'direct';
}

function ratioOf(legs: readonly ExchangeLeg[]): {
  readonly numerator: bigint;
  readonly denominator: bigint;
} {
  let [numerator, denominator] = [1n, 1n];
  for (const { rate, inverse } of legs) {
    numerator *= inverse ? RATE_ONE : rateUnits(rate);
    denominator *= inverse ? rateUnits(rate) : RATE_ONE;
  }
  return { numerator, denominator };
}

/** Minor units in one unit of a currency. */
function unitsOf(currency: string): bigint {
  return 10n ** BigInt(minorUnitDigits(currency) ?? 0);
}
