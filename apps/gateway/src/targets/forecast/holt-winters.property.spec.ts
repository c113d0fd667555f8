import fc from 'fast-check';
import { holtWinters } from './holt-winters.js';

const histories = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 24, maxLength: 60 });
const RUNS = { numRuns: 25 };

it('knows only the months up to the origin', () => {
  fc.assert(
    fc.property(histories, fc.nat(), (history, drawn) => {
      const origin = 24 + (drawn % (history.length - 23));
      const then = holtWinters(history.slice(0, origin));
      expect(holtWinters(history).forecastAt(origin)).toEqual(then.forecastAt(origin));
    }),
    RUNS,
  );
});

it('tells k times as much of k times the trade, but for the rounding to cents', () => {
  fc.assert(
    fc.property(histories, fc.bigInt({ min: 2n, max: 1_000n }), (history, k) => {
      fc.pre(history.slice(0, 24).some((cents) => cents !== 0n));
      const one = holtWinters(history).forecastAt(history.length);
      const many = holtWinters(history.map((cents) => cents * k)).forecastAt(history.length);
      // Half a cent of the one, k times, and half a cent of the other.
      for (const [at, cents] of one.entries()) {
        const off = (many[at] ?? 0n) - cents * k;
        expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(k + 1n);
      }
    }),
    RUNS,
  );
});

it('goes on with what never changes', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.integer({ min: 24, max: 60 }),
      (cents, length) => {
        const history = Array.from({ length }, () => cents);
        expect(holtWinters(history).forecastAt(length)).toEqual(history.slice(0, 12));
      },
    ),
    RUNS,
  );
});
