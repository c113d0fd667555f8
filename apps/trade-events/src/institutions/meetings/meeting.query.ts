import {
  type ActionCommand,
  type KnownAction,
  type KnownMeeting,
  legalForAction,
  legalForMeeting,
  type MeetingCommand,
} from '@corridor/domain';
import { type Caller, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { seesAllFirms } from '../found.js';
import { actionUnknown, actsFor, meetingUnknown } from './meeting.handler.js';
import { type Subject, toldTo } from './told-to.js';

interface Standing<Type> {
  readonly legalNow: readonly Type[];
  readonly version: number;
}

/** A meeting as the log has it. */
export type MeetingView = KnownMeeting['meeting'] &
  Pick<KnownMeeting, 'status' | 'agendaAsOf' | 'delegations' | 'decisions' | 'reminders' | 'reportAsOf'> & {
    readonly agenda: readonly (KnownMeeting['agenda'][number] & {
      readonly proposed: boolean;
      readonly minutes?: string;
    })[];
  } & Standing<MeetingCommand['type']>;

/** Asks for one meeting. */
export class MeetingQuery extends Query<MeetingView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. What of it is for others only is not there. */
@QueryHandler(MeetingQuery)
export class MeetingQueryHandler implements IQueryHandler<MeetingQuery> {
  constructor(
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
  ) {}

  /** @throws ProblemError 404 `meeting-unknown`. */
  async execute({ id, caller }: MeetingQuery): Promise<MeetingView> {
    const { state, version } = await this.aggregates.meetings.load(id);
    if (state.status === 'unknown') throw meetingUnknown();
    const { status, meeting, agenda, proposed, delegations, minutes, decisions, reminders } = state;
    const { agendaAsOf, reportAsOf } = state;
    const isTold = await toldTo(this.parts.pool, caller, [...agenda, ...reminders.map(subjectOf)]);
    const shown = agenda.filter(isTold);
    const items = shown.map((item) => {
      const text = minutes[item.itemId];
      return {
        ...item,
        proposed: proposed.includes(item.itemId),
        ...(text !== undefined && { minutes: text }),
      };
    });
    return {
      ...meeting,
      status,
      ...(agendaAsOf !== undefined && { agendaAsOf }),
      ...(reportAsOf !== undefined && { reportAsOf }),
      agenda: items,
      delegations,
      decisions: decisions.filter(({ itemId }) => shown.some((item) => item.itemId === itemId)),
      reminders: reminders.filter((each) => isTold(subjectOf(each))),
      legalNow: legalForMeeting(state),
      version,
    };
  }
}

const subjectOf = ({ commitmentId }: KnownMeeting['reminders'][number]): Subject => {
  return { kind: 'commitment', subject: commitmentId };
};

/** An action as the log has it. */
export type ActionView = KnownAction['action'] &
  Pick<KnownAction, 'status' | 'dueOn' | 'done' | 'reviews'> &
  Standing<ActionCommand['type']>;

/** Asks for one action. */
export class ActionQuery extends Query<ActionView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself, as {@link MeetingQueryHandler}. */
@QueryHandler(ActionQuery)
export class ActionQueryHandler implements IQueryHandler<ActionQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `action-unknown`, also for one that is another's. */
  async execute({ id, caller }: ActionQuery): Promise<ActionView> {
    const { state, version } = await this.aggregates.actions.load(id);
    if (state.status === 'unknown') throw actionUnknown();
    const { action, ...told } = state;
    if (!seesAllFirms(caller) && caller.participant !== action.owner) throw actionUnknown();
    return { ...action, ...told, legalNow: actsFor(caller, action) ? legalForAction(state) : [], version };
  }
}
