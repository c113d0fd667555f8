import { randomUUID } from 'node:crypto';
import type { NeedCommand } from '@corridor/domain';
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
import { namedInLatin } from '../../requests/parties.js';
import { idOf } from '../../requests/request-body.js';
import { CLOCK, type Clock } from '../../tokens.js';
import type { Page } from '../newest-first.js';
import { needAnswer, needPage, needView } from './need.answers.js';
import {
  checkNeedCodes,
  checkTermCodes,
  fulfilmentBody,
  needAmendmentBody,
  needBody,
  needListQuery,
  needWithdrawalBody,
} from './need.bodies.js';
import { type NeedAnswer, NeedRequest } from './need.handler.js';
import { type NeedItem, NeedListQuery, NeedQuery, type NeedView } from './need.query.js';

type NeedResponse = NeedAnswer & { readonly position?: number };

/** What firms offer and seek; the Business Council may post for a firm. */
@Controller('v1/needs')
export class NeedController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'council', 'operator')
  @Post()
  @Operation('A firm tells what it offers or seeks; what fits it is proposed to both sides.', {
    commands: ['PostNeed'],
    body: needBody,
    answer: needAnswer,
  })
  async post(@Req() request: Sent<typeof needBody>): Promise<NeedResponse> {
    const body = bodyOf(request, this.now);
    checkNeedCodes(body);
    const { occurredAt, ...told } = body;
    const data = { needId: randomUUID(), ...told, firm: namedInLatin(told.firm) };
    return this.send(request, { type: 'PostNeed', occurredAt, data });
  }

  @Allow('trader', 'council', 'operator')
  @Post(':id/amendments')
  @HttpCode(200)
  @Operation('Tells all terms as they are from now on.', {
    commands: ['AmendNeed'],
    body: needAmendmentBody,
    answer: needAnswer,
  })
  async amend(
    @Param('id') id: string,
    @Req() request: Sent<typeof needAmendmentBody>,
  ): Promise<NeedResponse> {
    const needId = idOf(id, 'need');
    const body = bodyOf(request, this.now);
    checkTermCodes(body);
    const { occurredAt, ...terms } = body;
    return this.send(request, { type: 'AmendNeed', occurredAt, data: { needId, ...terms } });
  }

  @Allow('trader', 'council', 'operator')
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Operation('Takes a need back.', {
    commands: ['WithdrawNeed'],
    body: needWithdrawalBody,
    answer: needAnswer,
  })
  async withdraw(
    @Param('id') id: string,
    @Req() request: Sent<typeof needWithdrawalBody>,
  ): Promise<NeedResponse> {
    const needId = idOf(id, 'need');
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'WithdrawNeed', occurredAt, data: { needId, ...data } });
  }

  @Allow('trader', 'council', 'operator')
  @Post(':id/fulfilment')
  @HttpCode(200)
  @Operation('The firm has what it sought, or sold what it offered.', {
    commands: ['FulfilNeed'],
    body: fulfilmentBody,
    answer: needAnswer,
  })
  async fulfil(@Param('id') id: string, @Req() request: Sent<typeof fulfilmentBody>): Promise<NeedResponse> {
    const needId = idOf(id, 'need');
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'FulfilNeed', occurredAt, data: { needId, ...data } });
  }

  @Allow('trader', 'commission', 'council', 'reporter', 'operator')
  @Get()
  @Operation('Lists needs, the newest first; a firm sees its own.', {
    query: needListQuery,
    answer: needPage,
  })
  list(@Req() request: Asked<typeof needListQuery>): Promise<Page<NeedItem>> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new NeedListQuery(queryOf(request), caller));
  }

  @Allow('trader', 'commission', 'council', 'reporter', 'operator')
  @Get(':id')
  @Operation('Tells a need as it stands; a firm sees its own.', { answer: needView })
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<NeedView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new NeedQuery(idOf(id, 'need'), caller));
  }

  private async send(request: HttpRequest, command: NeedCommand): Promise<NeedResponse> {
    return responseOf(await this.commands.execute(new NeedRequest(command, commandRequestOf(request))));
  }
}
