import fc from 'fast-check';
import { Agenda } from './agenda.js';

it('gives out the earliest first, and of those at one time the one that came first', () => {
  const step = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant('take' as const));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const agenda = new Agenda<{ ms: number; order: number }>();
      const kept: { ms: number; order: number }[] = [];
      for (const [order, ms] of steps.entries()) {
        if (ms !== 'take') {
          agenda.add(ms, { ms, order });
          kept.push({ ms, order });
          continue;
        }
        kept.sort((a, b) => a.ms - b.ms || a.order - b.order);
        expect(agenda.nextMs).toBe(kept[0]?.ms ?? Number.POSITIVE_INFINITY);
        expect(agenda.take()).toEqual(kept.shift());
      }
    }),
    { seed: 20_260_301 },
  );
});
