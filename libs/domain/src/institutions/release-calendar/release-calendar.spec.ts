import { specOf } from '@corridor/testing';
import { type ReleaseCalendarCommand, type ReleaseCalendarEvent, releaseCalendar } from '../../index.js';

const AT = '2026-11-27T12:00:00+05:00';
const data = {
  reporter: 'PK',
  effectiveFrom: '2026-01',
  provisionalMonths: 2,
  finalAfterMonths: 12,
  source: 'Commission, 9th session',
};
const setting = (change: object = {}): ReleaseCalendarCommand => ({
  type: 'SetReleaseCalendar',
  occurredAt: AT,
  data: { ...data, ...change },
});
const set = (change: object = {}): ReleaseCalendarEvent => ({
  type: 'ReleaseCalendarSet',
  occurredAt: AT,
  data: { ...data, ...change },
});
const { given } = specOf(releaseCalendar);

it('is told for the months from one on, and otherwise for later and earlier ones', () => {
  given().when(setting()).thenEvents(set());
  for (const effectiveFrom of ['2027-01', '2020-01'])
    given(set()).when(setting({ effectiveFrom })).thenEvents(set({ effectiveFrom }));
});

it('told again it says nothing new, in whatever order and behind whatever other months', () => {
  given(set()).when(setting()).thenEvents();
  const { source, ...rest } = data;
  given(set(), set({ effectiveFrom: '2027-01', provisionalMonths: 3 }))
    .when({ type: 'SetReleaseCalendar', occurredAt: AT, data: { source, ...rest } })
    .thenEvents();
});

it.each([
  { provisionalMonths: 3 },
  { finalAfterMonths: 13 },
  { yearEndMonth: 6 },
  { source: 'Commission, 10th session' },
])('told otherwise of the same month it takes the place of what stood: %j', (change) => {
  given(set()).when(setting(change)).thenEvents(set(change));
  given(set(), set(change)).when(setting()).thenEvents(set());
});

it('may leave open when a month is final, and then knows of no year', () => {
  const { finalAfterMonths: _, ...open } = data;
  const telling = { type: 'SetReleaseCalendar', occurredAt: AT, data: open } as const;
  given(set()).when(telling).thenEvents({ type: 'ReleaseCalendarSet', occurredAt: AT, data: open });
  given()
    .when({ ...telling, data: { ...open, yearEndMonth: 12 } })
    .thenRejected('final-after-missing', { pointer: '/finalAfterMonths' });
});

it('is final no earlier than it is no longer provisional', () => {
  given()
    .when(setting({ provisionalMonths: 13 }))
    .thenRejected('final-while-provisional', { pointer: '/finalAfterMonths' });
  given()
    .when(setting({ provisionalMonths: 12 }))
    .thenEvents(set({ provisionalMonths: 12 }));
});
