import type { ActionEvent, MeetingEvent } from '@corridor/domain';
import {
  type ActionStep,
  type CommissionEvent,
  type CommissionMemory,
  foldCommission,
} from './meetings.fold.js';

const meetingId = '0191d8a0-7c01-7a00-8c11-000000000001';
const actionId = '0191d8a0-7c01-7a00-8c11-000000000002';
const itemOf = (itemId: string) => ({ itemId, kind: 'route', subject: 'x', title: 'x', because: 'x' });
const session = { name: '14th session', place: 'PKISB', countries: ['PK', 'KZ'] };
const cases = (count: number) => ({ kind: 'count', count, unit: 'cases' });
const review = {
  wanted: 'down',
  from: { value: cases(9), asOf: 16 },
  to: { value: cases(4), asOf: 20 },
  moved: true,
};
const STORY: readonly (readonly [(MeetingEvent | ActionEvent)['type'], object])[] = [
  ['MeetingScheduled', { meetingId, ...session, startsOn: '2026-10-12', endsOn: '2026-10-13' }],
  [
    'MeetingRescheduled',
    { meetingId, place: 'KZALA', startsOn: '2026-11-02', endsOn: '2026-11-03', reason: 'x' },
  ],
  ['AgendaProposed', { meetingId, items: [itemOf('a'), itemOf('b')], asOf: 9 }],
  ['AgendaItemDropped', { meetingId, itemId: 'b', reason: 'x' }],
  ['MeetingOpened', { meetingId, delegations: [{ country: 'PK', institution: 'x', people: 4 }] }],
  ['MinutesRecorded', { meetingId, itemId: 'a', text: 'x' }],
  ['DecisionTaken', { meetingId, decisionId: 'd', itemId: 'a', text: 'y' }],
  [
    'ActionAssigned',
    {
      actionId,
      meetingId,
      decisionId: 'd',
      owner: 'customs',
      task: 'x',
      dueOn: '2026-11-20',
      figure: { name: 'open-cases', direction: 'down' },
      baseline: { value: cases(9), asOf: 16 },
    },
  ],
  ['ActionOverdue', { actionId, dueOn: '2026-11-20' }],
  ['ActionExtended', { actionId, dueOn: '2026-12-20', reason: 'x' }],
  ['MeetingClosed', { meetingId, asOf: 19 }],
  ['ActionFigureReviewed', { actionId, ...review }],
  ['ActionDone', { actionId, doneOn: '2026-12-01', note: 'x' }],
];
const events = STORY.map(([type, data], index) => ({
  position: 11 + index,
  type,
  occurredAt: '2026-09-01T10:00:00+05:00',
  demo: true,
  data,
})) as unknown as readonly CommissionEvent[];

it.each([1, 4, 100])('tells meetings, actions, and each step of an action, in batches of %d', (size) => {
  const memory: CommissionMemory = { meetings: new Map(), actions: new Map() };
  const steps: ActionStep[] = [];
  for (let at = 0; at < events.length; at += size) {
    steps.push(...foldCommission(events.slice(at, at + size), memory));
  }
  expect([...memory.meetings.values()]).toEqual([
    {
      meeting_id: meetingId,
      position: 11,
      status: 'closed',
      name: '14th session',
      session: null,
      place: 'KZALA',
      countries: ['PK', 'KZ'],
      starts_on: '2026-11-02',
      ends_on: '2026-11-03',
      report_as_of: 19,
      state: {
        status: 'closed',
        meeting: { meetingId, ...session, place: 'KZALA', startsOn: '2026-11-02', endsOn: '2026-11-03' },
        agendaAsOf: 9,
        agenda: [itemOf('a')],
        proposed: ['a'],
        delegations: [{ country: 'PK', institution: 'x', people: 4 }],
        dropped: ['b'],
        minutes: { a: 'x' },
        decisions: [{ decisionId: 'd', itemId: 'a', text: 'y' }],
        reminders: [],
        reportAsOf: 19,
      },
      last_position: 21,
      demo: true,
    },
  ]);
  expect([...memory.actions.values()]).toMatchObject([
    {
      action_id: actionId,
      position: 18,
      meeting_id: meetingId,
      status: 'done',
      owner: 'customs',
      task: 'x',
      due_on: '2026-12-20',
      last_position: 23,
      demo: true,
    },
  ]);
  const step = (position: number, status: string, due_on: string, more: object = {}) => {
    return {
      position,
      action_id: actionId,
      status,
      due_on,
      review: null,
      ...more,
    };
  };
  expect(steps).toEqual([
    step(18, 'assigned', '2026-11-20'),
    step(19, 'overdue', '2026-11-20'),
    step(20, 'assigned', '2026-12-20'),
    step(22, 'assigned', '2026-12-20', { review }),
    step(23, 'done', '2026-12-20'),
  ]);
});

it.each([
  ['MeetingClosed', 'The history of a meeting begins with MeetingScheduled.'],
  ['ActionDone', 'The history of an action begins with ActionAssigned.'],
])('does not begin in the middle: %s', (type, why) => {
  const event = events.find((each) => each.type === type);
  const memory: CommissionMemory = { meetings: new Map(), actions: new Map() };
  expect(() => foldCommission(event ? [event] : [], memory)).toThrow(why);
});
