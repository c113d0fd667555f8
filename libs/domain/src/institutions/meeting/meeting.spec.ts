import { specOf } from '@corridor/testing';
import {
  type AgendaItem,
  legalForMeeting,
  type MeetingCommand,
  type MeetingEvent,
  meeting,
} from '../../index.js';

const AT = '2026-09-01T10:00:00+05:00';
const meetingId = '0191d8a0-7c01-7a00-8c11-000000000001';
const data = {
  meetingId,
  name: '14th session',
  session: 14,
  place: 'PKISB',
  countries: ['PK', 'KZ'],
  startsOn: '2026-10-12',
  endsOn: '2026-10-13',
};
/** Its first day. */
const THERE = '2026-10-12T10:00:00+05:00';
const scheduled: MeetingEvent = { type: 'MeetingScheduled', occurredAt: AT, data };
const scheduling = (change: object = {}): MeetingCommand => ({
  type: 'ScheduleMeeting',
  occurredAt: AT,
  data: { ...data, ...change },
});
const itemOf = (itemId: string, because = 'Nothing shipped for 120 days'): AgendaItem => ({
  itemId,
  kind: 'commitment',
  subject: 'x',
  title: 'Towels',
  because,
});
const proposing = (asOf: number, ...items: readonly AgendaItem[]): MeetingCommand => ({
  type: 'ProposeAgenda',
  occurredAt: AT,
  data: { meetingId, items, asOf },
});
const proposed = (asOf: number, ...items: readonly AgendaItem[]): MeetingEvent => ({
  type: 'AgendaProposed',
  occurredAt: AT,
  data: { meetingId, items, asOf },
});
const byHand: MeetingEvent = {
  type: 'AgendaItemAdded',
  occurredAt: AT,
  data: { meetingId, item: { itemId: 'h', kind: 'other', title: 'Rail gauge', because: 'Asked for' } },
};
const dropping = (itemId: string): MeetingCommand => ({
  type: 'DropAgendaItem',
  occurredAt: AT,
  data: { meetingId, itemId, reason: 'x' },
});
const dropped = (itemId: string): MeetingEvent => ({
  type: 'AgendaItemDropped',
  occurredAt: AT,
  data: { meetingId, itemId, reason: 'x' },
});
const opened = {
  type: 'MeetingOpened',
  occurredAt: THERE,
  data: { meetingId, delegations: [{ country: 'PK', institution: 'Ministry of Commerce', people: 4 }] },
} satisfies MeetingEvent;
const decision = (itemId: string) => ({ meetingId, decisionId: 'd', itemId, text: 'Look at it' });
const decided: MeetingEvent = { type: 'DecisionTaken', occurredAt: AT, data: decision('a') };
const closed = {
  type: 'MeetingClosed',
  occurredAt: THERE,
  data: { meetingId, asOf: 7 },
} satisfies MeetingEvent;
const { given } = specOf(meeting);
const stateOf = (...history: readonly MeetingEvent[]) => history.reduce(meeting.evolve, meeting.initialState);

it('is scheduled once', () => {
  given().when(scheduling()).thenEvents(scheduled);
  given(scheduled)
    .when(scheduling())
    .thenRejected('illegal-step', { legalNow: legalForMeeting(stateOf(scheduled)) });
});

it.each([
  [{ endsOn: '2026-10-11' }, 'ends-before-start', '/endsOn'],
  [{ countries: ['PK', 'KZ', 'PK'] }, 'country-twice', '/countries/2'],
])('of %j is refused with %s', (change, code, pointer) => {
  given().when(scheduling(change)).thenRejected(code, { pointer });
});

describe('its agenda', () => {
  it('is what the ledger shows last, and what people put on it', () => {
    const history = [scheduled, proposed(5, itemOf('a'), itemOf('b')), byHand, proposed(6, itemOf('b'))];
    expect(stateOf(...history)).toMatchObject({
      agenda: [{ itemId: 'b' }, { itemId: 'h' }],
      agendaAsOf: 6,
    });
  });

  it('is not told again where nothing is different, however far the ledger is', () => {
    given(scheduled, proposed(5, itemOf('a')))
      .when(proposing(6, itemOf('a')))
      .thenEvents();
    given(scheduled).when(proposing(5)).thenEvents(proposed(5));
    given(scheduled, proposed(5)).when(proposing(6)).thenEvents();
    given(scheduled, proposed(5, itemOf('a')))
      .when(proposing(6, itemOf('a', 'Nothing shipped for 121 days')))
      .thenEvents(proposed(6, itemOf('a', 'Nothing shipped for 121 days')));
  });

  it('does not take up again what was taken off', () => {
    given(scheduled, proposed(5, itemOf('a'), itemOf('b')), dropped('a'))
      .when(proposing(6, itemOf('a'), itemOf('b')))
      .thenEvents();
    given(scheduled, proposed(5, itemOf('a')), dropped('a'))
      .when(dropping('a'))
      .thenEvents();
    given(scheduled, byHand).when(dropping('a')).thenRejected('item-unknown', { pointer: '/itemId' });
  });

  it('keeps what was talked about', () => {
    given(scheduled, proposed(5, itemOf('a')), opened, decided)
      .when(dropping('a'))
      .thenRejected('item-talked-about', { pointer: '/itemId' });
  });

  it('is built until the meeting is opened', () => {
    const history = [scheduled, proposed(5, itemOf('a')), opened];
    given(...history)
      .when(proposing(6))
      .thenRejected('illegal-step', { legalNow: legalForMeeting(stateOf(...history)) });
  });
});

it('decides on what is on its agenda, and closes with the position of its report', () => {
  const taking: MeetingCommand = { type: 'TakeDecision', occurredAt: AT, data: decision('a') };
  given(scheduled, proposed(5, itemOf('a')), opened)
    .when(taking)
    .thenEvents(decided);
  given(scheduled, proposed(5, itemOf('b')), opened)
    .when(taking)
    .thenRejected('item-unknown', { pointer: '/itemId' });
  const closing: MeetingCommand = { type: 'CloseMeeting', occurredAt: THERE, data: { meetingId, asOf: 7 } };
  given(scheduled, opened).when(closing).thenEvents(closed);
  given(scheduled, opened, closed)
    .when({ ...closing, data: { meetingId, asOf: 9 } })
    .thenEvents();
  expect(stateOf(scheduled, opened, closed)).toMatchObject({ status: 'closed', reportAsOf: 7 });
  const asOfAt = '2026-03-13T11:58:21.417000Z';
  const dated = { ...closed, data: { meetingId, asOf: 7, asOfAt } };
  expect(stateOf(scheduled, opened, dated)).toMatchObject({ reportAsOf: 7, reportAsOfAt: asOfAt });
  given(scheduled)
    .when(closing)
    .thenRejected('illegal-step', { legalNow: legalForMeeting(stateOf(scheduled)) });
});

it('keeps who came, of the countries that meet, and is opened once', () => {
  const opening: MeetingCommand = { ...opened, type: 'OpenMeeting' };
  const joined = (country: string, people: number): MeetingCommand => ({
    ...opening,
    data: { meetingId, delegations: [...opened.data.delegations, { country, institution: 'x', people }] },
  });
  expect(stateOf(scheduled, opened)).toMatchObject({ delegations: opened.data.delegations });
  given(scheduled)
    .when(joined('UZ', 2))
    .thenRejected('country-not-meeting', { pointer: '/delegations/1/country' });
  given(scheduled, opened).when(opening).thenEvents();
  given(scheduled, opened)
    .when(joined('KZ', 9))
    .thenRejected('illegal-step', { legalNow: legalForMeeting(stateOf(scheduled, opened)) });
});

it('is neither opened nor closed before its first day', () => {
  const opening: MeetingCommand = { ...opened, type: 'OpenMeeting' };
  const eve = '2026-10-11T23:59:59+05:00';
  const begun = { ...data, startsOn: '2026-10-14', endsOn: '2026-10-14', reason: 'x' };
  const later: MeetingEvent = { type: 'MeetingRescheduled', occurredAt: AT, data: begun };
  given(scheduled)
    .when({ ...opening, occurredAt: eve })
    .thenRejected('meeting-not-begun', { pointer: '/occurredAt' });
  given(scheduled)
    .when({ ...opening, occurredAt: '2026-10-12T00:00:00+05:00' })
    .thenEvents({ ...opened, occurredAt: '2026-10-12T00:00:00+05:00' });
  given(scheduled, later).when(opening).thenRejected('meeting-not-begun', { pointer: '/occurredAt' });
  given(scheduled, opened)
    .when({ type: 'CloseMeeting', occurredAt: eve, data: closed.data })
    .thenRejected('meeting-not-begun', { pointer: '/occurredAt' });
  given(scheduled, opened, closed)
    .when({ type: 'CloseMeeting', occurredAt: eve, data: closed.data })
    .thenEvents();
});

it('is reminded once of each stretch in which nothing came of a commitment', () => {
  const faded = (lastProgressOn: string, days: number) => ({
    meetingId,
    commitmentId: 'c',
    lastProgressOn,
    days,
    asOf: 9,
  });
  const reminding = (on: string, days: number): MeetingCommand => ({
    type: 'RemindOfMomentum',
    occurredAt: AT,
    data: faded(on, days),
  });
  const reminded = (on: string, days: number): MeetingEvent => ({
    type: 'MomentumFaded',
    occurredAt: AT,
    data: faded(on, days),
  });
  given(scheduled).when(reminding('2026-05-01', 123)).thenEvents(reminded('2026-05-01', 123));
  given(scheduled, reminded('2026-05-01', 123)).when(reminding('2026-05-01', 124)).thenEvents();
  given(scheduled, reminded('2026-05-01', 123))
    .when(reminding('2026-06-01', 92))
    .thenEvents(reminded('2026-06-01', 92));
});
