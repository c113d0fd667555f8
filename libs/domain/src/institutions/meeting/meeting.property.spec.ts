import { currentVersionOf, validateEventData } from '@corridor/contracts';
import { fold, Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  type AgendaItem,
  legalForMeeting,
  type MeetingCommand,
  type MeetingEvent,
  type MeetingState,
  meeting,
} from '../../index.js';

const SEED = 20_261_126;
const AT = '2026-09-01T10:00:00+05:00';
/** By whose days it may have begun. */
const instants = fc.constantFrom(
  AT,
  '2026-10-12T00:00:00+05:00',
  '2026-10-13T18:00:00+05:00',
  '2026-11-02T09:00:00+05:00',
);
const idOf = (number: number) => `0191d8a0-7c01-7a00-8c11-${String(number).padStart(12, '0')}`;
const meetingId = idOf(1);

const item = fc.integer({ min: 10, max: 12 }).map(
  (number): AgendaItem => ({
    itemId: idOf(number),
    kind: 'commitment',
    subject: 'x',
    title: 'Towels',
    because: 'Nothing for 100 days',
  }),
);
const itemId = fc.constantFrom(10, 11, 12, 16, 17).map(idOf);
const day = fc.constantFrom('2026-10-12', '2026-10-13', '2026-11-02');
const asOf = fc.integer({ min: 1, max: 99 });
const told = <Type extends MeetingCommand['type']>(
  type: Type,
  data: object,
  occurredAt = AT,
): MeetingCommand => ({ type, occurredAt, data: { meetingId, ...data } }) as object as MeetingCommand;

const scheduling = told('ScheduleMeeting', {
  name: '14th session',
  place: 'PKISB',
  countries: ['PK', 'KZ'],
  startsOn: '2026-10-12',
  endsOn: '2026-10-13',
});

const anyCommand: fc.Arbitrary<MeetingCommand> = fc.oneof(
  fc.constant(scheduling),
  fc
    .tuple(day, day)
    .map(([startsOn, endsOn]) =>
      told('RescheduleMeeting', { startsOn, endsOn, place: 'KZALA', reason: 'x' }),
    ),
  fc
    .tuple(fc.uniqueArray(item, { maxLength: 3, selector: (each) => each.itemId }), asOf)
    .map(([items, position]) => told('ProposeAgenda', { items, asOf: position })),
  fc.integer({ min: 16, max: 17 }).map((number) =>
    told('AddAgendaItem', {
      item: { itemId: idOf(number), kind: 'other', title: 'Rail gauge', because: 'x' },
    }),
  ),
  itemId.map((id) => told('DropAgendaItem', { itemId: id, reason: 'x' })),
  instants.map((at) =>
    told('OpenMeeting', { delegations: [{ country: 'PK', institution: 'x', people: 1 }] }, at),
  ),
  fc
    .tuple(itemId, fc.constantFrom('a', 'b'))
    .map(([id, text]) => told('RecordMinutes', { itemId: id, text })),
  fc
    .tuple(itemId, fc.integer({ min: 30, max: 33 }))
    .map(([id, number]) => told('TakeDecision', { itemId: id, decisionId: idOf(number), text: 'x' })),
  fc.tuple(asOf, instants).map(([position, at]) => told('CloseMeeting', { asOf: position }, at)),
  day.map((lastProgressOn) =>
    told('RemindOfMomentum', { commitmentId: idOf(40), lastProgressOn, days: 100, asOf: 9 }),
  ),
);

function outcome(asked: MeetingCommand, state: MeetingState): readonly MeetingEvent[] | string {
  try {
    return meeting.decide(asked, state);
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}

it('whatever is told of it, what is legal is exact, what was dropped stays off, and what was talked about stays on', () => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(anyCommand, { minLength: 20, maxLength: 50 }), (commands) => {
      const history: MeetingEvent[] = [];
      for (const each of [scheduling, ...commands]) {
        const state = fold(meeting, history);
        const legal = legalForMeeting(state);
        const after = outcome(each, state);
        if (after === 'illegal-step') expect(legal).not.toContain(each.type);
        if (typeof after === 'string') {
          met.set(after, (met.get(after) ?? 0) + 1);
          continue;
        }
        if (after.length > 0) expect(legal).toContain(each.type);
        for (const event of after) {
          validateEventData(event.type, currentVersionOf(event.type), event.data);
          met.set(event.type, (met.get(event.type) ?? 0) + 1);
        }
        history.push(...after);
        // Told again at once, it says nothing new.
        if (each.type !== 'ScheduleMeeting') expect(outcome(each, fold(meeting, history))).toEqual([]);
      }
      checkInvariants(fold(meeting, history), history);
    }),
    { seed: SEED, numRuns: 300 },
  );
  for (const type of [
    'MeetingRescheduled',
    'AgendaProposed',
    'AgendaItemAdded',
    'AgendaItemDropped',
    'MinutesRecorded',
    'DecisionTaken',
    'MeetingClosed',
    'MomentumFaded',
    'item-unknown',
    'item-talked-about',
    'meeting-not-begun',
  ]) {
    expect([type, (met.get(type) ?? 0) > 5]).toEqual([type, true]);
  }
});

function checkInvariants(state: MeetingState, history: readonly MeetingEvent[]): void {
  if (state.status === 'unknown') throw new Error('nothing was scheduled');
  const onAgenda = state.agenda.map(({ itemId: id }) => id);
  expect(new Set(onAgenda).size).toBe(onAgenda.length);
  for (const id of state.proposed) expect(onAgenda).toContain(id);
  for (const { itemId: id } of state.decisions) expect(onAgenda).toContain(id);
  for (const id of Object.keys(state.minutes)) expect(onAgenda).toContain(id);
  const begun = state.status === 'opened' || state.status === 'closed';
  for (const { type, occurredAt } of history) {
    if (type !== 'MeetingOpened' && type !== 'MeetingClosed') continue;
    expect([begun, occurredAt.slice(0, 10) >= state.meeting.startsOn]).toEqual([true, true]);
  }
  const closings = history.filter(({ type }) => type === 'MeetingClosed');
  expect(closings.length).toBe(state.status === 'closed' ? 1 : 0);
  if (state.status === 'closed') expect(history.at(-1)?.type).toBe('MeetingClosed');
  const stretches = state.reminders.map(({ lastProgressOn }) => lastProgressOn);
  expect(new Set(stretches).size).toBe(stretches.length);
}
