import { type RateCommand, rateIdOf } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import { Rates } from './rates.js';

export interface RateAnswer {
  readonly source: string;
}

/** Asks to post or to correct a rate. */
export class RateRequest extends Command<Answered<RateAnswer>> {
  constructor(
    readonly command: RateCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(RateRequest)
export class RateHandler implements ICommandHandler<RateRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(Rates) private readonly rates: Rates,
  ) {}

  execute({ command, request }: RateRequest): Promise<Answered<RateAnswer>> {
    const { source } = command.data;
    return answerOnce(this.store, request, { source }, async (context) => {
      const { rates } = this.aggregates;
      const rateId = rateIdOf(command.data);
      const { result } = await rates.handle(rateId, command, context);
      this.rates.outdate();
      return result ?? rates.known(rateId, command);
    });
  }
}
