import { divideHalfEven, type Money, type MoneyJson, minorUnitDigits, toMoneyJson } from '@corridor/kernel';
import { checkPositiveDecimal, refuse } from './checks.js';
import type { ExchangeRate } from './declaration/declaration.events.js';

/**
 * Converts at a decimal rate, rounded half to even once. Minor units of both currencies count: JPY has none.
 * @param usdPerUnit USD for one unit of the money's currency, such as `"0.00359"`.
 */
export function toUsd({ minor, currency }: Money, usdPerUnit: string): Money {
  const [whole = '', fraction = ''] = usdPerUnit.split('.');
  const numerator = minor * BigInt(whole + fraction) * 10n ** digits('USD');
  return {
    minor: divideHalfEven(numerator, 10n ** (BigInt(fraction.length) + digits(currency))),
    currency: 'USD',
  };
}

/**
 * What money comes to by the rate of a day.
 * @param day the local day that the rate has to be of. @param what happened then, as a sentence goes on: "it was paid".
 * @param pointer of the rate. @param amountPointer of what is converted.
 * @throws Rejection `not-a-positive-decimal` or `rate-of-another-day` naming the field of the rate, `amount-too-large` where USD have more digits than money has.
 */
export function usdAtRate(
  money: Money,
  rate: ExchangeRate,
  { day, what, pointer, amountPointer }: RateAsked,
): MoneyJson {
  checkPositiveDecimal(rate.usdPerUnit, 12, `${pointer}/usdPerUnit`);
  checkRateIsOf(rate, { day, what, pointer });
  return asMoneyJson(toUsd(money, rate.usdPerUnit), amountPointer);
}

export interface RateAsked {
  readonly day: string;
  readonly what: string;
  readonly pointer: string;
  readonly amountPointer: string;
}

/** @throws Rejection `rate-of-another-day` naming the field. */
export function checkRateIsOf(
  { date }: ExchangeRate,
  { day, what, pointer }: Omit<RateAsked, 'amountPointer'>,
): void {
  if (date === day) return;
  refuse('rate-of-another-day', `The rate is of ${date}; ${what} on ${day}.`, `${pointer}/date`);
}

/** @throws Rejection `amount-too-large` where it has more digits than money has. */
export function asMoneyJson(usd: Money, pointer: string): MoneyJson {
  if (usd.minor.toString().length <= 18) return toMoneyJson(usd);
  return refuse('amount-too-large', 'In USD it has more than 18 digits.', `${pointer}/amount`);
}

function digits(currency: string): bigint {
  return BigInt(minorUnitDigits(currency) ?? 0);
}
