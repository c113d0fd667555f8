import fc from 'fast-check';
import {
  partValue,
  TRUST_WEIGHTS,
  type TrustPartCount,
  type TrustPartName,
  trustScore,
} from './trust-score.js';

const PARTS = Object.keys(TRUST_WEIGHTS) as TrustPartName[];
const of = (...counts: readonly (readonly [successes: number, cases: number])[]): readonly TrustPartCount[] =>
  PARTS.map((part, index) => {
    const [successes = 0, cases = 0] = counts[index] ?? [];
    return { part, successes, cases };
  });

it.each([
  // 30 × 10/12 + 30 × 5/8 + 20 × 8/10 + 20 × 2/4 = 25 + 18.75 + 16 + 10
  [of([8, 8], [3, 4], [6, 6], [0, 0]), '69.75'],
  // 30 × 7/9 + 30 × 2/4 + 20 × 2/4 + 20 × 2/4 = 23.333… + 35
  [of([5, 5]), '58.33'],
  // 30 × 2/9 + 35 = 41.666…
  [of([0, 5]), '41.67'],
  // 30 × 2/4 + 30 × 2/4 + 20 × 2/4 + 20 × 3/9 = 46.666…
  [of([0, 0], [0, 0], [0, 0], [1, 5]), '46.67'],
])('%j comes to %s', (counts, score) => expect(trustScore(counts)).toBe(score));

it('is none under five cases, of whatever part', () => {
  expect(trustScore(of([4, 4]))).toBeNull();
  expect(trustScore(of([1, 1], [1, 1], [1, 1], [1, 1]))).toBeNull();
  expect(trustScore(of([2, 2], [1, 1], [1, 1], [1, 1]))).not.toBeNull();
});

it('of a part without cases is a half', () => {
  expect(partValue({ part: 'customs', cases: 0, successes: 0 })).toBe('0.5000');
  expect(partValue({ part: 'customs', cases: 5, successes: 4 })).toBe('0.6667');
});

const count = fc.nat(300).chain((cases) => fc.tuple(fc.nat(cases), fc.constant(cases)));
const counts = fc.tuple(count, count, count, count);

it('lies between 0 and 100, within a hundredth of the same in floating point', () => {
  fc.assert(
    fc.property(counts, (drawn) => {
      const score = trustScore(of(...drawn));
      if (score === null) return;
      const sum = drawn.reduce(
        (total, [successes, cases], index) =>
          total + ([30, 30, 20, 20][index] ?? 0) * ((successes + 2) / (cases + 4)),
        0,
      );
      expect(Math.abs(Number(score) - sum)).toBeLessThanOrEqual(0.005 + 1e-9);
      expect(Number(score) > 0 && Number(score) < 100).toBe(true);
    }),
  );
});

it('never falls by a success, and never rises by a failure', () => {
  fc.assert(
    fc.property(counts, fc.nat(3), (drawn, at) => {
      const more = (won: number) =>
        of(...drawn.map(([s, n], index) => (index === at ? ([s + won, n + 1] as const) : ([s, n] as const))));
      const before = trustScore(of(...drawn));
      if (before === null) return;
      expect(Number(trustScore(more(1)))).toBeGreaterThanOrEqual(Number(before));
      expect(Number(trustScore(more(0)))).toBeLessThanOrEqual(Number(before));
    }),
  );
});
