import type { EventOf } from '@corridor/contracts';
import {
  type ActionEvent,
  action,
  type FigureReview,
  type KnownAction,
  type KnownMeeting,
  type MeetingEvent,
  meeting,
} from '@corridor/domain';

const MEETING_EVENTS = [
  'MeetingScheduled',
  'MeetingRescheduled',
  'MeetingCancelled',
  'AgendaProposed',
  'AgendaItemAdded',
  'AgendaItemDropped',
  'MeetingOpened',
  'MinutesRecorded',
  'DecisionTaken',
  'MeetingClosed',
  'MomentumFaded',
] as const;
const ACTION_EVENTS = [
  'ActionAssigned',
  'ActionExtended',
  'ActionOverdue',
  'ActionDone',
  'ActionDropped',
  'ActionFigureReviewed',
] as const;

export const COMMISSION_EVENTS = [...MEETING_EVENTS, ...ACTION_EVENTS] as const;
export type CommissionEvent = EventOf<(typeof COMMISSION_EVENTS)[number]>;
type ActionTold = EventOf<(typeof ACTION_EVENTS)[number]>;
type MeetingTold = EventOf<(typeof MEETING_EVENTS)[number]>;

/** A row of `reporting.meetings`, without its generation. */
export interface MeetingRow {
  readonly meeting_id: string;
  readonly position: number;
  readonly status: KnownMeeting['status'];
  readonly name: string;
  readonly session: number | null;
  readonly place: string;
  readonly countries: readonly string[];
  readonly starts_on: string;
  readonly ends_on: string;
  readonly report_as_of: number | null;
  readonly state: KnownMeeting;
  readonly last_position: number;
  readonly demo: boolean;
}

/** A row of `reporting.actions`, without its generation. */
export interface ActionRow {
  readonly action_id: string;
  readonly position: number;
  readonly meeting_id: string;
  readonly status: KnownAction['status'];
  readonly owner: string;
  readonly task: string;
  readonly due_on: string;
  readonly state: KnownAction;
  readonly last_position: number;
  readonly demo: boolean;
}

/** What earlier events left behind, as far as those to fold ask for it; the fold changes it. */
export interface CommissionMemory {
  readonly meetings: Map<string, MeetingRow>;
  readonly actions: Map<string, ActionRow>;
}

export interface ActionStep {
  readonly position: number;
  readonly action_id: string;
  readonly status: KnownAction['status'];
  readonly due_on: string;
  readonly review: FigureReview | null;
}

/** Meetings and actions as they stand, and what each event of an action made of it. */
export function foldCommission(
  events: readonly CommissionEvent[],
  { meetings, actions }: CommissionMemory,
): readonly ActionStep[] {
  const steps: ActionStep[] = [];
  for (const event of events) {
    if (isOfAction(event)) {
      const row = actionRow(actions.get(event.data.actionId), event);
      actions.set(row.action_id, row);
      steps.push(stepOf(row, event));
    } else {
      const row = meetingRow(meetings.get(event.data.meetingId), event);
      meetings.set(row.meeting_id, row);
    }
  }
  return steps;
}

const OF_ACTIONS: ReadonlySet<string> = new Set(ACTION_EVENTS);
const isOfAction = (event: CommissionEvent): event is ActionTold => OF_ACTIONS.has(event.type);

function meetingRow(before: MeetingRow | undefined, event: MeetingTold): MeetingRow {
  const { type, occurredAt, data, position, demo } = event;
  const state = meeting.evolve(before?.state ?? meeting.initialState, {
    type,
    occurredAt,
    data,
  } as MeetingEvent);
  if (state.status === 'unknown') throw new Error('A meeting begins with its being scheduled.');
  const { meetingId, name, session, place, countries, startsOn, endsOn } = state.meeting;
  return {
    meeting_id: meetingId,
    position: before?.position ?? position,
    status: state.status,
    name,
    session: session ?? null,
    place,
    countries,
    starts_on: startsOn,
    ends_on: endsOn,
    report_as_of: state.reportAsOf ?? null,
    state,
    last_position: position,
    demo,
  };
}

function actionRow(before: ActionRow | undefined, event: ActionTold): ActionRow {
  const { type, occurredAt, data, position, demo } = event;
  const state = action.evolve(before?.state ?? action.initialState, {
    type,
    occurredAt,
    data,
  } as ActionEvent);
  if (state.status === 'unknown') throw new Error('An action begins with its being assigned.');
  return {
    action_id: state.action.actionId,
    position: before?.position ?? position,
    meeting_id: state.action.meetingId,
    status: state.status,
    owner: state.action.owner,
    task: state.action.task,
    due_on: state.dueOn,
    state,
    last_position: position,
    demo,
  };
}

function stepOf({ action_id, status, due_on }: ActionRow, event: ActionTold): ActionStep {
  const { position, type, data } = event;
  if (type !== 'ActionFigureReviewed') return { position, action_id, status, due_on, review: null };
  const { actionId: _, ...review } = data;
  return { position, action_id, status, due_on, review };
}
