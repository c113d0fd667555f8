import { Allow, commandRequestOf, Operation, responseOf, type Sent } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { checkJson } from '../booking/json-request.js';
import { checkRateDay } from '../dates/day-limits.js';
import { CLOCK, type Clock } from '../tokens.js';
import { rateAnswer } from './rate.answers.js';
import { correctionBody, rateBody } from './rate.bodies.js';
import { type RateAnswer, RateRequest } from './rate.handler.js';
import { byClockOfSource, sourceOf } from './rate-sources.js';

type RateResponse = RateAnswer & { readonly position?: number };

@Controller('v1/rates')
export class RateController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank', 'operator')
  @Post()
  @Operation('Posts what one unit of a currency is worth in another one on a day.', {
    commands: ['PostRate'],
    body: rateBody,
    answer: rateAnswer,
  })
  async post(@Req() request: Sent<typeof rateBody>): Promise<RateResponse> {
    checkJson(request.body);
    const asked = commandRequestOf(request);
    const { source: named, ...told } = request.routeOptions.config.body.parse(request.body);
    const source = sourceOf(asked.caller, named);
    const occurredAt = byClockOfSource(source, this.now());
    checkRateDay(told.on, occurredAt.slice(0, 10));
    const command = { type: 'PostRate', occurredAt, data: { ...told, source } } as const;
    return responseOf(await this.commands.execute(new RateRequest(command, asked)));
  }

  @Allow('bank', 'operator')
  @Post('corrections')
  @HttpCode(200)
  @Operation('Corrects the rate of a day; what was posted stays on record.', {
    commands: ['CorrectRate'],
    body: correctionBody,
    answer: rateAnswer,
  })
  async correct(@Req() request: Sent<typeof correctionBody>): Promise<RateResponse> {
    checkJson(request.body);
    const asked = commandRequestOf(request);
    const { source: named, ...told } = request.routeOptions.config.body.parse(request.body);
    const source = sourceOf(asked.caller, named);
    const occurredAt = byClockOfSource(source, this.now());
    const command = { type: 'CorrectRate', occurredAt, data: { ...told, source } } as const;
    return responseOf(await this.commands.execute(new RateRequest(command, asked)));
  }
}
