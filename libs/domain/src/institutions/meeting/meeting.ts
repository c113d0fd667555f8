import { type Decider, never } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { checkStep, isSame, refuse } from '../../checks.js';
import type {
  AgendaItem,
  DecisionTaken,
  MeetingClosed,
  MeetingCommand,
  MeetingEvent,
  MeetingOpened,
  MeetingScheduled,
  MomentumFaded,
} from './meeting.events.js';

export type MeetingState = { readonly status: 'unknown' } | KnownMeeting;

export interface KnownMeeting {
  readonly status: 'scheduled' | 'opened' | 'closed' | 'cancelled';
  /** Where and when it meets, as it was told last. */
  readonly meeting: MeetingScheduled['data'];
  /** Position that the ledger's proposal is of; absent before there is one. */
  readonly agendaAsOf?: number;
  readonly agenda: readonly AgendaItem[];
  /** Ids of what the ledger proposed, of those on the agenda. */
  readonly proposed: readonly string[];
  /** Ids of what was taken off: the ledger does not propose it again. */
  readonly dropped: readonly string[];
  /** Who came, once it is opened. */
  readonly delegations: MeetingOpened['data']['delegations'];
  readonly minutes: Readonly<Record<string, string>>;
  readonly decisions: readonly Omit<DecisionTaken['data'], 'meetingId'>[];
  readonly reminders: readonly Omit<MomentumFaded['data'], 'meetingId'>[];
  /** Position of its progress report, once it is closed. */
  readonly reportAsOf?: number;
  /** When the ledger came to it. */
  readonly reportAsOfAt?: string;
}

/** The commands that a meeting allows as it stands. */
export function legalForMeeting(state: MeetingState): readonly MeetingCommand['type'][] {
  const agenda = ['AddAgendaItem', ...(hasItems(state) ? (['DropAgendaItem'] as const) : [])] as const;
  switch (state.status) {
    case 'unknown':
      return ['ScheduleMeeting'];
    case 'scheduled':
      return [
        'RescheduleMeeting',
        'CancelMeeting',
        'ProposeAgenda',
        ...agenda,
        'OpenMeeting',
        'RemindOfMomentum',
      ];
    case 'opened':
      return [
        ...agenda,
        ...(hasItems(state) ? (['RecordMinutes', 'TakeDecision'] as const) : []),
        'CloseMeeting',
      ];
    case 'closed':
    case 'cancelled':
      return [];
    default:
      return never(state);
  }
}

const hasItems = (state: MeetingState): boolean => state.status !== 'unknown' && state.agenda.length > 0;

/** A meeting of the Commission: what it is to talk about is what is stuck, and what it closes with is pinned to a position. */
export const meeting: Decider<MeetingCommand, MeetingEvent, MeetingState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: MeetingCommand, state: MeetingState): readonly MeetingEvent[] {
  const { occurredAt } = command;
  if (isToldAgain(command, state)) return [];
  checkStep(command.type, `meeting is ${state.status}`, legalForMeeting(state));
  switch (command.type) {
    case 'ScheduleMeeting':
      checkDays(command.data);
      checkCountries(command.data.countries);
      return [{ type: 'MeetingScheduled', occurredAt, data: command.data }];
    case 'RescheduleMeeting':
      checkDays(command.data);
      return [{ type: 'MeetingRescheduled', occurredAt, data: command.data }];
    case 'CancelMeeting':
      return [{ type: 'MeetingCancelled', occurredAt, data: command.data }];
    case 'ProposeAgenda': {
      const { dropped } = known(state);
      const items = command.data.items.filter(({ itemId }) => !dropped.includes(itemId));
      return [{ type: 'AgendaProposed', occurredAt, data: { ...command.data, items } }];
    }
    case 'AddAgendaItem':
      return [{ type: 'AgendaItemAdded', occurredAt, data: command.data }];
    case 'DropAgendaItem': {
      const { itemId } = command.data;
      checkItem(itemId, state);
      const { minutes, decisions } = known(state);
      if (minutes[itemId] !== undefined || decisions.some((each) => each.itemId === itemId)) {
        refuse('item-talked-about', 'It was talked about: what was said stays.', '/itemId');
      }
      return [{ type: 'AgendaItemDropped', occurredAt, data: command.data }];
    }
    case 'OpenMeeting':
      checkBegun(occurredAt, state);
      checkDelegations(command.data.delegations, state);
      return [{ type: 'MeetingOpened', occurredAt, data: command.data }];
    case 'RecordMinutes':
      checkItem(command.data.itemId, state);
      return [{ type: 'MinutesRecorded', occurredAt, data: command.data }];
    case 'TakeDecision':
      checkItem(command.data.itemId, state);
      return [{ type: 'DecisionTaken', occurredAt, data: command.data }];
    case 'CloseMeeting':
      checkBegun(occurredAt, state);
      return [{ type: 'MeetingClosed', occurredAt, data: command.data }];
    case 'RemindOfMomentum':
      return [{ type: 'MomentumFaded', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** Whether it says what stands already: a request that was sent again. */
function isToldAgain(command: MeetingCommand, state: MeetingState): boolean {
  if (state.status === 'unknown') return false;
  switch (command.type) {
    case 'ScheduleMeeting':
      return false;
    case 'RescheduleMeeting': {
      const { startsOn, endsOn, place } = command.data;
      const { meeting: now } = state;
      return (
        state.status === 'scheduled' &&
        isSame([startsOn, endsOn, place], [now.startsOn, now.endsOn, now.place])
      );
    }
    case 'CancelMeeting':
      return state.status === 'cancelled';
    case 'ProposeAgenda': {
      const { dropped, agenda, proposed } = state;
      const items = command.data.items.filter(({ itemId }) => !dropped.includes(itemId));
      // The same, as of a later position, says nothing new.
      return (
        state.agendaAsOf !== undefined &&
        isSame(
          items,
          agenda.filter(({ itemId }) => proposed.includes(itemId)),
        )
      );
    }
    case 'AddAgendaItem':
      return state.agenda.some((item) => isSame(item, command.data.item));
    case 'DropAgendaItem':
      return state.dropped.includes(command.data.itemId);
    case 'OpenMeeting':
      return state.status === 'opened' && isSame(state.delegations, command.data.delegations);
    case 'RecordMinutes':
      return state.minutes[command.data.itemId] === command.data.text;
    case 'TakeDecision':
      return state.decisions.some(({ decisionId }) => decisionId === command.data.decisionId);
    case 'CloseMeeting':
      return state.status === 'closed';
    case 'RemindOfMomentum':
      // Once of each stretch in which nothing came.
      return state.reminders.some(
        ({ commitmentId, lastProgressOn }) =>
          commitmentId === command.data.commitmentId && lastProgressOn === command.data.lastProgressOn,
      );
    default:
      return never(command);
  }
}

function evolve(state: MeetingState, event: MeetingEvent): MeetingState {
  if (event.type === 'MeetingScheduled') {
    return {
      status: 'scheduled',
      meeting: event.data,
      agenda: [],
      proposed: [],
      dropped: [],
      delegations: [],
      minutes: {},
      decisions: [],
      reminders: [],
    };
  }
  const before = known(state);
  switch (event.type) {
    case 'MeetingRescheduled': {
      const { reason: _, ...days } = event.data;
      return { ...before, meeting: { ...before.meeting, ...days } };
    }
    case 'MeetingCancelled':
      return { ...before, status: 'cancelled' };
    case 'AgendaProposed': {
      const { items, asOf } = event.data;
      const byHand = before.agenda.filter(({ itemId }) => !before.proposed.includes(itemId));
      const proposed = items.map(({ itemId }) => itemId);
      return { ...before, agenda: [...items, ...byHand], proposed, agendaAsOf: asOf };
    }
    case 'AgendaItemAdded':
      return { ...before, agenda: [...before.agenda, event.data.item] };
    case 'AgendaItemDropped': {
      const { itemId } = event.data;
      const agenda = before.agenda.filter((item) => item.itemId !== itemId);
      const proposed = before.proposed.filter((each) => each !== itemId);
      return { ...before, agenda, proposed, dropped: [...before.dropped, itemId] };
    }
    case 'MeetingOpened':
      return { ...before, status: 'opened', delegations: event.data.delegations };
    case 'MinutesRecorded': {
      const { itemId, text } = event.data;
      return { ...before, minutes: { ...before.minutes, [itemId]: text } };
    }
    case 'DecisionTaken': {
      const { meetingId: _, ...decision } = event.data;
      return { ...before, decisions: [...before.decisions, decision] };
    }
    case 'MeetingClosed':
      return closed(before, event.data);
    case 'MomentumFaded': {
      const { meetingId: _, ...reminder } = event.data;
      return { ...before, reminders: [...before.reminders, reminder] };
    }
    default:
      return never(event);
  }
}

function closed(before: KnownMeeting, { asOf, asOfAt }: MeetingClosed['data']): KnownMeeting {
  const reportAsOfAt = asOfAt === undefined ? {} : { reportAsOfAt: asOfAt };
  return { ...before, status: 'closed', reportAsOf: asOf, ...reportAsOfAt };
}

function checkDays({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }): void {
  checkLocalDate(startsOn, '/startsOn');
  checkLocalDate(endsOn, '/endsOn');
  if (endsOn >= startsOn) return;
  refuse('ends-before-start', `${endsOn} lies before ${startsOn}.`, '/endsOn');
}

function checkCountries(countries: readonly string[]): void {
  const twice = countries.findIndex((country, index) => countries.indexOf(country) < index);
  if (twice >= 0) refuse('country-twice', `${countries[twice]} is named twice.`, `/countries/${twice}`);
}

/** By the clock that the instant is told by: that of the place. */
function checkBegun(occurredAt: string, state: MeetingState): void {
  const { startsOn } = known(state).meeting;
  if (occurredAt.slice(0, 10) >= startsOn) return;
  const message = `It begins on ${startsOn}. It is opened and closed from that day on; give it other days where it met before.`;
  refuse('meeting-not-begun', message, '/occurredAt');
}

function checkDelegations(delegations: MeetingOpened['data']['delegations'], state: MeetingState): void {
  const { countries } = known(state).meeting;
  for (const [index, { country }] of delegations.entries()) {
    if (countries.includes(country)) continue;
    const message = `${country} does not meet: ${countries.join(' and ')} do.`;
    refuse('country-not-meeting', message, `/delegations/${index}/country`);
  }
}

function checkItem(itemId: string, state: MeetingState): void {
  if (known(state).agenda.some((item) => item.itemId === itemId)) return;
  refuse('item-unknown', 'It is not on the agenda.', '/itemId');
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: MeetingState): KnownMeeting {
  if (state.status === 'unknown') throw new Error('The history of a meeting begins with MeetingScheduled.');
  return state;
}
