import { Allow, Operation, responseOf, type Sent } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../tokens.js';
import { askedOf, byBothClocks, knownId } from './match-request.js';
import { serviceMatchAnswer, serviceMatchBody, serviceUnmatchBody } from './service-match.bodies.js';
import { type ServiceMatchAnswer, ServiceMatchRequest } from './service-match.handler.js';

type ServiceMatchResponse = ServiceMatchAnswer & { readonly position?: number };

/** What credits are paid for that are owed by no invoice: services. Nothing matches them by itself. */
@Controller('v1/settlements')
export class ServiceMatchController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank', 'operator')
  @Post(':settlementId/service-matches')
  @HttpCode(200)
  @Operation(
    "The bank that booked a credit for the provider says under which contract of services it is paid: a part of it, or all. The contract has to name that bank as its provider's.",
    {
      commands: ['MatchServiceContract'],
      body: serviceMatchBody,
      answer: serviceMatchAnswer,
      idempotencyKey: 'required',
      refuses: [404],
    },
  )
  async match(
    @Param('settlementId') id: string,
    @Req() request: Sent<typeof serviceMatchBody>,
  ): Promise<ServiceMatchResponse> {
    const asked = askedOf(request);
    const settlementId = knownId(id, 'settlement');
    const { serviceContractId, ...said } = request.routeOptions.config.body.parse(request.body);
    const ids = { settlementId, serviceContractId };
    return this.send(new ServiceMatchRequest(ids, { does: 'match', ...said }, this.instant(), asked));
  }

  @Allow('bank', 'operator')
  @Post(':settlementId/service-matches/:serviceContractId/unmatch')
  @HttpCode(200)
  @Operation(
    'Takes back all that a credit was said to be paid for under a contract of services: the money waits.',
    {
      commands: ['UnmatchServiceContract'],
      body: serviceUnmatchBody,
      answer: serviceMatchAnswer,
      idempotencyKey: 'required',
      refuses: [404],
    },
  )
  async unmatch(
    @Param('settlementId') settlement: string,
    @Param('serviceContractId') contract: string,
    @Req() request: Sent<typeof serviceUnmatchBody>,
  ): Promise<ServiceMatchResponse> {
    const asked = askedOf(request);
    const ids = {
      settlementId: knownId(settlement, 'settlement'),
      serviceContractId: knownId(contract, 'service-contract'),
    };
    const { reason } = request.routeOptions.config.body.parse(request.body);
    return this.send(new ServiceMatchRequest(ids, { does: 'unmatch', reason }, this.instant(), asked));
  }

  private instant(): string {
    return byBothClocks(this.now());
  }

  private async send(request: ServiceMatchRequest): Promise<ServiceMatchResponse> {
    return responseOf(await this.commands.execute(request));
  }
}
