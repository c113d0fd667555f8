import { Allow, Operation, responseOf, type Sent } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../tokens.js';
import { matchAnswer, matchBody, unmatchBody } from './match.bodies.js';
import { type MatchAnswer, MatchRequest } from './match.handler.js';
import { askedOf, byBothClocks, knownId } from './match-request.js';

type MatchResponse = MatchAnswer & { readonly position?: number };

@Controller('v1/settlements')
export class MatchController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('operator')
  @Post(':settlementId/matches')
  @HttpCode(200)
  @Operation('An operator says what a settlement pays: a part of it, or all.', {
    commands: ['AllocateSettlement', 'ApplyPayment'],
    body: matchBody,
    answer: matchAnswer,
    idempotencyKey: 'required',
    refuses: [404],
  })
  async match(
    @Param('settlementId') id: string,
    @Req() request: Sent<typeof matchBody>,
  ): Promise<MatchResponse> {
    const asked = askedOf(request);
    const settlementId = knownId(id, 'settlement');
    const { reason, obligationId, invoiceId, ...said } = request.routeOptions.config.body.parse(request.body);
    const ids = { settlementId, obligationId: obligationId ?? invoiceId ?? '' };
    const pointer = obligationId === undefined ? '/invoiceId' : '/obligationId';
    const match = { does: 'match', ...said } as const;
    return responseOf(
      await this.commands.execute(new MatchRequest(ids, match, reason, this.instant(), asked, pointer)),
    );
  }

  @Allow('operator')
  @Post(':settlementId/matches/:obligationId/unmatch')
  @HttpCode(200)
  @Operation('An operator takes a match back: the money waits, and the debt is open again.', {
    commands: ['UnmatchSettlement', 'UnmatchPayment'],
    body: unmatchBody,
    answer: matchAnswer,
    idempotencyKey: 'required',
    refuses: [404],
  })
  async unmatch(
    @Param('settlementId') settlement: string,
    @Param('obligationId') obligation: string,
    @Req() request: Sent<typeof unmatchBody>,
  ): Promise<MatchResponse> {
    const asked = askedOf(request);
    const ids = {
      settlementId: knownId(settlement, 'settlement'),
      obligationId: knownId(obligation, 'obligation'),
    };
    const { reason } = request.routeOptions.config.body.parse(request.body);
    return responseOf(
      await this.commands.execute(new MatchRequest(ids, { does: 'unmatch' }, reason, this.instant(), asked)),
    );
  }

  private instant(): string {
    return byBothClocks(this.now());
  }
}
