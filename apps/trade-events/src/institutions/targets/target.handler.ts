import type { TargetCommand, TargetState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';

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
  ) {}

  execute({ command, request }: TargetRequest): Promise<Answered<TargetAnswer>> {
    const { targetId } = command.data;
    const asked = (state: TargetState): TargetCommand => {
      if (state.status === 'unknown' && command.type === 'ReviseTarget') throw targetUnknown();
      return command;
    };
    return answerOnce(this.store, request, { targetId }, async (context) => {
      const { targets } = this.aggregates;
      const { result } = await targets.handle(targetId, asked, context);
      return result ?? targets.known(targetId, command);
    });
  }
}

export function targetUnknown(): ProblemError {
  return new ProblemError(404, 'target-unknown', 'There is no target with this id.');
}
