import { divideHalfEven, type Money, minorUnitDigits } from '@corridor/kernel';

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

function digits(currency: string): bigint {
  return BigInt(minorUnitDigits(currency) ?? 0);
}
