import { coverageOf, outsideRange, rangeOf } from './coverage.js';

/** A trial after each month from the 24th on; each forecast 1,000. */
const trialsOf = (...errors: readonly bigint[]) =>
  errors.map((error, at) => ({ origin: 24 + at, forecast: 1_000n, actual: 1_000n + error, error }));

it('holds each trial against the errors that were known by then', () => {
  // At the 40th month five trials are over, 24 to 28, with errors of 0 to 4: ranks 1.4 and 4.6 are 0.4 and 3.6, to whole cents 0 and 4.
  // At the 41st six: 0.5 and 4.5, to even 0 and 4.
  const before = Array.from({ length: 16 }, (_, at) => BigInt(at));
  expect(coverageOf(trialsOf(...before, 4n, 5n))).toEqual({ origins: 2, covered: 1 });
  expect(coverageOf(trialsOf(...before, -1n, 0n))).toEqual({ origins: 2, covered: 1 });
  expect(coverageOf(trialsOf(...before, 0n, 4n))).toEqual({ origins: 2, covered: 2 });
});

it('tests no range while five errors are not known', () => {
  expect(coverageOf(trialsOf(...Array.from({ length: 16 }, () => 0n)))).toEqual({ origins: 0, covered: 0 });
  expect(coverageOf([])).toEqual({ origins: 0, covered: 0 });
});

it('has a range that does not go below nothing', () => {
  expect(rangeOf(10n, trialsOf(-20n, -20n, 30n))).toEqual({ low: 0n, high: 30n });
  // Ranks 1.2 and 2.8: −20 + 0 and −20 + 0.8 × 50 = 20.
});

it('says where a forecast lies outside its own range, and on which side', () => {
  // Ranks 1.2 and 2.8 of 100, 200, 300: 120 and 280. Of −300, −200, −100: −280 and −120.
  expect(outsideRange(1_000n, rangeOf(1_000n, trialsOf(100n, 200n, 300n)))).toMatch(
    /^The forecast lies below its own 80 % range: .* told less than what came/,
  );
  expect(outsideRange(1_000n, rangeOf(1_000n, trialsOf(-300n, -200n, -100n)))).toMatch(
    /^The forecast lies above its own 80 % range: .* told more than what came/,
  );
  // An end of the range is in it.
  expect(outsideRange(120n, { low: 120n, high: 280n })).toBeNull();
  expect(outsideRange(280n, { low: 120n, high: 280n })).toBeNull();
});
