import { uuidSchema } from '@corridor/contracts';
import { Allow, commandRequestOf, Operation, ProblemError, responseOf, type Sent } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { checkJson, keyMissing } from '../booking/json-request.js';
import { CLOCK, type Clock } from '../tokens.js';
import { releaseAnswer, releaseBody } from './release.bodies.js';
import { type ReleaseAnswer, ReleaseRequest } from './release.handler.js';

@Controller('v1/settlements')
export class ReleaseController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('operator')
  @Post(':settlementId/release')
  @HttpCode(200)
  @Operation('An operator has looked at the parties of a held settlement: it pays what it names.', {
    commands: ['ReleaseSettlement'],
    body: releaseBody,
    answer: releaseAnswer,
    idempotencyKey: 'required',
    refuses: [404],
  })
  async release(
    @Param('settlementId') settlementId: string,
    @Req() request: Sent<typeof releaseBody>,
  ): Promise<ReleaseAnswer & { readonly position?: number }> {
    checkJson(request.body);
    const asked = commandRequestOf(request);
    if (!asked.idempotency) throw keyMissing();
    if (!uuidSchema.safeParse(settlementId).success) {
      throw new ProblemError(404, 'settlement-unknown', 'There is no settlement with this id.');
    }
    const { reason } = request.routeOptions.config.body.parse(request.body);
    // Both ends of the corridor have one clock.
    const occurredAt = byClockOf('PK', new Date(this.now()).toISOString());
    return responseOf(
      await this.commands.execute(new ReleaseRequest(settlementId, reason, occurredAt, asked)),
    );
  }
}
