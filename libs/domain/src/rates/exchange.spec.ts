import { rejectionOf } from '@corridor/testing';
import { convert, type ExchangeLeg, exchangeOf, wayOf } from '../index.js';

const leg = (pair: string, rate: string, inverse = false): ExchangeLeg => {
  const [base = '', quote = ''] = pair.split('/');
  return { base, quote, rate, on: '2026-03-30', source: 'sbp', inverse };
};
const money = (text: string) => {
  const [amount = '', currency = ''] = text.split(' ');
  return { amount, currency };
};
const converted = (amount: string, to: string, ...legs: readonly ExchangeLeg[]) => {
  const { amount: into, currency } = convert(money(amount), { from: money(amount).currency, to, legs });
  return `${into} ${currency}`;
};

describe('an amount is converted', () => {
  it.each([
    ['100.00 USD', 'PKR', leg('USD/PKR', '281.4563'), '28145.63 PKR'],
    ['28145.63 PKR', 'USD', leg('USD/PKR', '281.4563', true), '100.00 USD'],
    // No minor unit, and a thousandth.
    ['10.00 USD', 'JPY', leg('USD/JPY', '149.25'), '1492 JPY'],
    ['1000 JPY', 'USD', leg('USD/JPY', '149.25', true), '6.70 USD'],
    ['1.234 KWD', 'USD', leg('KWD/USD', '3.25'), '4.01 USD'],
    ['1.00 USD', 'KWD', leg('KWD/USD', '3.25', true), '0.308 KWD'],
    ['-100.00 USD', 'PKR', leg('USD/PKR', '281.4563'), '-28145.63 PKR'],
    ['0.00 USD', 'PKR', leg('USD/PKR', '281.4563'), '0.00 PKR'],
  ])('%s to %s', (amount, to, way, expected) => {
    expect(converted(amount, to, way)).toBe(expected);
  });

  it.each([
    // Halves of the minor unit: to the even one.
    ['0.50 USD', '0.25', '0.12 PKR'],
    ['0.50 USD', '0.27', '0.14 PKR'],
    ['-0.50 USD', '0.25', '-0.12 PKR'],
  ])('%s at %s, half to even', (amount, rate, expected) => {
    expect(converted(amount, 'PKR', leg('USD/PKR', rate))).toBe(expected);
  });

  it('through another currency, rounded once at the end', () => {
    // 1.00 PKR is 1/300 dollar, 0.00 rounded: only the whole way gives 1.67.
    const legs = [leg('USD/PKR', '300', true), leg('USD/KZT', '500')];
    expect(converted('1.00 PKR', 'KZT', ...legs)).toBe('1.67 KZT');
    expect(converted('300000000.00 PKR', 'KZT', ...legs)).toBe('500000000.00 KZT');
  });

  it('not from another currency, and not into more digits than an amount has', () => {
    const exchange = { from: 'USD', to: 'PKR', legs: [leg('USD/PKR', '999999999999')] };
    expect(rejectionOf(() => convert(money('1.00 KZT'), exchange)).code).toBe('currency-differs');
    expect(rejectionOf(() => convert(money('9999999.00 USD'), exchange)).code).toBe('amount-too-large');
  });
});

describe('an exchange', () => {
  it.each([
    ['USD', 'PKR', [leg('USD/PKR', '281.4563')], '281.456300000000', 'direct'],
    ['PKR', 'USD', [leg('USD/PKR', '300', true)], '0.003333333333', 'inverse'],
    ['PKR', 'KZT', [leg('USD/PKR', '300', true), leg('USD/KZT', '500')], '1.666666666667', 'triangulated'],
    // 2.5 and 7.5 billionths of a thousandth: half to even.
    ['USD', 'PKR', [leg('PKR/USD', '400000000000', true)], '0.000000000002', 'inverse'],
    [
      'USD',
      'PKR',
      [leg('PKR/USD', '0.0000000003'), leg('PKR/USD', '0.025')],
      '0.000000000008',
      'triangulated',
    ],
  ] as const)('from %s to %s tells its rate with 12 digits', (from, to, legs, rate, way) => {
    const exchange = exchangeOf(from, to, legs);
    expect(exchange).toEqual({ from, to, rate, legs });
    expect(wayOf(exchange)).toBe(way);
  });

  it('is none where its rate has more digits than an event holds, or none of them', () => {
    const tiny = leg('USD/PKR', '0.0000000001');
    for (const legs of [
      [tiny, leg('PKR/KZT', '0.001')],
      [{ ...tiny, base: 'PKR', quote: 'USD', inverse: true }, leg('PKR/KZT', '1000')],
    ]) {
      expect(rejectionOf(() => exchangeOf('USD', 'KZT', legs)).code).toBe('rate-out-of-range');
    }
  });
});
