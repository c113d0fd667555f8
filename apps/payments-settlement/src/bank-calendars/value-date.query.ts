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

  async execute({ received }: ValueDateQuery): Promise<ValueDateView> {
    const { country, currency } = received;
    return { country, currency, ...(await this.calendars.valueDate(received)) };
  }
}
