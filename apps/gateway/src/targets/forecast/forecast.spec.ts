import { forecastOf, historyUpTo } from './forecast.js';

const years = (...each: readonly bigint[]) =>
  each.flatMap((cents) => Array.from({ length: 12 }, () => cents));

it('is none under 48 months', () => {
  expect(forecastOf(years(10n, 10n, 10n, 10n).slice(1))).toBeUndefined();
  expect(forecastOf(years(10n, 10n, 10n, 10n))).toMatchObject({ total: 120n });
});

it('repeats a year that comes back unchanged, with nothing to either side', () => {
  const year = Array.from({ length: 12 }, (_, at) => BigInt(1_000 * (at + 1)));
  const forecast = forecastOf([...year, ...year, ...year, ...year]);
  // 10.00 + 20.00 + … + 120.00 = 780.00. There is no scale to measure either method by: the simpler one.
  expect(forecast).toMatchObject({ method: 'seasonal-naive', months: year, total: 78_000n });
  expect(forecast).toMatchObject({ low: 78_000n, high: 78_000n, coverage: { origins: 0, covered: 0 } });
  // 25 trials, of which those from the 40th month on have five before them.
  expect(forecastOf([...year, ...year, ...year, ...year, ...year])?.coverage).toEqual({
    origins: 9,
    covered: 9,
  });
  expect(forecast?.trials).toHaveLength(13);
  expect(forecast?.tested.map(({ test }) => test.mase)).toEqual([undefined, undefined]);
});

it('takes the method with the lower scaled error', () => {
  // A steady rise of 10.00 a month: last year's month is 120.00 short each time, its scale the same: a MASE of 1.
  const rising = forecastOf(Array.from({ length: 60 }, (_, at) => BigInt(100_000 + 1_000 * at)));
  expect(rising?.method).toBe('holt-winters');
  const [naive] = rising?.tested ?? [];
  expect(naive?.test.mase?.numerator).toBe(naive?.test.mase?.denominator);
  // Twelve months, each 120.00 short.
  expect(naive?.test.meanAbsoluteError).toBe(144_000n);
  // A line that the damped method follows from below.
  expect(rising?.total).toBeGreaterThan(159_000n * 12n);
  expect(rising?.low).toBeGreaterThanOrEqual(rising?.total ?? 0n);
});

it('lays the range about the sum by the errors of the same method', () => {
  const forecast = forecastOf(years(1_000n, 1_400n, 1_100n, 1_500n, 1_200n));
  const errors = forecast?.trials.map(({ error }) => error).sort((a, b) => Number(a - b)) ?? [];
  // 25 origins: ranks 1 + 2.4 and 1 + 21.6.
  expect(errors).toHaveLength(25);
  const between = (at: number, tenths: bigint) =>
    Number((errors[at] ?? 0n) * 10n + ((errors[at + 1] ?? 0n) - (errors[at] ?? 0n)) * tenths) / 10;
  expect(Math.abs(Number((forecast?.low ?? 0n) - (forecast?.total ?? 0n)) - between(2, 4n))).toBeLessThan(
    0.6,
  );
  expect(Math.abs(Number((forecast?.high ?? 0n) - (forecast?.total ?? 0n)) - between(21, 6n))).toBeLessThan(
    0.6,
  );
});

it('rests on the months up to the last one that is not provisional', () => {
  expect(historyUpTo('2025-12', '2022-01')).toEqual({ from: '2022-01', to: '2025-12', months: 48 });
  expect(historyUpTo('2025-12', '2025-12')).toEqual({ from: '2025-12', to: '2025-12', months: 1 });
  expect(historyUpTo('2025-12', '2026-01')).toBeUndefined();
  expect(historyUpTo('2025-12', undefined)).toBeUndefined();
  expect(historyUpTo('2025-12', '1990-05')).toEqual({ from: '2006-01', to: '2025-12', months: 240 });
});
