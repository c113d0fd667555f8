import type { RouteCommand, RouteState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';

export interface RouteAnswer {
  readonly routeId: string;
}

/** A command to one route. */
export class RouteRequest extends Command<Answered<RouteAnswer>> {
  constructor(
    readonly command: RouteCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(RouteRequest)
export class RouteHandler implements ICommandHandler<RouteRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `route-unknown` for a step of a route that was not defined. */
  execute({ command, request }: RouteRequest): Promise<Answered<RouteAnswer>> {
    const { routeId } = command.data;
    const asked = (state: RouteState): RouteCommand => {
      if (state.status === 'unknown' && command.type !== 'DefineRoute') throw routeUnknown();
      return command;
    };
    return answerOnce(this.store, request, { routeId }, async (context) => {
      const { routes } = this.aggregates;
      const { result } = await routes.handle(routeId, asked, context);
      return result ?? routes.known(routeId, command);
    });
  }
}

export function routeUnknown(): ProblemError {
  return new ProblemError(404, 'route-unknown', 'There is no route with this id.');
}
