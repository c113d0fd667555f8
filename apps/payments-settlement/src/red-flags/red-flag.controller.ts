import { flagKindSchema } from '@corridor/contracts';
import {
  Allow,
  type Asked,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  ProblemError,
  queryOf,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { ofOwnBank } from '../requests/own-bank.js';
import { pageQuery } from '../requests/page-query.js';
import { pathId } from '../requests/path-id.js';
import { CLOCK, type Clock } from '../tokens.js';
import { flagStatusSchema, redFlagAnswer, redFlagItem, redFlagPage } from './red-flag.answers.js';
import { assignmentBody, outcomeBody } from './red-flag.bodies.js';
import { type RedFlagAnswer, RedFlagRequest, type RedFlagStep } from './red-flag.handler.js';
import { type RedFlagItem, RedFlagList, type RedFlagPage } from './red-flag-list.js';

type RedFlagResponse = RedFlagAnswer & { readonly position?: number };

const flagQuery = z.strictObject({
  kind: flagKindSchema.exactOptional(),
  status: flagStatusSchema.exactOptional(),
  ...pageQuery,
});

/** Never open to traders: a suspicion is not given away to those whom it falls on. */
@Controller('v1')
export class RedFlagController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(RedFlagList) private readonly flags: RedFlagList,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank', 'operator')
  @Get('work-lists/red-flags')
  @Operation(
    'Lists what does not fit, each with its reason and its evidence, oldest first: an operator all, a bank what concerns the goods that it is paid for.',
    { query: flagQuery, answer: redFlagPage },
  )
  list(@Req() request: Asked<typeof flagQuery>): Promise<RedFlagPage> {
    const { caller } = commandRequestOf(request);
    return this.flags.page({ ...queryOf(request), ...ofOwnBank(caller) });
  }

  @Allow('bank', 'operator')
  @Get('red-flags/:id')
  @Operation('Tells one flag, and what is legal now.', { answer: redFlagItem })
  async find(@Param('id') id: string, @Req() request: HttpRequest): Promise<RedFlagItem> {
    const { caller } = commandRequestOf(request);
    const flagId = pathId(id, 'red-flag');
    const { items } = await this.flags.page({ flagId, limit: 1, ...ofOwnBank(caller) });
    const [found] = items;
    if (found) return found;
    throw new ProblemError(404, 'red-flag-unknown', 'There is no flag with this id among yours.');
  }

  @Allow('operator')
  @Post('red-flags/:id/assignment')
  @HttpCode(200)
  @Operation('Somebody looks at a flag.', {
    commands: ['AssignRedFlag'],
    body: assignmentBody,
    answer: redFlagAnswer,
  })
  async assign(
    @Param('id') id: string,
    @Req() request: Sent<typeof assignmentBody>,
  ): Promise<RedFlagResponse> {
    const flagId = pathId(id, 'red-flag');
    const { occurredAt, assignee } = bodyOf(request, this.now);
    return this.send(request, { type: 'AssignRedFlag', occurredAt, data: { flagId, assignee } });
  }

  @Allow('operator')
  @Post('red-flags/:id/clearance')
  @HttpCode(200)
  @Operation('There is a good reason for what a flag found.', {
    commands: ['ClearRedFlag'],
    body: outcomeBody,
    answer: redFlagAnswer,
  })
  async clear(@Param('id') id: string, @Req() request: Sent<typeof outcomeBody>): Promise<RedFlagResponse> {
    const flagId = pathId(id, 'red-flag');
    const { occurredAt, reason } = bodyOf(request, this.now);
    return this.send(request, { type: 'ClearRedFlag', occurredAt, data: { flagId, reason } });
  }

  @Allow('operator')
  @Post('red-flags/:id/confirmation')
  @HttpCode(200)
  @Operation('The suspicion of a flag holds.', {
    commands: ['ConfirmRedFlag'],
    body: outcomeBody,
    answer: redFlagAnswer,
  })
  async confirm(@Param('id') id: string, @Req() request: Sent<typeof outcomeBody>): Promise<RedFlagResponse> {
    const flagId = pathId(id, 'red-flag');
    const { occurredAt, reason } = bodyOf(request, this.now);
    return this.send(request, { type: 'ConfirmRedFlag', occurredAt, data: { flagId, reason } });
  }

  private async send(request: HttpRequest, step: RedFlagStep): Promise<RedFlagResponse> {
    return responseOf(await this.commands.execute(new RedFlagRequest(step, commandRequestOf(request))));
  }
}
