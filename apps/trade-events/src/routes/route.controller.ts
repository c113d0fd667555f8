import { routeIdSchema } from '@corridor/contracts';
import type { RouteCommand } from '@corridor/domain';
import { Allow, commandRequestOf, type HttpRequest, ROLES, responseOf } from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { bodyOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
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
  async define(@Req() request: HttpRequest): Promise<RouteResponse> {
    const { occurredAt, ...data } = bodyOf(request, definitionBody, this.now);
    checkLegCodes(data.legs);
    return this.send(request, { type: 'DefineRoute', occurredAt, data });
  }

  @Allow('operator')
  @Post(':id/opening')
  @HttpCode(200)
  open(@Param('id') id: string, @Req() request: HttpRequest): Promise<RouteResponse> {
    return this.step(id, request, openingBody, ({ occurredAt, ...data }, routeId) => ({
      type: 'OpenRoute',
      occurredAt,
      data: { routeId, ...data },
    }));
  }

  @Allow('operator')
  @Post(':id/suspension')
  @HttpCode(200)
  suspend(@Param('id') id: string, @Req() request: HttpRequest): Promise<RouteResponse> {
    return this.step(id, request, reasonBody, ({ occurredAt, ...data }, routeId) => ({
      type: 'SuspendRoute',
      occurredAt,
      data: { routeId, ...data },
    }));
  }

  @Allow('operator')
  @Post(':id/reopening')
  @HttpCode(200)
  reopen(@Param('id') id: string, @Req() request: HttpRequest): Promise<RouteResponse> {
    return this.step(id, request, reasonBody, ({ occurredAt, ...data }, routeId) => ({
      type: 'ReopenRoute',
      occurredAt,
      data: { routeId, ...data },
    }));
  }

  @Allow('operator')
  @Post(':id/tariffs')
  @HttpCode(200)
  setTariff(@Param('id') id: string, @Req() request: HttpRequest): Promise<RouteResponse> {
    return this.step(id, request, tariffBody, ({ occurredAt, ...data }, routeId) => ({
      type: 'SetTariff',
      occurredAt,
      data: { routeId, ...data },
    }));
  }

  @Allow('operator')
  @Post(':id/revisions')
  @HttpCode(200)
  revise(@Param('id') id: string, @Req() request: HttpRequest): Promise<RouteResponse> {
    return this.step(id, request, revisionBody, ({ occurredAt, ...data }, routeId) => {
      checkLegCodes(data.legs);
      return { type: 'RevisePlan', occurredAt, data: { routeId, ...data } };
    });
  }

  @Allow(...ROLES)
  @Get()
  list(@Query() query: unknown): Promise<RoutePage> {
    return this.queries.execute(new RouteListQuery(listQuery.parse(query)));
  }

  @Allow(...ROLES)
  @Get(':id')
  find(@Param('id') id: string, @Query() query: unknown): Promise<RouteView & { readonly version: number }> {
    return this.queries.execute(new RouteQuery(routeIdOf(id), dayQuery.parse(query).on));
  }

  private step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: HttpRequest,
    schema: Schema,
    toCommand: (body: z.infer<Schema>, routeId: string) => RouteCommand,
  ): Promise<RouteResponse> {
    const routeId = routeIdOf(id);
    return this.send(request, toCommand(bodyOf(request, schema, this.now), routeId));
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
