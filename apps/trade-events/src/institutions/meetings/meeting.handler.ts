import type { ActionCommand, ActionDone, ActionState, MeetingCommand, MeetingState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import {
  type Answered,
  answerOnce,
  type Caller,
  type CommandRequest,
  LEDGER_PARTS,
  type LedgerParts,
  ProblemError,
} from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { nothingOf, seesAllFirms } from '../found.js';
import { holdsKey, keyless } from '../key-holders.js';

export interface MeetingAnswer {
  readonly meetingId: string;
  readonly itemId?: string;
  readonly decisionId?: string;
}

/** A command to one meeting. */
export class MeetingRequest extends Command<Answered<MeetingAnswer>> {
  constructor(
    readonly command: MeetingCommand,
    readonly request: CommandRequest,
    readonly more: Omit<MeetingAnswer, 'meetingId'> = {},
  ) {
    super();
  }
}

@CommandHandler(MeetingRequest)
export class MeetingHandler implements ICommandHandler<MeetingRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `meeting-unknown`. */
  execute({ command, request, more }: MeetingRequest): Promise<Answered<MeetingAnswer>> {
    const { meetingId } = command.data;
    return answerOnce(this.store, request, { meetingId, ...more }, async (context) => {
      const { meetings } = this.aggregates;
      const asked = (state: MeetingState) => byItsClock(command, state);
      const { result, state } = await meetings.handle(meetingId, asked, context);
      return result ?? meetings.known(meetingId, byItsClock(command, state));
    });
  }
}

/** The command as the clock of the place tells it: its days are days of that clock. */
function byItsClock(command: MeetingCommand, state: MeetingState): MeetingCommand {
  if (command.type === 'ScheduleMeeting') {
    return { ...command, occurredAt: byClockOf(command.data.place, command.occurredAt) };
  }
  if (state.status === 'unknown') throw meetingUnknown();
  return { ...command, occurredAt: byClockOf(state.meeting.place, command.occurredAt) };
}

export interface ActionAnswer {
  readonly actionId: string;
}

/** A command to one action. */
export class ActionRequest extends Command<Answered<ActionAnswer>> {
  constructor(
    readonly command: ActionCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(ActionRequest)
export class ActionHandler implements ICommandHandler<ActionRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
  ) {}

  /** @throws ProblemError 404 `action-unknown`, 404 `commitment-unknown`, 422 `decision-unknown`, `owner-unknown`, `done-before-assigned`, 403 `not-your-action`. */
  execute({ command, request }: ActionRequest): Promise<Answered<ActionAnswer>> {
    const { actionId } = command.data;
    return answerOnce(this.store, request, { actionId }, async (context) => {
      const { actions } = this.aggregates;
      if (command.type === 'AssignAction') {
        await this.checkDecision(command.data);
        const { owner } = command.data;
        if (!(await holdsKey(this.parts, owner))) throw keyless('owner-unknown', owner, '/owner');
        await this.checkCommitment(command.data.figure?.commitmentId);
      }
      if (command.type === 'FinishAction') await this.checkDoneBehind(command.data);
      const { result } = await actions.handle(actionId, (state) => asked(command, request, state), context);
      return result ?? actions.known(actionId, command);
    });
  }

  /** What is decided is never undone: the meeting need not be held while the action is assigned. */
  private async checkDecision({
    meetingId,
    decisionId,
  }: Extract<ActionCommand, { type: 'AssignAction' }>['data']): Promise<void> {
    const { state } = await this.aggregates.meetings.load(meetingId);
    if (state.status === 'unknown') throw meetingUnknown();
    if (state.decisions.some((each) => each.decisionId === decisionId)) return;
    const message = 'The meeting took no such decision.';
    throw new ProblemError(422, 'decision-unknown', message, { pointer: '/decisionId' });
  }

  /** A figure of what nobody promised never moves. */
  private async checkCommitment(commitmentId: string | undefined): Promise<void> {
    if (commitmentId === undefined) return;
    const { state } = await this.aggregates.commitments.load(commitmentId);
    if (state.status === 'unknown') throw nothingOf('commitment', '/figure/commitmentId');
  }

  /** What was done before somebody was to do it is not what was asked for. */
  private async checkDoneBehind({ actionId, doneOn }: ActionDone['data']): Promise<void> {
    const [assigned] = await this.store.readStream(this.aggregates.actions.streamOf(actionId));
    const assignedOn = assigned?.occurredAt.slice(0, 10);
    if (assignedOn === undefined || doneOn >= assignedOn) return;
    const message = `The action was assigned on ${assignedOn}: tell a day from then on.`;
    throw new ProblemError(422, 'done-before-assigned', message, { pointer: '/doneOn' });
  }
}

/** Whoever it is assigned to says that it is done; all else is for the Commission. */
export function actsFor({ role, participant }: Caller, { owner }: { readonly owner: string }): boolean {
  return role === 'commission' || role === 'operator' || participant === owner;
}

function asked(command: ActionCommand, { caller }: CommandRequest, state: ActionState): ActionCommand {
  if (command.type === 'AssignAction') return command;
  if (state.status === 'unknown') throw actionUnknown();
  if (actsFor(caller, state.action)) return command;
  if (!seesAllFirms(caller)) throw actionUnknown();
  const message = `The action is for "${state.action.owner}" to do; the Commission may tell of it, too.`;
  throw new ProblemError(403, 'not-your-action', message);
}

export function meetingUnknown(): ProblemError {
  return new ProblemError(404, 'meeting-unknown', 'There is no meeting with this id.');
}

export function actionUnknown(): ProblemError {
  return new ProblemError(404, 'action-unknown', 'There is no action with this id.');
}
