import type { BankCalendarCommand } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import { BankCalendars } from './bank-calendars.js';

export interface BankCalendarAnswer {
  readonly country: string;
}

/** Asks to change the bank calendar of a country. */
export class BankCalendarRequest extends Command<Answered<BankCalendarAnswer>> {
  constructor(
    readonly command: BankCalendarCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(BankCalendarRequest)
export class BankCalendarHandler implements ICommandHandler<BankCalendarRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(BankCalendars) private readonly calendars: BankCalendars,
  ) {}

  execute({ command, request }: BankCalendarRequest): Promise<Answered<BankCalendarAnswer>> {
    const { country } = command.data;
    return answerOnce(this.store, request, { country }, async (context) => {
      const { calendars } = this.aggregates;
      const { result } = await calendars.handle(country, command, context);
      this.calendars.outdate(country);
      return result ?? calendars.known(country, command);
    });
  }
}
