import fc from 'fast-check';
import { daysOf, heldMs, type Span, secondsOf } from './days-held.js';

const SEED = 20_261_126;
const span = fc
  .record({ fromMs: fc.integer({ min: 0, max: 60 }), lastMs: fc.integer({ min: -5, max: 30 }) })
  .map(({ fromMs, lastMs }): Span => ({ fromMs, untilMs: fromMs + lastMs }));
const spans = fc.array(span, { maxLength: 12 });
const lengthOf = ({ fromMs, untilMs }: Span): number => Math.max(0, untilMs - fromMs);

it('is how many of the milliseconds lie within a span, each looked at alone', () => {
  fc.assert(
    fc.property(spans, (all) => {
      const within = (ms: number) => all.some(({ fromMs, untilMs }) => fromMs <= ms && ms < untilMs);
      const counted = Array.from({ length: 100 }, (_, ms) => ms).filter(within).length;
      expect(heldMs(all)).toBe(counted);
    }),
    { seed: SEED },
  );
});

it('is no more than from the first beginning to the last end, and no more than all together; no less than the longest', () => {
  fc.assert(
    fc.property(
      spans.filter((all) => all.length > 0),
      (all) => {
        const held = heldMs(all);
        const whole =
          Math.max(...all.map(({ untilMs }) => untilMs)) - Math.min(...all.map(({ fromMs }) => fromMs));
        expect(held).toBeLessThanOrEqual(Math.max(0, whole));
        expect(held).toBeLessThanOrEqual(all.map(lengthOf).reduce((sum, ms) => sum + ms));
        expect(held).toBeGreaterThanOrEqual(Math.max(...all.map(lengthOf)));
      },
    ),
    { seed: SEED },
  );
});

it('does not go by the order in which holds are told', () => {
  const shuffled = spans.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([all, anew]) => {
      expect(heldMs(anew)).toBe(heldMs(all));
    }),
    { seed: SEED },
  );
});

it.each([
  [0n, '0.0000', '0.000'],
  [1n, '0.0000', '0.001'],
  // Half of the last digit is 4.32 s: to the even one, down and up.
  [4_320n, '0.0000', '4.320'],
  [4_321n, '0.0001', '4.321'],
  [12_960n, '0.0002', '12.960'],
  [129_600_000n, '1.5000', '129600.000'],
  [86_400_000_000_000_000n, '1000000000.0000', '86400000000000.000'],
])('%d ms are %s days, %s seconds', (ms, days, seconds) => {
  expect([daysOf(ms), secondsOf(ms)]).toEqual([days, seconds]);
});
