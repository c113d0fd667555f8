import { clockOf, monthAt } from './local-day.js';

it('is of the month by the clock of the country, whatever that of the place', () => {
  expect(monthAt('PKTOR', Date.parse('2026-03-31T19:00:00.000Z'))).toBe('2026-04-01');
  expect(monthAt('PKTOR', Date.parse('2026-03-31T18:59:59.999Z'))).toBe('2026-03-01');
  // Oral had UTC+5 while most of Kazakhstan had UTC+6.
  expect(monthAt('KZURA', Date.parse('2023-12-31T18:00:00.000Z'))).toBe('2024-01-01');
  // The clocks were put back at midnight: March began once.
  expect(monthAt('KZALA', Date.parse('2024-02-29T18:30:00.000Z'))).toBe('2024-02-01');
  expect(monthAt('KZALA', Date.parse('2024-02-29T19:00:00.000Z'))).toBe('2024-03-01');
  expect(monthAt('DEHAM', Date.parse('2026-03-31T23:59:59.999Z'))).toBe('2026-03-01');
  expect(monthAt('PKTOR', Date.parse('0001-01-01T00:00:00.000Z'))).toBe('0001-01-01');
  expect(monthAt('PKTOR', Date.parse('9999-12-31T23:00:00.000Z'))).toBe('10000-01-01');
});

it('names clocks by their countries, and goes by UTC off the corridor', () => {
  expect(['PKKHI', 'KZURA', 'DEHAM', 'XXXXX'].map(clockOf)).toEqual(['PK', 'KZ', '', '']);
});
