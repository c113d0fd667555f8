import { Allow, bodyOf, commandRequestOf, Operation, responseOf, type Sent } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { idOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
import { consignmentAnswer } from './consignment.answers.js';
import { ucrReleaseBody } from './consignment.bodies.js';
import type { ConsignmentResponse } from './consignment-steps.js';
import { UcrRelease } from './ucr.handler.js';

/** Unique consignment references that stand with the wrong consignment. */
@Controller('v1/consignments/:id/ucr-release')
export class UcrController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Whose a reference is, is told by the papers of both sides: no trader decides it for the other one. */
  @Allow('operator')
  @Post()
  @HttpCode(200)
  @Operation('Takes a UCR from the consignment that has it, for the participant whose it is.', {
    commands: ['ReleaseUcr'],
    body: ucrReleaseBody,
    answer: consignmentAnswer,
  })
  async release(
    @Param('id') id: string,
    @Req() request: Sent<typeof ucrReleaseBody>,
  ): Promise<ConsignmentResponse> {
    const consignmentId = idOf(id, 'consignment');
    const { occurredAt, ucr, ...data } = bodyOf(request, this.now);
    const command = { type: 'ReleaseUcr', occurredAt, data: { consignmentId, ...data } } as const;
    return responseOf(await this.commands.execute(new UcrRelease(ucr, command, commandRequestOf(request))));
  }
}
