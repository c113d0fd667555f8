import {
  Allow,
  type Asked,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  queryOf,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { idOf } from '../../requests/request-body.js';
import { CLOCK, type Clock } from '../../tokens.js';
import type { Page } from '../newest-first.js';
import { matchAnswer, matchPage, matchView } from './match.answers.js';
import { declineBody, interestBody, matchListQuery } from './match.bodies.js';
import { type MatchAnswer, MatchRequest, type MatchStep } from './match.handler.js';
import { type MatchItem, MatchListQuery, MatchQuery, type MatchView } from './match.query.js';

type MatchResponse = MatchAnswer & { readonly position?: number };

/** What the ledger proposes; both firms answer. */
@Controller('v1/matches')
export class MatchController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'operator')
  @Post(':id/interest')
  @HttpCode(200)
  @Operation('One side is interested; once both are, they are introduced and a lead is recorded.', {
    commands: ['ShowInterest'],
    body: interestBody,
    answer: matchAnswer,
  })
  interest(@Param('id') id: string, @Req() request: Sent<typeof interestBody>): Promise<MatchResponse> {
    return this.send(id, request, { type: 'ShowInterest', ...bodyOf(request, this.now) });
  }

  @Allow('trader', 'operator')
  @Post(':id/decline')
  @HttpCode(200)
  @Operation('One side is not interested: the match is over.', {
    commands: ['DeclineMatch'],
    body: declineBody,
    answer: matchAnswer,
  })
  decline(@Param('id') id: string, @Req() request: Sent<typeof declineBody>): Promise<MatchResponse> {
    return this.send(id, request, { type: 'DeclineMatch', ...bodyOf(request, this.now) });
  }

  @Allow('trader', 'commission', 'council', 'reporter', 'operator')
  @Get()
  @Operation('Lists matches, the newest first; a firm sees those of its own needs.', {
    query: matchListQuery,
    answer: matchPage,
  })
  list(@Req() request: Asked<typeof matchListQuery>): Promise<Page<MatchItem>> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new MatchListQuery(queryOf(request), caller));
  }

  @Allow('trader', 'commission', 'council', 'reporter', 'operator')
  @Get(':id')
  @Operation(
    'Tells a match, how well its two needs fit, and who the other side is once both are interested.',
    {
      answer: matchView,
    },
  )
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<MatchView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new MatchQuery(idOf(id, 'match'), caller));
  }

  private async send(id: string, request: HttpRequest, step: MatchStep): Promise<MatchResponse> {
    const asked = new MatchRequest(idOf(id, 'match'), step, commandRequestOf(request));
    return responseOf(await this.commands.execute(asked));
  }
}
