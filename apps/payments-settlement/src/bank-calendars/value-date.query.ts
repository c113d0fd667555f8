import { Rejection } from '@corridor/kernel';
import { ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { BankCalendars, type Received, type Valued } from './bank-calendars.js';

export type ValueDateView = Valued & Pick<Received, 'country' | 'currency'>;

/** Asks for the earliest value date of what is received. */
export class ValueDateQuery extends Query<ValueDateView> {
  constructor(readonly received: Received) {
    super();
  }
}

@QueryHandler(ValueDateQuery)
export class ValueDateQueryHandler implements IQueryHandler<ValueDateQuery> {
  constructor(@Inject(BankCalendars) private readonly calendars: Pick<BankCalendars, 'valueDate'>) {}

  /** @throws ProblemError 422 `no-banking-day` where the banks of the countries are never open together. */
  async execute({ received }: ValueDateQuery): Promise<ValueDateView> {
    const { country, currency } = received;
    try {
      return { country, currency, ...(await this.calendars.valueDate(received)) };
    } catch (error) {
      if (!(error instanceof Rejection && error.code === 'no-banking-day')) throw error;
      // To a step it is the state of a calendar that is in the way; to a question, the countries that it asks for.
      throw new ProblemError(422, error.code, error.message, { pointer: '/others' });
    }
  }
}
