import { type Money, toMoney } from '@corridor/kernel';

/**
 * About a hundred US dollars' worth, as round figures of 2026: of the currencies of the corridor and its neighbours, and those in which
 * trade is paid. They say what is small, and need not follow the rates.
 */
const HUNDRED_DOLLARS: Readonly<Record<string, string>> = {
  AED: '360',
  AFN: '7000',
  CHF: '80',
  CNY: '700',
  EUR: '80',
  GBP: '75',
  INR: '8500',
  JPY: '15000',
  KGS: '8500',
  KZT: '50000',
  PKR: '28000',
  RUB: '8000',
  SAR: '370',
  TJS: '1000',
  TRY: '4000',
  USD: '100',
  UZS: '1200000',
};

/** Of a currency that the table does not have: a part of the whole that lies within a hundred dollars for most invoices. */
const ELSEWHERE = { of: 1n, in: 1000n };

/** How much of a sum may be missing without anybody having said why, in minor units of its currency. */
export function smallSumOf({ minor, currency }: Money): bigint {
  const most = HUNDRED_DOLLARS[currency];
  if (most === undefined) return (minor * ELSEWHERE.of) / ELSEWHERE.in;
  return toMoney({ amount: most, currency }).minor;
}
