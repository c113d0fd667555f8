import { action, meeting } from '../../../libs/domain/dist/index.js';
import { asking, id } from './asking.mjs';

const ofMeeting = asking({ meetingId: id(301) });
const item = { itemId: id(302), kind: 'other', title: 'x', because: 'x' };
const days = { startsOn: '2026-03-02', endsOn: '2026-03-03' };
const meetingCommands = [
  ofMeeting('ScheduleMeeting', { name: 'x', place: 'PKISB', countries: ['PK', 'KZ'], ...days }),
  ofMeeting('RescheduleMeeting', { place: 'KZALA', ...days, reason: 'x' }),
  ofMeeting('CancelMeeting', { reason: 'x' }),
  ofMeeting('ProposeAgenda', { items: [{ ...item, itemId: id(303) }], asOf: 1 }),
  ofMeeting('AddAgendaItem', { item }),
  ofMeeting('DropAgendaItem', { itemId: id(302), reason: 'x' }),
  ofMeeting('OpenMeeting', { delegations: [{ country: 'PK', institution: 'x', people: 4 }] }),
  ofMeeting('RecordMinutes', { itemId: id(302), text: 'x' }),
  ofMeeting('TakeDecision', { decisionId: id(304), itemId: id(302), text: 'x' }),
  ofMeeting('CloseMeeting', { asOf: 2 }),
  ofMeeting('RemindOfMomentum', {
    commitmentId: id(201),
    lastProgressOn: '2026-05-01',
    days: 100,
    asOf: 2,
  }),
];

const ofAction = asking({ actionId: id(311) });
const figure = { name: 'goods-blocked', direction: 'down' };
const actionCommands = [
  ofAction('AssignAction', {
    meetingId: id(301),
    decisionId: id(304),
    owner: 'demo-customs',
    task: 'x',
    dueOn: '2026-10-20',
    figure,
    baseline: { value: '100', asOf: 1 },
  }),
  ofAction('ExtendAction', { dueOn: '2026-11-20', reason: 'x' }),
  ofAction('MarkActionOverdue', { on: '2026-10-21' }),
  ofAction('FinishAction', { doneOn: '2026-10-19', note: 'x' }),
  ofAction('DropAction', { reason: 'x' }),
  ofAction('ReviewAction', { value: '90', asOf: 2 }),
];

export const MEETING = {
  name: 'Meeting',
  decider: meeting,
  commands: meetingCommands,
  about: 'A meeting of the Joint Intergovernmental Commission.',
};

export const ACTION = {
  name: 'Action',
  decider: action,
  commands: actionCommands,
  about: 'What the Commission wants done, by whom and by when.',
};
