import { calendarRowOf, type ReleaseCalendarEvent } from './release-calendars.fold.js';

const told = (data: object): ReleaseCalendarEvent =>
  ({
    position: 7,
    type: 'ReleaseCalendarSet',
    occurredAt: '2026-03-05T13:00:00+05:00',
    data,
  }) as ReleaseCalendarEvent;

it('keeps each telling as it is, and what it leaves open as null', () => {
  const data = { reporter: 'PK', effectiveFrom: '2026-01', provisionalMonths: 3, source: 'x' };
  const row = {
    position: 7,
    reporter: 'PK',
    effective_from: '2026-01',
    provisional_months: 3,
    source: 'x',
    occurred_at: '2026-03-05T08:00:00.000Z',
  };
  expect(calendarRowOf(told(data))).toEqual({ ...row, final_after_months: null, year_end_month: null });
  expect(calendarRowOf(told({ ...data, finalAfterMonths: 6, yearEndMonth: 12 }))).toEqual({
    ...row,
    final_after_months: 6,
    year_end_month: 12,
  });
});
