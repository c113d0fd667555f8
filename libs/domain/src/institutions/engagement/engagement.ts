import { type Decider, never } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { checkStep, isSame, refuse } from '../../checks.js';
import type { Party } from '../../consignment/goods.js';
import type { EngagementCommand } from './engagement.commands.js';
import type {
  EngagementCancelled,
  EngagementDays,
  EngagementEvent,
  EngagementTerms,
} from './engagement.events.js';

export type EngagementState = { readonly status: 'unknown' } | KnownEngagement;

export interface KnownEngagement {
  readonly status: 'planned' | 'held' | 'cancelled';
  /** As planned, with its days as last told. */
  readonly terms: EngagementTerms;
  /** In the order in which they registered; who withdrew is gone. */
  readonly firms: readonly TakingPart[];
  readonly meetings: readonly { readonly meetingId: string; readonly firms: readonly string[] }[];
  readonly cancelled?: Omit<EngagementCancelled['data'], 'engagementId'>;
  /** Of the last event, the firms that it tells of: it is theirs to see, and no other firm's. */
  readonly toldOf: readonly string[];
}

export interface TakingPart {
  readonly firm: Party;
  /** Registered. */
  readonly people: number;
  /** Of those that were there; absent while nobody told. */
  readonly attended?: number;
}

/** Which commands each status allows. */
const LEGAL: Readonly<Record<EngagementState['status'], readonly EngagementCommand['type'][]>> = {
  unknown: ['PlanEngagement'],
  planned: [
    'RescheduleEngagement',
    'CancelEngagement',
    'HoldEngagement',
    'RegisterParticipation',
    'WithdrawParticipation',
  ],
  held: ['RegisterParticipation', 'RecordAttendance', 'RecordMeeting'],
  cancelled: [],
};

/** The commands that an engagement allows as it stands. */
export function legalForEngagement({ status }: EngagementState): readonly EngagementCommand['type'][] {
  return LEGAL[status];
}

/** Where firms are brought together: planned, held or cancelled, with who took part and who met whom. */
export const engagement: Decider<EngagementCommand, EngagementEvent, EngagementState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: EngagementCommand, state: EngagementState): readonly EngagementEvent[] {
  if (state.status !== 'unknown' && isSo(command, state)) return [];
  checkStep(command.type, `engagement is ${state.status}`, LEGAL[state.status]);
  const { occurredAt } = command;
  const day = occurredAt.slice(0, 10);
  switch (command.type) {
    case 'PlanEngagement':
      checkDays(command.data);
      checkCity(command.data);
      return [{ type: 'EngagementPlanned', occurredAt, data: command.data }];
    case 'RescheduleEngagement': {
      const { engagementId, startsOn, endsOn, reason } = command.data;
      checkDays(command.data);
      const replaced = daysOf(known(state).terms);
      return [
        {
          type: 'EngagementRescheduled',
          occurredAt,
          data: { engagementId, startsOn, endsOn, replaced, reason },
        },
      ];
    }
    case 'CancelEngagement':
      return [{ type: 'EngagementCancelled', occurredAt, data: command.data }];
    case 'HoldEngagement': {
      const { startsOn } = known(state).terms;
      if (day < startsOn) {
        const message = `It begins on ${startsOn}. Tell that it is held from that day on, or give it other days.`;
        refuse('engagement-not-begun', message, '/occurredAt');
      }
      return [{ type: 'EngagementHeld', occurredAt, data: command.data }];
    }
    case 'RegisterParticipation':
      checkRegistration(known(state), command.data.firm.participantId, command.data.people, day);
      return [{ type: 'ParticipationRegistered', occurredAt, data: command.data }];
    case 'WithdrawParticipation':
      return [{ type: 'ParticipationWithdrawn', occurredAt, data: command.data }];
    case 'RecordAttendance':
      checkAttendance(known(state), command.data.firm, command.data.people, day);
      return [{ type: 'FirmAttended', occurredAt, data: command.data }];
    case 'RecordMeeting':
      checkMeeting(known(state), command.data.firms, day);
      return [{ type: 'FirmsMet', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: EngagementCommand, state: KnownEngagement): boolean {
  switch (command.type) {
    case 'PlanEngagement': {
      const { engagementId: _, ...terms } = command.data;
      return isSame(terms, state.terms);
    }
    case 'RescheduleEngagement':
      return state.status === 'planned' && isSame(daysOf(command.data), daysOf(state.terms));
    case 'CancelEngagement': {
      const { engagementId: _, ...cancelled } = command.data;
      return isSame(cancelled, state.cancelled);
    }
    case 'HoldEngagement':
      return state.status === 'held';
    case 'RegisterParticipation': {
      const { firm, people } = command.data;
      const before = takingPart(state, firm.participantId);
      return before !== undefined && isSame([firm, people], [before.firm, before.people]);
    }
    case 'WithdrawParticipation':
      return state.status === 'planned' && takingPart(state, command.data.firm) === undefined;
    case 'RecordAttendance':
      return takingPart(state, command.data.firm)?.attended === command.data.people;
    case 'RecordMeeting':
      return state.meetings.some(({ meetingId }) => meetingId === command.data.meetingId);
    default:
      return never(command);
  }
}

/** What of an engagement a firm takes part with; `undefined` where it does not. */
export function takingPart({ firms }: KnownEngagement, participantId: string): TakingPart | undefined {
  return firms.find(({ firm }) => firm.participantId === participantId);
}

/** Whether a meeting of both is recorded. */
export function haveMet({ meetings }: KnownEngagement, one: string, other: string): boolean {
  return meetings.some(({ firms }) => firms.includes(one) && firms.includes(other));
}

function checkDays({ startsOn, endsOn }: EngagementDays): void {
  checkLocalDate(startsOn, '/startsOn');
  checkLocalDate(endsOn, '/endsOn');
  if (endsOn < startsOn) refuse('days-reversed', `${endsOn} lies before ${startsOn}.`, '/endsOn');
}

function checkCity({ city, country }: EngagementTerms): void {
  if (city.slice(0, 2) === country) return;
  refuse('place-not-in-country', `${city} is in ${city.slice(0, 2)}, not in ${country}.`, '/city');
}

function checkMeeting(state: KnownEngagement, firms: readonly string[], day: string): void {
  const [one, other] = firms;
  if (firms.length !== 2 || one === other) refuse('firms-not-two', 'Two firms meet.', '/firms');
  for (const [index, firm] of firms.entries()) checkTakesPart(state, firm, `/firms/${index}`);
  const { startsOn, endsOn } = state.terms;
  if (day >= startsOn && day <= endsOn) return;
  const message = `${day} is none of its days, ${startsOn} to ${endsOn} by the clock of the city.`;
  refuse('day-outside-engagement', message, '/occurredAt');
}

/** Who was there registered before it was over, with as many people as came. */
function checkRegistration(state: KnownEngagement, firm: string, people: number, day: string): void {
  checkNotOver(state, day);
  const { attended = 0 } = takingPart(state, firm) ?? {};
  if (people >= attended) return;
  const message = `${attended} people of the firm were there. Record that fewer were, where that is so.`;
  refuse('fewer-than-attended', message, '/people');
}

/** @param day by the clock of the city. */
export function checkNotOver({ terms: { endsOn } }: KnownEngagement, day: string): void {
  if (day <= endsOn) return;
  refuse('engagement-over', `It ended on ${endsOn}: a firm registers until then.`, '/occurredAt');
}

function checkAttendance(state: KnownEngagement, firm: string, people: number, day: string): void {
  checkTakesPart(state, firm, '/firm');
  const { startsOn } = state.terms;
  if (day < startsOn) refuse('attended-before-begun', `It begins on ${startsOn}.`, '/occurredAt');
  const registered = takingPart(state, firm)?.people ?? 0;
  if (people <= registered) return;
  const message = `${registered} people of the firm are registered. Register as many as came first.`;
  refuse('more-than-registered', message, '/people');
}

function checkTakesPart(state: KnownEngagement, firm: string, pointer: string): void {
  if (takingPart(state, firm)) return;
  refuse('firm-not-registered', `"${firm}" is not registered for it. Register the firm first.`, pointer);
}

function daysOf({ startsOn, endsOn }: EngagementDays): EngagementDays {
  return { startsOn, endsOn };
}

function evolve(state: EngagementState, event: EngagementEvent): EngagementState {
  if (event.type === 'EngagementPlanned') {
    const { engagementId: _, ...terms } = event.data;
    return { status: 'planned', terms, firms: [], meetings: [], toldOf: [] };
  }
  const before: KnownEngagement = { ...known(state), toldOf: [] };
  switch (event.type) {
    case 'EngagementRescheduled':
      return { ...before, terms: { ...before.terms, ...daysOf(event.data) } };
    case 'EngagementCancelled': {
      const { engagementId: _, ...cancelled } = event.data;
      return { ...before, status: 'cancelled', cancelled };
    }
    case 'EngagementHeld':
      return { ...before, status: 'held' };
    case 'ParticipationRegistered': {
      const { firm, people } = event.data;
      const was = takingPart(before, firm.participantId);
      const firms = was
        ? before.firms.map((each) => (each === was ? { ...was, firm, people } : each))
        : [...before.firms, { firm, people }];
      return { ...before, firms, toldOf: [firm.participantId] };
    }
    case 'ParticipationWithdrawn': {
      const firms = before.firms.filter(({ firm }) => firm.participantId !== event.data.firm);
      return { ...before, firms, toldOf: [event.data.firm] };
    }
    case 'FirmAttended': {
      const { firm: participantId, people: attended } = event.data;
      const firms = before.firms.map((each) =>
        each.firm.participantId === participantId ? { ...each, attended } : each,
      );
      return { ...before, firms, toldOf: [participantId] };
    }
    case 'FirmsMet': {
      const { meetingId, firms } = event.data;
      return { ...before, meetings: [...before.meetings, { meetingId, firms }], toldOf: firms };
    }
    default:
      return never(event);
  }
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: EngagementState): KnownEngagement {
  if (state.status === 'unknown')
    throw new Error('The history of an engagement begins with EngagementPlanned.');
  return state;
}
