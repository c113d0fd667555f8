import type { RedFlagCommand } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';

/** What a request on a flag asks for; it is raised by what the ledger holds. */
export type RedFlagStep = Exclude<RedFlagCommand, { readonly type: 'RaiseRedFlag' }>;

export interface RedFlagAnswer {
  readonly flagId: string;
}

/** A step of one flag, and who asks for it. */
export class RedFlagRequest extends Command<Answered<RedFlagAnswer>> {
  constructor(
    readonly step: RedFlagStep,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(RedFlagRequest)
export class RedFlagHandler implements ICommandHandler<RedFlagRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
  ) {}

  /** @throws ProblemError 404 `red-flag-unknown`. */
  execute({ step, request }: RedFlagRequest): Promise<Answered<RedFlagAnswer>> {
    const { flagId } = step.data;
    return answerOnce(this.store, request, { flagId }, async (context) => {
      const { redFlags } = this.aggregates;
      const { state } = await redFlags.load(flagId);
      if (state.status === 'unknown') {
        throw new ProblemError(404, 'red-flag-unknown', 'There is no flag with this id.');
      }
      const told = { ...step, occurredAt: byClockOf('PK', step.occurredAt) } as RedFlagStep;
      const { result } = await redFlags.handle(flagId, told, context);
      return result ?? redFlags.known(flagId, told);
    });
  }
}
