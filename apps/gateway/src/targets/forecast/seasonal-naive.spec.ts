import { seasonalNaive } from './seasonal-naive.js';

it('tells each month as the same month of the year before the origin', () => {
  const history = Array.from({ length: 40 }, (_, at) => BigInt(at + 1));
  expect(seasonalNaive(history)(24)).toEqual([13n, 14n, 15n, 16n, 17n, 18n, 19n, 20n, 21n, 22n, 23n, 24n]);
  expect(seasonalNaive(history)(40).at(0)).toBe(29n);
  expect(seasonalNaive(history)(40).at(-1)).toBe(40n);
});

it('forecasts no trade below nothing', () => {
  const history = Array.from({ length: 24 }, () => -5n);
  expect(seasonalNaive(history)(24)).toEqual(Array.from({ length: 12 }, () => 0n));
});
