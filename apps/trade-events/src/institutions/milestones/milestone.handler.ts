import type { MilestoneCommand, MilestoneState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../../tokens.js';
import { checkDayCame } from '../local-days.js';
import { takenIf } from '../taken.js';

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
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws ProblemError 404 `milestone-unknown` for a step of one that was not planned, 422 `route-unknown`, 409 `milestone-taken`. */
  execute({ command, request }: MilestoneRequest): Promise<Answered<MilestoneAnswer>> {
    const { milestoneId } = command.data;
    const asked = (state: MilestoneState): MilestoneCommand => {
      if (state.status === 'unknown' && command.type !== 'PlanMilestone') throw milestoneUnknown();
      if (command.type === 'CompleteMilestone' && state.status !== 'unknown') {
        checkDayCame(command.data.doneOn, state.places[0] ?? '', this.now(), 'done-in-future', '/doneOn');
      }
      return command;
    };
    return answerOnce(this.store, request, { milestoneId }, async (context) => {
      const { milestones } = this.aggregates;
      if (command.type === 'PlanMilestone') await this.checkRoutes(command.data.routeIds);
      try {
        const { result } = await milestones.handle(milestoneId, asked, context);
        return result ?? milestones.known(milestoneId, command);
      } catch (error) {
        throw takenIf(command.type === 'PlanMilestone', error, 'milestone', milestoneId);
      }
    });
  }

  /** A route that is defined stays so: it is looked for before the append. */
  private async checkRoutes(routeIds: readonly string[]): Promise<void> {
    for (const [index, routeId] of routeIds.entries()) {
      const { state } = await this.aggregates.routes.load(routeId);
      if (state.status !== 'unknown') continue;
      const message = `There is no route "${routeId}". Define it first, or leave it out.`;
      throw new ProblemError(422, 'route-unknown', message, { pointer: `/routeIds/${index}` });
    }
  }
}

export function milestoneUnknown(): ProblemError {
  return new ProblemError(404, 'milestone-unknown', 'There is no milestone with this id.');
}
