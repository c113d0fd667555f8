import type { ServiceCommand, ServiceState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { checkRuns, knownService } from './service-access.js';

export interface ServiceAnswer {
  readonly serviceId: string;
}

/** A command to one service. */
export class ServiceRequest extends Command<Answered<ServiceAnswer>> {
  constructor(
    readonly command: ServiceCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(ServiceRequest)
export class ServiceHandler implements ICommandHandler<ServiceRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `service-unknown`, 403 `not-the-operator`. */
  execute({ command, request }: ServiceRequest): Promise<Answered<ServiceAnswer>> {
    const { serviceId } = command.data;
    const asked = (state: ServiceState): ServiceCommand => {
      if (state.status === 'unknown' && command.type === 'AnnounceService') {
        checkRuns(request.caller, command.data.operator, '/operator');
      } else {
        checkRuns(request.caller, knownService(state).operator);
      }
      return command;
    };
    return answerOnce(this.store, request, { serviceId }, async (context) => {
      const { services } = this.aggregates;
      const { result } = await services.handle(serviceId, asked, context);
      return result ?? services.known(serviceId, command);
    });
  }
}
