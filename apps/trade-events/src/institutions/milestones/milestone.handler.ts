import type { MilestoneCommand, MilestoneState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';

export interface MilestoneAnswer {
  readonly milestoneId: string;
}

/** A command to one milestone. */
export class MilestoneRequest extends Command<Answered<MilestoneAnswer>> {
  constructor(
    readonly command: MilestoneCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(MilestoneRequest)
export class MilestoneHandler implements ICommandHandler<MilestoneRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `milestone-unknown` for a step of one that was not planned. */
  execute({ command, request }: MilestoneRequest): Promise<Answered<MilestoneAnswer>> {
    const { milestoneId } = command.data;
    const asked = (state: MilestoneState): MilestoneCommand => {
      if (state.status === 'unknown' && command.type !== 'PlanMilestone') throw milestoneUnknown();
      return command;
    };
    return answerOnce(this.store, request, { milestoneId }, async (context) => {
      const { milestones } = this.aggregates;
      const { result } = await milestones.handle(milestoneId, asked, context);
      return result ?? milestones.known(milestoneId, command);
    });
  }
}

export function milestoneUnknown(): ProblemError {
  return new ProblemError(404, 'milestone-unknown', 'There is no milestone with this id.');
}
