import fc from 'fast-check';
import { instantOf } from './event-fields.js';

describe('an instant of microseconds', () => {
  it('is what Date makes of its milliseconds, and the rest', () => {
    // As far as a number counts microseconds, into 2255; before 1970 as well.
    const ms = fc.integer({ min: -9_007_199_254_740, max: 9_007_199_254_739 });
    fc.assert(
      fc.property(ms, fc.integer({ min: 0, max: 999 }), (milliseconds, rest) => {
        const expected = new Date(milliseconds)
          .toISOString()
          .replace('Z', `${String(rest).padStart(3, '0')}Z`);
        expect(instantOf(milliseconds * 1_000 + rest)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [0, '1970-01-01T00:00:00.000000Z'],
    [-1, '1969-12-31T23:59:59.999999Z'],
    [1_772_323_199_999_999, '2026-02-28T23:59:59.999999Z'],
    [1_772_323_200_000_000, '2026-03-01T00:00:00.000000Z'],
  ])('%d', (microseconds, instant) => expect(instantOf(microseconds)).toBe(instant));
});
