import { rejectionOf } from '@corridor/testing';
import { bankDay, checkBookingDays, checkRateDay } from './day-limits.js';

const TODAY = '2026-12-31';

it('a day of banks is that of their clock', () => {
  expect(bankDay(Date.parse('2026-12-31T18:59:59.999Z'))).toBe('2026-12-31');
  expect(bankDay(Date.parse('2026-12-31T19:00:00Z'))).toBe('2027-01-01');
});

it.each([
  ['2026-12-31', '2026-12-31'],
  ['2027-01-01', '2027-01-11'],
  ['2026-12-31', '2027-01-10'],
  // Booked late, or of value before its booking.
  ['2020-02-29', '2020-02-29'],
  ['2026-12-31', '2026-01-01'],
  // What is no day is refused elsewhere.
  ['soon', '2026-12-31'],
])('booked on %s and of value on %s is taken', (bookedOn, valueDate) => {
  expect(() => checkBookingDays({ bookedOn, valueDate }, TODAY)).not.toThrow();
});

it.each([
  ['2027-01-02', '2026-12-31', '/bookedOn'],
  ['9999-12-31', '9999-12-31', '/bookedOn'],
  ['2026-12-31', '2027-01-11', '/valueDate'],
  ['2026-12-20', '2026-12-31', '/valueDate'],
])('booked on %s and of value on %s is refused for %s', (bookedOn, valueDate, pointer) => {
  const { code, details } = rejectionOf(() => checkBookingDays({ bookedOn, valueDate }, TODAY));
  expect([code, details]).toEqual(['date-in-future', { pointer }]);
});

it('a rate may be for the next banking day, however long the feast', () => {
  expect(() => checkRateDay('2027-01-10', TODAY)).not.toThrow();
  expect(rejectionOf(() => checkRateDay('2027-01-11', TODAY)).details).toEqual({ pointer: '/on' });
});
