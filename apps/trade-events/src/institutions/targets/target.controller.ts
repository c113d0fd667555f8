import { Allow, bodyOf, commandRequestOf, Operation, responseOf, type Sent } from '@corridor/nest-kit';
import { checkCountry } from '@corridor/reference-data';
import { Controller, Inject, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../../tokens.js';
import { targetAnswer } from './target.answers.js';
import { targetBody } from './target.bodies.js';
import { type TargetAnswer, TargetRequest } from './target.handler.js';

@Controller('v1/targets')
export class TargetController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('operator')
  @Post()
  @Operation('Sets a yearly target for the trade between two countries, as one of them reports it.', {
    commands: ['SetTarget'],
    body: targetBody,
    answer: targetAnswer,
  })
  async set(@Req() request: Sent<typeof targetBody>): Promise<TargetAnswer & { readonly position?: number }> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    checkCountry(data.reporter, '/reporter');
    checkCountry(data.partner, '/partner');
    const command = { type: 'SetTarget', occurredAt, data } as const;
    return responseOf(await this.commands.execute(new TargetRequest(command, commandRequestOf(request))));
  }
}
