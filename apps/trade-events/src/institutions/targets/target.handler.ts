import type { TargetCommand, TargetSet, TargetState } from '@corridor/domain';
import {
  type AppendContext,
  type AppendResult,
  EventStore,
  type KnownResult,
  retryOnConflict,
} from '@corridor/event-store';
import {
  type Answered,
  answerOnce,
  type CommandRequest,
  LEDGER_PARTS,
  type LedgerParts,
  ProblemError,
} from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { checkDecidingMeeting } from './deciding-meeting.js';
import { goalStreams } from './target-goals.js';

export interface TargetAnswer {
  readonly targetId: string;
}

/** Asks to set a target, or to revise it. */
export class TargetRequest extends Command<Answered<TargetAnswer>> {
  constructor(
    readonly command: TargetCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(TargetRequest)
export class TargetHandler implements ICommandHandler<TargetRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
  ) {}

  /** @throws ProblemError 404 `target-unknown`; what {@link checkDecidingMeeting} and {@link goalStreams} throw. */
  execute({ command, request }: TargetRequest): Promise<Answered<TargetAnswer>> {
    const { targetId } = command.data;
    return answerOnce(this.store, request, { targetId }, (context) =>
      retryOnConflict(() => this.append(command, context)),
    );
  }

  /** One append, with the stream of what it stands for: no two targets ever stand for the same. */
  private async append(
    command: TargetCommand,
    context: AppendContext,
  ): Promise<AppendResult | KnownResult | undefined> {
    const { targets } = this.aggregates;
    const { occurredAt, data } = command;
    const before = await targets.load(data.targetId);
    if (before.state.status === 'unknown' && command.type === 'ReviseTarget') throw targetUnknown();
    const { append } = targets.decide(data.targetId, command, before);
    if (!append) return targets.known(data.targetId, command);
    const was = before.state.status === 'set' ? before.state.target : undefined;
    const told = { ...pairOf(command, before.state), ...data };
    await checkDecidingMeeting(this.aggregates, data.meetingId, told);
    const goals = await goalStreams(this.aggregates, this.parts.pool, occurredAt, told, was);
    // The target's own event last: where it stands is what is answered when it is told again.
    return this.store.append({ ...context, streams: [...goals, append] });
  }
}

/** Whose trade with whom: a revision does not tell it again. */
function pairOf(command: TargetCommand, state: TargetState): Pick<TargetSet['data'], 'reporter' | 'partner'> {
  if (command.type === 'SetTarget') return command.data;
  if (state.status === 'unknown') throw targetUnknown();
  const { reporter, partner } = state.target;
  return { reporter, partner };
}

export function targetUnknown(): ProblemError {
  return new ProblemError(404, 'target-unknown', 'There is no target with this id.');
}
