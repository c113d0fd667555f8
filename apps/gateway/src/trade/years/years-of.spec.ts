import { listMonths } from '../../calendar/month.js';
import { yearsOf } from './years-of.js';

/** Exports of a cent more each month, from one cent on. */
const months = (from: string, to: string) =>
  listMonths(from, to).map((key, at) => ({ key, exports: BigInt(at + 1), reExports: 0n, imports: 100n }));

it('are those of the calendar, each with as many of its months as are asked for', () => {
  // Exports: 1 + 2 in 2024, 3 + … + 14 in 2025, 15 in 2026.
  expect(yearsOf(months('2024-11', '2026-01'), 1)).toEqual([
    { year: '2024', from: '2024-11', to: '2024-12', months: 2, exports: 3n, reExports: 0n, imports: 200n },
    {
      year: '2025',
      from: '2025-01',
      to: '2025-12',
      months: 12,
      exports: 102n,
      reExports: 0n,
      imports: 1200n,
    },
    { year: '2026', from: '2026-01', to: '2026-01', months: 1, exports: 15n, reExports: 0n, imports: 100n },
  ]);
});

it('or begin in July, and are called by both', () => {
  expect(yearsOf(months('1999-06', '2000-07'), 7).map(({ year, from, to }) => [year, from, to])).toEqual([
    ['1998-99', '1999-06', '1999-06'],
    ['1999-00', '1999-07', '2000-06'],
    ['2000-01', '2000-07', '2000-07'],
  ]);
});
