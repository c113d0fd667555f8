import type { ServiceCommand, ServiceState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../../tokens.js';
import { checkDayCame } from '../local-days.js';
import { taken, takenIf } from '../taken.js';
import { checkRuns, knownService, runs } from './service-access.js';

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
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws ProblemError 404 `service-unknown`, 403 `not-the-operator`, 409 `service-taken`; Rejection for a start or a departure that lies ahead. */
  execute({ command, request }: ServiceRequest): Promise<Answered<ServiceAnswer>> {
    const { serviceId } = command.data;
    const asked = (state: ServiceState): ServiceCommand => {
      if (state.status === 'unknown' && command.type === 'AnnounceService') {
        checkRuns(request.caller, command.data.operator, '/operator');
      } else {
        const known = knownService(state);
        if (command.type === 'AnnounceService' && !runs(request.caller, known.operator)) {
          throw taken('service', serviceId);
        }
        checkRuns(request.caller, known.operator);
        checkCame(command, known.stops[0] ?? '', this.now());
      }
      return command;
    };
    return answerOnce(this.store, request, { serviceId }, async (context) => {
      const { services } = this.aggregates;
      try {
        const { result } = await services.handle(serviceId, asked, context);
        return result ?? services.known(serviceId, command);
      } catch (error) {
        throw takenIf(command.type === 'AnnounceService', error, 'service', serviceId);
      }
    });
  }
}

/** It started, and departed, by the clock of its first stop. */
function checkCame(command: ServiceCommand, place: string, ms: number): void {
  if (command.type === 'StartService') {
    checkDayCame(command.data.startedOn, place, ms, 'started-in-future', '/startedOn');
  }
  if (command.type === 'ReportDeparture') {
    checkDayCame(command.data.departedOn, place, ms, 'departed-in-future', '/departedOn');
  }
}
