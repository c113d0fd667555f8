import { divideHalfEven, type MoneyJson, toMoneyJson } from '@corridor/kernel';

/**
 * Units of a currency for one US dollar at the beginning of each year from {@link FIRST_YEAR} on, in the right magnitude and
 * with the great moves; days between are interpolated by month. They are the demo's own, no bank's fixings.
 */
const UNITS_PER_USD: Readonly<Record<string, readonly number[]>> = {
  USD: [1],
  AED: [3.6725],
  CNY: [6.96, 6.53, 6.37, 6.92, 7.1, 7.3, 7.0],
  KZT: [382, 421, 432, 462, 455, 524, 512],
  PKR: [155, 160, 177, 227, 281, 279, 281],
  RUB: [62, 74, 75, 71, 90, 109, 80],
};
const FIRST_YEAR = 2020;
const RATE_SCALE = 10_000;
const USD_PER_UNIT_DIGITS = 8;

export const CURRENCIES: readonly string[] = Object.keys(UNITS_PER_USD);

/** Ten-thousandths of a unit of `currency` for one US dollar in the month of `day` (`YYYY-MM-DD`). */
function scaledUnitsPerUsd(currency: string, day: string): bigint {
  const anchors = UNITS_PER_USD[currency] ?? [];
  const month = (Number(day.slice(0, 4)) - FIRST_YEAR) * 12 + Number(day.slice(5, 7)) - 1;
  const last = anchors.length - 1;
  const year = Math.min(Math.max(Math.floor(month / 12), 0), last);
  const from = anchors[year];
  const to = anchors[Math.min(year + 1, last)];
  if (from === undefined || to === undefined) throw new RangeError(`The demo has no rate for ${currency}.`);
  const share = Math.min(Math.max(month / 12 - year, 0), 1);
  return BigInt(Math.round((from + (to - from) * share) * RATE_SCALE));
}

/** USD for one unit of `currency`, as declarations have it: `"1"` for USD itself. */
export function usdPerUnit(currency: string, day: string): string {
  if (currency === 'USD') return '1';
  const scaled = divideHalfEven(
    BigInt(RATE_SCALE) * 10n ** BigInt(USD_PER_UNIT_DIGITS),
    scaledUnitsPerUsd(currency, day),
  );
  const text = scaled.toString().padStart(USD_PER_UNIT_DIGITS + 1, '0');
  return `${text.slice(0, -USD_PER_UNIT_DIGITS)}.${text.slice(-USD_PER_UNIT_DIGITS)}`;
}

/** US cents in another currency with two decimal digits, at the rate of the day. */
export function fromUsd(cents: number, currency: string, day: string): MoneyJson {
  const minor = divideHalfEven(BigInt(cents) * scaledUnitsPerUsd(currency, day), BigInt(RATE_SCALE));
  return toMoneyJson({ minor, currency });
}
