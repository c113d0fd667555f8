import { rejectionOf } from '@corridor/testing';
import { daysBetween, dueDate, isLocalDate } from './index.js';

it.each([
  ['2026-03-01', 0, '2026-03-01'],
  ['2026-03-01', 30, '2026-03-31'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2025-02-28', 1, '2025-03-01'],
  ['2024-02-29', 365, '2025-02-28'],
])('%s and %i days is %s', (start, days, due) => expect(dueDate(start, days)).toBe(due));

it('refuses what is no day, and days that are not whole or below 0', () => {
  expect(rejectionOf(() => dueDate('2026-02-30', 1)).code).toBe('date-malformed');
  expect(() => dueDate('2026-03-01', 1.5)).toThrow(RangeError);
  expect(() => dueDate('2026-03-01', -1)).toThrow(RangeError);
});

it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-3-1', '2026-03-01T00:00:00Z', ''])(
  '"%s" is no day',
  (text) => expect(isLocalDate(text)).toBe(false),
);

it.each([
  ['2026-03-01', '2026-03-01', 0],
  ['2024-02-28', '2024-03-01', 2],
  ['2025-12-31', '2026-01-10', 10],
  ['2026-03-02', '2026-03-01', -1],
])('from %s to %s it is %i days', (from, until, days) => expect(daysBetween(from, until)).toBe(days));
