import { finalMonthOf, leastFinal, provisionalMonths, type RuleFrom, statusOf } from './release-status.js';

const byDefault: RuleFrom = { effectiveFrom: null, provisionalMonths: 2 };
const at = (today: string | undefined, ...rules: readonly RuleFrom[]) => ({
  today,
  rules: [byDefault, ...rules] as const,
});
const rule = (effectiveFrom: string, months: number, more: Partial<RuleFrom> = {}): RuleFrom => ({
  effectiveFrom,
  provisionalMonths: months,
  ...more,
});

it('by default the two newest full months are provisional, the running one too, and no month is final', () => {
  const calendar = at('2026-03-01');
  expect(provisionalMonths(calendar)).toEqual(['2026-01', '2026-02']);
  expect(provisionalMonths(at('2026-02-28'))).toEqual(['2025-12', '2026-01']);
  const months = ['2025-12', '2026-01', '2026-02', '2026-03', '2027-01'];
  expect(months.map((month) => statusOf(month, calendar))).toEqual([
    'revised',
    ...Array(4).fill('provisional'),
  ]);
  expect(statusOf('1999-01', calendar)).toBe('revised');
  expect(finalMonthOf('1999-01', calendar)).toBeNull();
});

it('is final once as many months as are told lie behind a month', () => {
  // June 2025: behind it lie July 2025 to December 2025, six of them, from 1 January on.
  const told = rule('2025-01', 3, { finalAfterMonths: 6 });
  expect(statusOf('2025-06', at('2025-12-31', told))).toBe('revised');
  expect(statusOf('2025-06', at('2026-01-01', told))).toBe('final');
  expect(finalMonthOf('2025-06', at('2026-01-01', told))).toBe('2026-01');
  expect(statusOf('2025-10', at('2026-01-01', told))).toBe('provisional');
  expect(statusOf('2025-09', at('2026-01-01', told))).toBe('revised');
  // Final at once when it is no longer provisional, and none that is provisional.
  const short = rule('2025-01', 0, { finalAfterMonths: 0 });
  expect(provisionalMonths(at('2026-01-01', short))).toEqual([]);
  expect(statusOf('2025-12', at('2026-01-01', short))).toBe('final');
  expect(statusOf('2026-01', at('2026-01-01', short))).toBe('provisional');
});

it('is final together with its year, where that is told', () => {
  // July 2024 to June 2025 wait for June 2025, and three months behind it: July to September.
  const told = rule('2020-01', 2, { finalAfterMonths: 3, yearEndMonth: 6 });
  for (const month of ['2024-07', '2024-12', '2025-06'])
    expect(finalMonthOf(month, at('2026-01-01', told))).toBe('2025-10');
  expect(finalMonthOf('2025-07', at('2026-01-01', told))).toBe('2026-10');
  const byDecember = rule('2020-01', 2, { finalAfterMonths: 3, yearEndMonth: 12 });
  expect(finalMonthOf('2025-12', at('2026-01-01', byDecember))).toBe('2026-04');
  expect(finalMonthOf('2025-01', at('2026-01-01', byDecember))).toBe('2026-04');
});

it('is by the rule of its own month', () => {
  const calendar = at('2026-08-10', rule('2026-01', 4), rule('2026-06', 1, { finalAfterMonths: 1 }));
  // July is provisional by the newest rule; June is final by it, and what lies before it is none of the newest.
  expect(provisionalMonths(calendar)).toEqual(['2026-07']);
  expect(['2026-06', '2026-05', '2025-12'].map((month) => statusOf(month, calendar))).toEqual([
    'final',
    'revised',
    'revised',
  ]);
  const longer = at('2026-08-10', rule('2026-06', 4));
  expect(provisionalMonths(longer)).toEqual(['2026-06', '2026-07']);
});

it('knows no day before the first event, and none behind the last year', () => {
  expect(statusOf('2020-01', at(undefined, rule('2000-01', 0, { finalAfterMonths: 0 })))).toBe('provisional');
  expect(provisionalMonths(at(undefined))).toEqual([]);
  const late = at('2026-01-01', rule('2000-01', 2, { finalAfterMonths: 12 }));
  expect(finalMonthOf('9999-01', late)).toBeNull();
});

it('of two sides, the one that is least final says it', () => {
  expect(leastFinal(['final', 'provisional'])).toBe('provisional');
  expect(leastFinal(['final', 'revised'])).toBe('revised');
  expect(leastFinal(['final', 'final'])).toBe('final');
});
