import { targetIdSchema } from '@corridor/contracts';
import {
  Allow,
  type Asked,
  bodyOf,
  commandRequestOf,
  Operation,
  queryOf,
  ROLES,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { checkCountry } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../../tokens.js';
import { targetAnswer, targetPage, targetView } from './target.answers.js';
import { targetBody, targetListQuery, targetRevisionBody } from './target.bodies.js';
import { type TargetAnswer, TargetRequest, targetUnknown } from './target.handler.js';
import { TargetListQuery, type TargetPage, TargetQuery, type TargetView } from './target.query.js';

@Controller('v1/targets')
export class TargetController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('commission', 'operator')
  @Post()
  @Operation('Sets a yearly target for the trade between two countries, as one of them reports it.', {
    commands: ['SetTarget'],
    body: targetBody,
    answer: targetAnswer,
    refuses: [404],
  })
  async set(@Req() request: Sent<typeof targetBody>): Promise<TargetAnswer & { readonly position?: number }> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    checkCountry(data.reporter, '/reporter');
    checkCountry(data.partner, '/partner');
    const command = { type: 'SetTarget', occurredAt, data } as const;
    return responseOf(await this.commands.execute(new TargetRequest(command, commandRequestOf(request))));
  }

  @Allow('commission', 'operator')
  @Post(':id/revisions')
  @HttpCode(200)
  @Operation('Says that the target is another one from now on: why, and all of it as it is.', {
    commands: ['ReviseTarget'],
    body: targetRevisionBody,
    answer: targetAnswer,
    refuses: [404],
  })
  async revise(
    @Param('id') id: string,
    @Req() request: Sent<typeof targetRevisionBody>,
  ): Promise<TargetAnswer & { readonly position?: number }> {
    const targetId = targetIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    const command = { type: 'ReviseTarget', occurredAt, data: { targetId, ...data } } as const;
    return responseOf(await this.commands.execute(new TargetRequest(command, commandRequestOf(request))));
  }

  @Allow(...ROLES)
  @Get()
  @Operation('Lists targets as they are now, or were at a position, in the order in which they were set.', {
    query: targetListQuery,
    answer: targetPage,
  })
  list(@Req() request: Asked<typeof targetListQuery>): Promise<TargetPage> {
    return this.queries.execute(new TargetListQuery(queryOf(request)));
  }

  @Allow(...ROLES)
  @Get(':id')
  @Operation('Tells a target as it is now.', { answer: targetView })
  async find(@Param('id') id: string): Promise<TargetView> {
    return this.queries.execute(new TargetQuery(targetIdOf(id)));
  }
}

/** The id in a path. @throws ProblemError 404 `target-unknown`. */
function targetIdOf(id: string): string {
  if (targetIdSchema.safeParse(id).success) return id;
  throw targetUnknown();
}
