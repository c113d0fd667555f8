import {
  Allow,
  bodyOf,
  callerOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { byClockOf, checkLocode } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { idOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
import { transportCostAnswer, transportCostView } from './transport-cost.answers.js';
import { transportCostBody, transportCostWithdrawalBody } from './transport-cost.bodies.js';
import {
  type TransportCostAnswer,
  TransportCostRequest,
  type TransportCostStep,
} from './transport-cost.handler.js';
import { TransportCostQuery, type TransportCostView } from './transport-cost.query.js';

type TransportCostResponse = TransportCostAnswer & { readonly position?: number };

/** What was paid for goods on their way: whoever may tell where they are may tell it. */
@Controller('v1/consignments/:id/costs')
export class TransportCostController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'customs', 'operator')
  @Post()
  @HttpCode(200)
  @Operation(
    'Tells what was paid for the goods on their way: at a place, such as a border crossing, or for a section. The answer names the `costId` that it is withdrawn by.',
    { commands: ['RecordTransportCost'], body: transportCostBody, answer: transportCostAnswer },
  )
  async record(
    @Param('id') id: string,
    @Req() request: Sent<typeof transportCostBody>,
  ): Promise<TransportCostResponse> {
    const consignmentId = idOf(id, 'consignment');
    const { occurredAt, ...told } = bodyOf(request, this.now);
    const { scope } = told;
    const first = scope.basis === 'place' ? scope.location : scope.from;
    checkLocode(first, scope.basis === 'place' ? '/scope/location' : '/scope/from');
    if (scope.basis === 'section') checkLocode(scope.to, '/scope/to');
    // Its day is that of the rate.
    const paidAt = byClockOf(first, occurredAt);
    return this.send(request, paidAt, { type: 'RecordTransportCost', told: { consignmentId, ...told } });
  }

  @Allow('trader', 'customs', 'operator')
  @Post(':costId/withdrawal')
  @HttpCode(200)
  @Operation('Says that a cost was not paid, or not so: it counts no more. For who told it, and operators.', {
    commands: ['WithdrawTransportCost'],
    body: transportCostWithdrawalBody,
    answer: transportCostAnswer,
  })
  async withdraw(
    @Param('id') id: string,
    @Param('costId') cost: string,
    @Req() request: Sent<typeof transportCostWithdrawalBody>,
  ): Promise<TransportCostResponse> {
    const ids = { consignmentId: idOf(id, 'consignment'), costId: idOf(cost, 'cost') };
    const { occurredAt, reason } = bodyOf(request, this.now);
    return this.send(request, occurredAt, { type: 'WithdrawTransportCost', told: { ...ids, reason } });
  }

  @Allow('trader', 'customs', 'operator')
  @Get(':costId')
  @Operation(
    'Tells a cost, also where it was withdrawn: to who told it, to the exporter and to operators, and to customs unless it was told to be without a receipt.',
    { answer: transportCostView },
  )
  find(
    @Param('id') id: string,
    @Param('costId') cost: string,
    @Req() request: HttpRequest,
  ): Promise<TransportCostView> {
    return this.queries.execute(
      new TransportCostQuery(idOf(id, 'consignment'), idOf(cost, 'cost'), callerOf(request)),
    );
  }

  private async send(
    request: HttpRequest,
    occurredAt: string,
    step: TransportCostStep,
  ): Promise<TransportCostResponse> {
    const asked = new TransportCostRequest(occurredAt, step, commandRequestOf(request));
    return responseOf(await this.commands.execute(asked));
  }
}
