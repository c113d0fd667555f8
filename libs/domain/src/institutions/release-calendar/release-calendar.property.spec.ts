import { fold, Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import { type ReleaseCalendarCommand, type ReleaseCalendarEvent, releaseCalendar } from '../../index.js';

const SEED = 20_261_127;
const count = fc.integer({ min: 0, max: 6 });
const command: fc.Arbitrary<ReleaseCalendarCommand> = fc
  .record(
    {
      reporter: fc.constant('PK'),
      effectiveFrom: fc.constantFrom('2025-01', '2026-01', '2026-07'),
      provisionalMonths: count,
      source: fc.constantFrom('one', 'other'),
      finalAfterMonths: count,
      yearEndMonth: fc.constantFrom(6, 12),
    },
    { requiredKeys: ['reporter', 'effectiveFrom', 'provisionalMonths', 'source'] },
  )
  .map((data) => ({ type: 'SetReleaseCalendar', occurredAt: '2026-11-27T10:00:00+05:00', data }));

it('however it is told: each month has one rule, the one told last, in order; none is final while provisional; nothing told again is told', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 20 }), (commands) => {
      const history: ReleaseCalendarEvent[] = [];
      const last = new Map<string, object>();
      for (const asked of commands) {
        try {
          const events = releaseCalendar.decide(asked, fold(releaseCalendar, history));
          met.add(`told ${events.length}`);
          history.push(...events);
          const { reporter: _, ...told } = asked.data;
          last.set(told.effectiveFrom, told);
          expect(releaseCalendar.decide(asked, fold(releaseCalendar, history))).toEqual([]);
        } catch (error) {
          if (!(error instanceof Rejection)) throw error;
          met.add(error.code);
        }
      }
      const state = fold(releaseCalendar, history);
      const entries = state.status === 'set' ? state.entries : [];
      expect(entries).toEqual([...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, told]) => told));
      for (const { provisionalMonths, finalAfterMonths, yearEndMonth } of entries) {
        if (finalAfterMonths === undefined) expect(yearEndMonth).toBeUndefined();
        else expect(finalAfterMonths).toBeGreaterThanOrEqual(provisionalMonths);
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
  const ways = ['told 0', 'told 1', 'final-after-missing', 'final-while-provisional'];
  expect([...met]).toEqual(expect.arrayContaining(ways));
});
