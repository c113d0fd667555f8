import fc from 'fast-check';
import { addMonths, countMonths, listMonths } from '../calendar/month.js';
import { provisionalMonths, type RuleFrom, statusOf } from './release-status.js';

const RANK = { provisional: 0, revised: 1, final: 2 } as const;
const rule = fc
  .record({
    from: fc.integer({ min: 0, max: 35 }),
    provisional: fc.integer({ min: 0, max: 8 }),
    more: fc.option(fc.integer({ min: 0, max: 8 })),
    yearEndMonth: fc.option(fc.integer({ min: 1, max: 12 })),
  })
  .map(
    ({ from, provisional, more, yearEndMonth }): RuleFrom => ({
      effectiveFrom: addMonths('2023-01', from),
      provisionalMonths: provisional,
      ...(more !== null && { finalAfterMonths: provisional + more }),
      ...(more !== null && yearEndMonth !== null && { yearEndMonth }),
    }),
  );
const calendar = fc
  .record({
    rules: fc.uniqueArray(rule, { maxLength: 4, selector: ({ effectiveFrom }) => effectiveFrom }),
    day: fc.integer({ min: 0, max: 35 }),
  })
  .map(({ rules, day }) => ({
    today: `${addMonths('2023-06', day)}-15`,
    rules: [
      { effectiveFrom: null, provisionalMonths: 2 },
      ...rules.toSorted((a, b) => ((a.effectiveFrom ?? '') < (b.effectiveFrom ?? '') ? -1 : 1)),
    ] as [RuleFrom, ...RuleFrom[]],
  }));
const MONTHS = listMonths('2022-06', '2026-12');

it('whatever is told: the provisional months are the newest ones, those that end with the last full month, and none of them is for more than its rule says', () => {
  fc.assert(
    fc.property(calendar, (asked) => {
      const running = asked.today.slice(0, 7);
      const provisional = provisionalMonths(asked);
      expect(provisional).toEqual(
        MONTHS.filter((month) => month < running && statusOf(month, asked) === 'provisional'),
      );
      if (provisional.length > 0) expect(provisional.at(-1)).toBe(addMonths(running, -1));
      for (const month of provisional) {
        const told = asked.rules.findLast(({ effectiveFrom }) => (effectiveFrom ?? '') <= month);
        expect(countMonths(month, running) - 2).toBeLessThan(told?.provisionalMonths ?? 0);
      }
    }),
  );
});

it('whatever is told: as days go by, no month is less final than it was', () => {
  fc.assert(
    fc.property(calendar, (asked) => {
      const later = { ...asked, today: `${addMonths(asked.today.slice(0, 7), 1)}-01` };
      for (const month of MONTHS)
        expect(RANK[statusOf(month, later)]).toBeGreaterThanOrEqual(RANK[statusOf(month, asked)]);
    }),
  );
});
