import { holtWinters } from './holt-winters.js';

const repeat = (count: number, cents: bigint) => Array.from({ length: count }, () => cents);

it('follows a step as worked out by hand', () => {
  // Level 100, no trend, no seasons; then 112 (in units of 1,000.00). The error is 12: level 100 + 0.5 × 12 = 106,
  // trend 0.5 × 0.5 × 12 = 3, season of that month 0.25 × 12 = 3.
  const history = [...repeat(24, 10_000_000n), 11_200_000n];
  const grid = [{ alpha: 0.5, beta: 0.5, gamma: 0.25, phi: 0.9 }];
  const months = holtWinters(history, grid).forecastAt(25);
  // 106 + 3 × 0.9, + 3 × (0.9 + 0.81), + 3 × 2.439, + 3 × 3.0951
  expect(months.slice(0, 4)).toEqual([10_870_000n, 11_113_000n, 11_331_700n, 11_528_530n]);
  // The same month a year on: 106 + 3 × 9 × (1 − 0.9^12) + 3 = 106 + 19.374402… + 3
  expect(months.at(-1)).toBe(12_837_440n);
});

it('forecasts what repeats each year exactly', () => {
  const year = [3n, 1n, 4n, 1n, 5n, 9n, 2n, 6n, 5n, 3n, 5n, 8n].map((tens) => tens * 12_345_67n);
  const { forecastAt } = holtWinters([...year, ...year, ...year, ...year]);
  expect(forecastAt(48)).toEqual(year);
  expect(forecastAt(43)).toEqual([...year.slice(7), ...year.slice(0, 7)]);
});

it('leads a straight line on, ever flatter', () => {
  const history = Array.from({ length: 48 }, (_, at) => BigInt(1_000_000 + 10_000 * (at + 1)));
  const months = holtWinters(history).forecastAt(48);
  const steps = months.slice(1).map((cents, at) => cents - (months[at] ?? 0n));
  // The month after 1,480,000 is 1,490,000 on the line.
  expect(months[0]).toBeGreaterThan(1_480_000n);
  expect(months[0]).toBeLessThanOrEqual(1_490_000n);
  for (const [at, step] of steps.entries()) {
    expect(step).toBeGreaterThan(0n);
    expect(step).toBeLessThan(at === 0 ? 10_000n : (steps[at - 1] ?? 0n));
  }
});

it('takes the parameters that fit best, the first of those that fit alike', () => {
  const slow = { alpha: 0.1, beta: 0, gamma: 0, phi: 0.9 };
  const fast = { alpha: 0.9, beta: 0, gamma: 0, phi: 0.9 };
  // After the step, the fast level is nearer to the months that follow.
  const stepped = [...repeat(24, 1_000n), ...repeat(6, 2_000n)];
  expect(holtWinters(stepped, [slow, fast]).parametersAt(30)).toBe(fast);
  expect(holtWinters(repeat(30, 0n), [slow, fast]).parametersAt(30)).toBe(slow);
});

it('forecasts nothing from under two years', () => {
  expect(() => holtWinters(repeat(30, 1n)).forecastAt(23)).toThrow('24 to 30 months');
});
