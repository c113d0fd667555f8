import { routeIdSchema } from '@corridor/contracts';
import type { RouteCommand } from '@corridor/domain';
import {
  Allow,
  type Asked,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  queryOf,
  ROLES,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { CLOCK, type Clock } from '../tokens.js';
import { routeAnswer, routePage, routeView } from './route.answers.js';
import {
  checkLegCodes,
  dayQuery,
  definitionBody,
  listQuery,
  openingBody,
  reasonBody,
  revisionBody,
  tariffBody,
} from './route.bodies.js';
import { type RouteAnswer, RouteRequest, routeUnknown } from './route.handler.js';
import { RouteListQuery, type RoutePage, RouteQuery } from './route.query.js';
import type { RouteView } from './route-view.js';

type RouteResponse = RouteAnswer & { readonly position?: number };

/** An operator keeps the routes; whoever has a key reads them. */
@Controller('v1/routes')
export class RouteController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('operator')
  @Post()
  @Operation('Plans a way from one place to another, leg by leg, with what sources tell of each.', {
    commands: ['DefineRoute'],
    body: definitionBody,
    answer: routeAnswer,
  })
  async define(@Req() request: Sent<typeof definitionBody>): Promise<RouteResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    checkLegCodes(data.legs);
    return this.send(request, { type: 'DefineRoute', occurredAt, data });
  }

  @Allow('operator')
  @Post(':id/opening')
  @HttpCode(200)
  @Operation('Goods may take the route from now on.', {
    commands: ['OpenRoute'],
    body: openingBody,
    answer: routeAnswer,
  })
  open(@Param('id') id: string, @Req() request: Sent<typeof openingBody>): Promise<RouteResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, routeId) => ({
      type: 'OpenRoute',
      occurredAt,
      data: { routeId, ...data },
    }));
  }

  @Allow('operator')
  @Post(':id/suspension')
  @HttpCode(200)
  @Operation('Goods can not take the route for a time.', {
    commands: ['SuspendRoute'],
    body: reasonBody,
    answer: routeAnswer,
  })
  suspend(@Param('id') id: string, @Req() request: Sent<typeof reasonBody>): Promise<RouteResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, routeId) => ({
      type: 'SuspendRoute',
      occurredAt,
      data: { routeId, ...data },
    }));
  }

  @Allow('operator')
  @Post(':id/reopening')
  @HttpCode(200)
  @Operation('Goods may take the route again.', {
    commands: ['ReopenRoute'],
    body: reasonBody,
    answer: routeAnswer,
  })
  reopen(@Param('id') id: string, @Req() request: Sent<typeof reasonBody>): Promise<RouteResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, routeId) => ({
      type: 'ReopenRoute',
      occurredAt,
      data: { routeId, ...data },
    }));
  }

  @Allow('operator')
  @Post(':id/tariffs')
  @HttpCode(200)
  @Operation('Sets a price for the whole way, from a day on.', {
    commands: ['SetTariff'],
    body: tariffBody,
    answer: routeAnswer,
  })
  setTariff(@Param('id') id: string, @Req() request: Sent<typeof tariffBody>): Promise<RouteResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, routeId) => ({
      type: 'SetTariff',
      occurredAt,
      data: { routeId, ...data },
    }));
  }

  @Allow('operator')
  @Post(':id/revisions')
  @HttpCode(200)
  @Operation('Says that the plan was wrong: what, why, and all legs as they are.', {
    commands: ['RevisePlan'],
    body: revisionBody,
    answer: routeAnswer,
  })
  revise(@Param('id') id: string, @Req() request: Sent<typeof revisionBody>): Promise<RouteResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, routeId) => {
      checkLegCodes(data.legs);
      return { type: 'RevisePlan', occurredAt, data: { routeId, ...data } };
    });
  }

  @Allow(...ROLES)
  @Get()
  @Operation('Lists the routes, in the order of their ids, with what each takes and costs on a day.', {
    query: listQuery,
    answer: routePage,
  })
  list(@Req() request: Asked<typeof listQuery>): Promise<RoutePage> {
    return this.queries.execute(new RouteListQuery(queryOf(request)));
  }

  @Allow(...ROLES)
  @Get(':id')
  @Operation('Tells a route leg by leg, what it takes in all, and the tariffs that hold on a day.', {
    query: dayQuery,
    answer: routeView,
  })
  find(
    @Param('id') id: string,
    @Req() request: Asked<typeof dayQuery>,
  ): Promise<RouteView & { readonly version: number }> {
    return this.queries.execute(new RouteQuery(routeIdOf(id), queryOf(request).on));
  }

  private step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: Sent<Schema>,
    toCommand: (body: z.infer<Schema>, routeId: string) => RouteCommand,
  ): Promise<RouteResponse> {
    const routeId = routeIdOf(id);
    return this.send(request, toCommand(bodyOf(request, this.now), routeId));
  }

  private async send(request: HttpRequest, command: RouteCommand): Promise<RouteResponse> {
    return responseOf(await this.commands.execute(new RouteRequest(command, commandRequestOf(request))));
  }
}

/** The id in a path. @throws ProblemError 404 for one that no route can have. */
function routeIdOf(parameter: string): string {
  if (routeIdSchema.safeParse(parameter).success) return parameter;
  throw routeUnknown();
}
