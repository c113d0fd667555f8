import type { ReleaseCalendarCommand } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';

export interface ReleaseCalendarAnswer {
  readonly reporter: string;
}

/** Asks to tell the release calendar of a country. */
export class ReleaseCalendarRequest extends Command<Answered<ReleaseCalendarAnswer>> {
  constructor(
    readonly command: ReleaseCalendarCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(ReleaseCalendarRequest)
export class ReleaseCalendarHandler implements ICommandHandler<ReleaseCalendarRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  execute({ command, request }: ReleaseCalendarRequest): Promise<Answered<ReleaseCalendarAnswer>> {
    const { reporter } = command.data;
    return answerOnce(this.store, request, { reporter }, async (context) => {
      const { releaseCalendars } = this.aggregates;
      const { result } = await releaseCalendars.handle(reporter, command, context);
      return result ?? releaseCalendars.known(reporter, command);
    });
  }
}
