import type { CaseKind, ServiceLevelCommand } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';

export interface ServiceLevelAnswer {
  readonly kind: CaseKind;
}

/** Asks to set the service level of a kind of cases. */
export class ServiceLevelRequest extends Command<Answered<ServiceLevelAnswer>> {
  constructor(
    readonly command: ServiceLevelCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(ServiceLevelRequest)
export class ServiceLevelHandler implements ICommandHandler<ServiceLevelRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  execute({ command, request }: ServiceLevelRequest): Promise<Answered<ServiceLevelAnswer>> {
    const { kind } = command.data;
    return answerOnce(this.store, request, { kind }, async (context) => {
      const { serviceLevels } = this.aggregates;
      const { result } = await serviceLevels.handle(kind, command, context);
      return result ?? serviceLevels.known(kind, command);
    });
  }
}
