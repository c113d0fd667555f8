import type { AppendContext } from '@corridor/event-store';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Credit } from './credit.js';
import { Credits } from './credits.js';
import type { Booking } from './outcomes.js';

/** Asks to book a credit. */
export class CreditRequest extends Command<Booking> {
  constructor(
    readonly credit: Credit,
    readonly context: AppendContext,
  ) {
    super();
  }
}

@CommandHandler(CreditRequest)
export class CreditHandler implements ICommandHandler<CreditRequest> {
  constructor(@Inject(Credits) private readonly credits: Credits) {}

  /**
   * @throws Rejection as the decider says, or `settlement-differs` where the identity was used before for another transaction;
   *   ContractViolation for a text that no event may hold.
   */
  async execute({ credit, context }: CreditRequest): Promise<Booking> {
    // One request tells of one transaction.
    const [outcome] = await this.credits.take([{ credit, occurrence: 1 }], context);
    if (!outcome) throw new Error('Each credit has its outcome.');
    if (outcome.outcome === 'rejected') throw outcome.error;
    return outcome;
  }
}
