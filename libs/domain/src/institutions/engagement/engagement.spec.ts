import { specOf } from '@corridor/testing';
import { type EngagementCommand, type EngagementEvent, engagement } from '../../index.js';

const engagementId = '0191d8a0-0000-7000-8000-000000000001';
const AT = '2026-04-01T10:00:00+05:00';
const DURING = '2026-05-12T15:00:00+05:00';
const terms = {
  kind: 'forum',
  name: 'A forum',
  city: 'KZALA',
  country: 'KZ',
  organiser: 'demo-council',
  startsOn: '2026-05-12',
  endsOn: '2026-05-13',
  sectors: ['textiles'],
} as const;
const mills = { participantId: 'mills', name: 'Mills', country: 'PK' };
const stores = { participantId: 'stores', name: 'Stores', country: 'KZ' };

const asking = (type: EngagementCommand['type'], data: object = {}, occurredAt = AT) =>
  ({ type, occurredAt, data: { engagementId, ...data } }) as EngagementCommand;
const told = (type: EngagementEvent['type'], data: object = {}, occurredAt = AT) =>
  ({ type, occurredAt, data: { engagementId, ...data } }) as EngagementEvent;
const { given } = specOf(engagement);

const planned = told('EngagementPlanned', terms);
const registered = [mills, stores].map((firm) => told('ParticipationRegistered', { firm, people: 2 }));
const held = told('EngagementHeld', {}, DURING);
const cancelled = told('EngagementCancelled', { reason: 'budget' });

describe('an engagement', () => {
  it('is planned, given other days, and held from its first day on', () => {
    given().when(asking('PlanEngagement', terms)).thenEvents(planned);
    const days = { startsOn: '2026-05-19', endsOn: '2026-05-20' };
    const moved = told('EngagementRescheduled', {
      ...days,
      replaced: { startsOn: '2026-05-12', endsOn: '2026-05-13' },
      reason: 'x',
    });
    given(planned)
      .when(asking('RescheduleEngagement', { ...days, reason: 'x' }))
      .thenEvents(moved);
    given(planned)
      .when(asking('HoldEngagement', {}, DURING))
      .thenEvents(held);
    given(planned, moved)
      .when(asking('HoldEngagement', {}, DURING))
      .thenRejected('engagement-not-begun', { pointer: '/occurredAt' });
    given(planned, moved)
      .when(asking('HoldEngagement', {}, '2026-05-19T00:00:00+05:00'))
      .thenEvents(told('EngagementHeld', {}, '2026-05-19T00:00:00+05:00'));
  });

  it('is cancelled before it began, for a reason of a class, and then allows nothing', () => {
    given(planned)
      .when(asking('CancelEngagement', { reason: 'budget' }))
      .thenEvents(cancelled);
    given(planned, held)
      .when(asking('CancelEngagement', { reason: 'budget' }))
      .thenRejected('illegal-step', {
        legalNow: ['RegisterParticipation', 'RecordAttendance', 'RecordMeeting'],
      });
    given(planned, cancelled)
      .when(asking('HoldEngagement', {}, DURING))
      .thenRejected('illegal-step', { legalNow: [] });
  });

  it('takes what is so already for nothing new', () => {
    given(planned).when(asking('PlanEngagement', terms)).thenEvents();
    given(planned)
      .when(asking('RescheduleEngagement', { startsOn: '2026-05-12', endsOn: '2026-05-13', reason: 'y' }))
      .thenEvents();
    given(planned, cancelled)
      .when(asking('CancelEngagement', { reason: 'budget' }))
      .thenEvents();
    given(planned, held)
      .when(asking('HoldEngagement', {}, DURING))
      .thenEvents();
    given(planned)
      .when(asking('WithdrawParticipation', { firm: 'mills' }))
      .thenEvents();
  });

  it.each([
    [{ endsOn: '2026-05-11' }, 'days-reversed', '/endsOn'],
    [{ startsOn: '2026-02-30' }, 'date-malformed', '/startsOn'],
    [{ city: 'PKKHI' }, 'place-not-in-country', '/city'],
  ])('with %j is refused', (change, code, pointer) => {
    given()
      .when(asking('PlanEngagement', { ...terms, ...change }))
      .thenRejected(code, { pointer });
  });
});

describe('its firms', () => {
  it('register with so many people, tell another number, and withdraw', () => {
    const [first, second] = registered as [EngagementEvent, EngagementEvent];
    given(planned)
      .when(asking('RegisterParticipation', { firm: mills, people: 2 }))
      .thenEvents(first);
    given(planned, first)
      .when(asking('RegisterParticipation', { firm: mills, people: 2 }))
      .thenEvents();
    given(planned, first)
      .when(asking('RegisterParticipation', { firm: mills, people: 3 }))
      .thenEvents(told('ParticipationRegistered', { firm: mills, people: 3 }));
    given(planned, first, second)
      .when(asking('WithdrawParticipation', { firm: 'mills' }))
      .thenEvents(told('ParticipationWithdrawn', { firm: 'mills' }));
  });

  it('are there, and meet each other on its days', () => {
    const there = told('FirmAttended', { firm: 'mills', people: 1 }, DURING);
    given(planned, ...registered, held)
      .when(asking('RecordAttendance', { firm: 'mills', people: 1 }, DURING))
      .thenEvents(there);
    given(planned, ...registered, held, there)
      .when(asking('RecordAttendance', { firm: 'mills', people: 1 }, DURING))
      .thenEvents();
    const meeting = { meetingId: 'm', firms: ['mills', 'stores'] };
    const met = told('FirmsMet', meeting, DURING);
    given(planned, ...registered, held)
      .when(asking('RecordMeeting', meeting, DURING))
      .thenEvents(met);
    given(planned, ...registered, held, met)
      .when(asking('RecordMeeting', meeting, DURING))
      .thenEvents();
  });

  it.each([
    [['mills', 'carpets'], DURING, 'firm-not-registered', '/firms/1'],
    [['mills', 'mills'], DURING, 'firms-not-two', '/firms'],
    [['mills', 'stores'], '2026-05-14T00:00:00+05:00', 'day-outside-engagement', '/occurredAt'],
    [['mills', 'stores'], '2026-05-11T23:59:59+05:00', 'day-outside-engagement', '/occurredAt'],
  ])('%j at %s have not met', (firms, at, code, pointer) => {
    given(planned, ...registered, held)
      .when(asking('RecordMeeting', { meetingId: 'm', firms }, at))
      .thenRejected(code, { pointer });
  });

  it('register until its last day, and no fewer than were there', () => {
    const again = { firm: mills, people: 3 };
    given(planned, ...registered, held)
      .when(asking('RegisterParticipation', again, '2026-05-13T23:59:59+05:00'))
      .thenEvents(told('ParticipationRegistered', again, '2026-05-13T23:59:59+05:00'));
    given(planned, ...registered, held)
      .when(asking('RegisterParticipation', again, '2026-05-14T00:00:00+05:00'))
      .thenRejected('engagement-over', { pointer: '/occurredAt' });
    given(planned, ...registered, held, told('FirmAttended', { firm: 'mills', people: 2 }, DURING))
      .when(asking('RegisterParticipation', { firm: mills, people: 1 }, DURING))
      .thenRejected('fewer-than-attended', { pointer: '/people' });
  });

  it.each([
    [2, '2026-05-11T23:59:59+05:00', 'attended-before-begun', '/occurredAt'],
    [3, DURING, 'more-than-registered', '/people'],
  ])('were not there with %i people at %s', (people, at, code, pointer) => {
    given(planned, ...registered, held)
      .when(asking('RecordAttendance', { firm: 'mills', people }, at))
      .thenRejected(code, { pointer });
  });

  it('of another engagement were not at this one', () => {
    given(planned, held)
      .when(asking('RecordAttendance', { firm: 'mills', people: 1 }, DURING))
      .thenRejected('firm-not-registered', { pointer: '/firm' });
  });
});
