import { targetIdSchema } from '@corridor/contracts';
import { Allow, bodyOf, commandRequestOf, Operation, responseOf, type Sent } from '@corridor/nest-kit';
import { checkCountry } from '@corridor/reference-data';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../../tokens.js';
import { targetAnswer } from './target.answers.js';
import { targetBody, targetRevisionBody } from './target.bodies.js';
import { type TargetAnswer, TargetRequest, targetUnknown } from './target.handler.js';

@Controller('v1/targets')
export class TargetController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('commission', 'operator')
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
    if (!targetIdSchema.safeParse(id).success) throw targetUnknown();
    const { occurredAt, ...data } = bodyOf(request, this.now);
    const command = { type: 'ReviseTarget', occurredAt, data: { targetId: id, ...data } } as const;
    return responseOf(await this.commands.execute(new TargetRequest(command, commandRequestOf(request))));
  }
}
