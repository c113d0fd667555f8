import { median, medianRatio, percentile } from './statistics.js';

it('takes the middle of the values, whatever their order', () => {
  expect(median([30, 4, 5])).toBe(5);
  expect(median([1, 2, 10, 4])).toBe(3);
  expect(median([7])).toBe(7);
  expect(() => median([])).toThrow(RangeError);
});

it('takes the percentile by the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile([3], 0.99)).toBe(3);
  // 0.5 of five values is two and a half of them: the third is the first that half of them do not exceed.
  expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});

it('compares within a round, so that a slow one does not tell', () => {
  // Twice as fast in each round; the medians alone, 100 and 20, would say five times.
  expect(medianRatio([100, 10, 200], [50, 20, 10])).toBe(2);
  expect(medianRatio([40, 100, 200], [20, 50, 100])).toBe(2);
  expect(() => medianRatio([1, 2], [1])).toThrow(RangeError);
});
