import fc from 'fast-check';
import { ratio, yearlyGrowth } from './ratio.js';

it.each([
  [1n, 3n, '0.3333'],
  [2n, 3n, '0.6667'],
  // 0.00005 and 0.00015 lie halfway: to the even neighbour.
  [1n, 20_000n, '0.0000'],
  [3n, 20_000n, '0.0002'],
  [-1n, 8n, '-0.1250'],
  [5n, 2n, '2.5000'],
])('%d ÷ %d is %s', (numerator, denominator, text) => {
  expect(ratio(numerator, denominator)).toBe(text);
});

it.each([
  // Doubling in 1461 days, which are four years: 2^(1/4) − 1 = 0.189207…
  [200n, 100n, 1461n, '0.1892'],
  // Ten times as much in 731 days: 10^(365.25 ÷ 731) − 1 = √10 × 10^(−0.25 ÷ 731) − 1 = 3.16228 × 0.999213 − 1.
  [1_000n, 100n, 731n, '2.1598'],
  [100n, 100n, 500n, '0.0000'],
  // Half of it in 1461 days: 0.5^(1/4) − 1 = −0.159104…
  [100n, 200n, 1461n, '-0.1591'],
])('to %d from %d in %d days is %s a year', (goal, now, days, text) => {
  expect(yearlyGrowth(goal, now, days)).toBe(text);
});

it('agrees with floating point where that is good enough', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 15n }),
      fc.bigInt({ min: 1n, max: 10n ** 15n }),
      fc.integer({ min: 30, max: 5_000 }),
      (goal, now, days) => {
        const expected = (Number(goal) / Number(now)) ** (365.25 / days) - 1;
        fc.pre(Math.abs(expected) < 1e9);
        expect(Math.abs(Number(yearlyGrowth(goal, now, BigInt(days))) - expected)).toBeLessThan(
          0.000_06 + Math.abs(expected) * 1e-9,
        );
      },
    ),
  );
});
