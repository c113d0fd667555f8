import { ratio } from '../ratio.js';
import { backTest, percentile } from './back-test.js';
import { seasonalNaive } from './seasonal-naive.js';

/** A year of months with the same trade each. */
const years = (...each: readonly bigint[]) =>
  each.flatMap((cents) => Array.from({ length: 12 }, () => cents));
const naive = (history: readonly bigint[]) => backTest(history, seasonalNaive(history));
const maseOf = ({ mase }: ReturnType<typeof backTest>) => mase && ratio(mase.numerator, mase.denominator);

it('measures the errors of the months in errors of the year before', () => {
  // From 24 months: 110 where 115 comes, 5 off; within the 24, a month is 10 off the year before: 5 ÷ 10.
  expect(maseOf(naive(years(100n, 110n, 115n)))).toBe('0.5000');
  // From 25 as well: eleven months 5 off and one not, the scale (12 × 10 + 5) ÷ 13: (55 ÷ 12) ÷ (125 ÷ 13) = 0.476666…
  const test = naive([...years(100n, 110n, 115n), 115n]);
  expect(maseOf(test)).toBe('0.4883');
  expect(test.trials).toEqual([
    { origin: 24, forecast: 1_320n, actual: 1_380n, error: 60n },
    { origin: 25, forecast: 1_325n, actual: 1_380n, error: 55n },
  ]);
  // 57.5, to the even neighbour.
  expect(test.meanAbsoluteError).toBe(58n);
});

it('has no scaled error where each year was as the one before', () => {
  const test = naive(years(100n, 100n, 130n));
  expect(test.mase).toBeUndefined();
  expect(test.meanAbsoluteError).toBe(360n);
});

it('leaves an origin without a scale out of the mean', () => {
  // From 24: no scale. From 25: 130 comes where 100 and, in the last month, 130 was told: 330 off; scale 30 ÷ 13.
  // (330 ÷ 12) ÷ (30 ÷ 13) = 11.9166…
  expect(maseOf(naive([...years(100n, 100n, 130n), 130n]))).toBe('11.9167');
});

it('tests from the 24th month to the last with a known year behind it', () => {
  // Naive is wrong by 2 a month: of the months to come, 12 − j are over- and j underestimated, j = 0 to 12.
  const test = naive(years(10n, 12n, 10n, 12n));
  expect(test.trials.map(({ error }) => error)).toEqual([
    -24n,
    -20n,
    -16n,
    -12n,
    -8n,
    -4n,
    0n,
    4n,
    8n,
    12n,
    16n,
    20n,
    24n,
  ]);
  expect(maseOf(test)).toBe('1.0000');
});

it.each([
  // Ranks 1 + 10 × 0.1 and 1 + 10 × 0.9 of 10, 20, … 110.
  [Array.from({ length: 11 }, (_, at) => BigInt(110 - 10 * at)), 1n, 20n],
  [Array.from({ length: 11 }, (_, at) => BigInt(10 + 10 * at)), 9n, 100n],
  // Rank 2.2 of −2400, −2000, … 2400: −2000 + 0.2 × 400.
  [Array.from({ length: 13 }, (_, at) => BigInt(400 * at - 2_400)), 1n, -1_920n],
  // 0.5 and 1.5 lie halfway.
  [[5n, 0n], 1n, 0n],
  [[0n, 15n], 1n, 2n],
  [[7n], 9n, 7n],
])('of %j, %d tenths lie below %d', (values, tenths, value) => {
  expect(percentile(values, tenths)).toBe(value);
});
