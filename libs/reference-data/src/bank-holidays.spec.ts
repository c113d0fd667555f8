import { isCountry, publishedCalendar, RATE_SOURCES } from './index.js';
import { ROWS as HOLIDAY_ROWS } from './tables/bank-holidays.js';
import { ROWS as WEEKEND_ROWS } from './tables/weekends.js';

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
const holidaysOf = (country: string) => [...publishedCalendar(country).holidays.keys()];

it('holds days of the calendar, each once and in order, of countries that there are', () => {
  for (const country of new Set(HOLIDAY_ROWS.map(([code]) => code))) {
    const days = holidaysOf(country);
    expect(isCountry(country)).toBe(true);
    expect([...new Set(days)].sort()).toEqual(days);
    expect(HOLIDAY_ROWS.filter(([code]) => code === country)).toHaveLength(days.length);
    for (const day of days) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
  }
});

it('has the seven fixed holidays of Pakistan and the fourteen of Kazakhstan in each year', () => {
  const years = ['2025', '2026', '2027'];
  const ofPakistan = ['02-05', '03-23', '05-01', '05-28', '08-14', '11-09', '12-25'];
  expect(holidaysOf('PK')).toEqual(years.flatMap((year) => ofPakistan.map((day) => `${year}-${day}`)));
  const ofKazakhstan = [
    ...['01-01', '01-02', '01-07', '03-08', '03-21', '03-22', '03-23', '05-01', '05-07', '05-09'],
    ...['07-06', '08-30', '10-25', '12-16'],
  ];
  for (const year of years) {
    expect(holidaysOf('KZ')).toEqual(expect.arrayContaining(ofKazakhstan.map((day) => `${year}-${day}`)));
  }
});

it('carries a holiday of Kazakhstan on a weekend over to a working day, but for 7 January', () => {
  const carried = [...publishedCalendar('KZ').holidays].filter(([, name]) => name.endsWith('weekend'));
  // The same as vacanza/holidays 0.60 works out.
  expect(carried.map(([day]) => day)).toEqual([
    ...['2025-03-10', '2025-03-24', '2025-03-25', '2025-07-07', '2025-09-01', '2025-10-27'],
    ...['2026-03-09', '2026-03-24', '2026-03-25', '2026-05-11', '2026-08-31', '2026-10-26'],
    ...['2027-01-04', '2027-03-24', '2027-05-03', '2027-05-10'],
  ]);
  for (const [day] of carried) expect(weekdayOf(day)).toBeLessThan(6);
});

it('knows the weekend of every country of the corridor, and takes Saturday and Sunday for others', () => {
  expect(WEEKEND_ROWS.map(([country]) => country)).toEqual(['AE', 'CN', 'KG', 'KZ', 'PK', 'TJ', 'UZ']);
  for (const country of ['PK', 'KZ', 'DE']) expect(publishedCalendar(country).weekend).toEqual([6, 7]);
  expect(publishedCalendar('DE').holidays.size).toBe(0);
});

it('names central banks by the country whose clock they go by', () => {
  for (const { country } of RATE_SOURCES) expect(isCountry(country)).toBe(true);
  expect(['sbp', 'nbk'].map((code) => RATE_SOURCES.find(code)?.country)).toEqual(['PK', 'KZ']);
});
