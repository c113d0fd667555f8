import { localDayOf, startOfMonthMs } from './local-day.js';
import { addMonths, countMonths, isMonth, listMonths } from './month.js';

it.each(['2026-00', '2026-13', '2026-1', '26-01', '0999-01', '2026-01-01'])('%s is no month', (text) => {
  expect(isMonth(text)).toBe(false);
});

it.each([
  ['2026-01', -1, '2025-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-06', -12, '2025-06'],
  ['2026-06', 0, '2026-06'],
])('%s and %d months is %s', (month, count, expected) => {
  expect(addMonths(month, count)).toBe(expected);
});

it('counts both ends, and none where the end lies before', () => {
  expect(countMonths('2025-11', '2026-02')).toBe(4);
  expect(countMonths('2026-02', '2026-01')).toBe(0);
  expect(listMonths('2025-11', '2026-01')).toEqual(['2025-11', '2025-12', '2026-01']);
});

it.each([
  ['PK', '2026-02-28T19:00:00Z', '2026-03-01'],
  ['PK', '2026-02-28T18:59:59.999999Z', '2026-02-28'],
  ['KZ', '2026-02-28T19:00:00Z', '2026-03-01'],
  // Before 2024-03-01 Almaty was an hour further ahead.
  ['KZ', '2023-12-31T18:00:00Z', '2024-01-01'],
  ['KG', '2026-02-28T18:00:00Z', '2026-03-01'],
  ['DE', '2026-02-28T23:59:59Z', '2026-02-28'],
])('in %s it is, at %s, %s', (reporter, instant, day) => {
  expect(localDayOf(reporter, instant)).toBe(day);
});

it.each([
  ['PK', '2026-03', 0, '2026-02-28T19:00:00.000Z'],
  ['PK', '2026-12', 1, '2026-12-31T19:00:00.000Z'],
  // The day on which Almaty put its clocks back, and the one before.
  ['KZ', '2024-02', 0, '2024-01-31T18:00:00.000Z'],
  ['KZ', '2024-02', 1, '2024-02-29T19:00:00.000Z'],
  ['DE', '2026-03', 0, '2026-03-01T00:00:00.000Z'],
  ['', '9999-12', 1, '+010000-01-01T00:00:00.000Z'],
])('in %s the month %s and %d begins at %s', (country, month, more, instant) => {
  expect(new Date(startOfMonthMs(country, month, more)).toISOString()).toBe(instant);
});
