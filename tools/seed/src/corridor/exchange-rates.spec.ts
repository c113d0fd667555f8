import { fromUsd, usdPerUnit } from './exchange-rates.js';

it.each([
  ['USD', '2024-05-01', '1'],
  // 1 ÷ 3.6725
  ['AED', '2024-05-01', '0.27229408'],
  // 455 tenge in January 2024
  ['KZT', '2024-01-31', '0.00219780'],
  // July 2024: half way from 455 to 524, 489.5
  ['KZT', '2024-07-01', '0.00204290'],
  // Behind the last anchor, and before the first
  ['CNY', '2039-01-01', '0.14285714'],
  ['PKR', '2001-01-01', '0.00645161'],
])('one %s on %s is %s dollars', (currency, day, rate) => {
  expect(usdPerUnit(currency, day)).toBe(rate);
});

it.each([
  [100_00, 'USD', '100.00'],
  [100_00, 'KZT', '48950.00'],
  // 0.01 × 3.6725
  [1, 'AED', '0.04'],
])('%d cents are %s %s in July 2024', (cents, currency, amount) => {
  expect(fromUsd(cents, currency, '2024-07-15')).toEqual({ amount, currency });
});

it('knows no other currency', () => {
  expect(() => usdPerUnit('EUR', '2024-01-01')).toThrow('EUR');
});
