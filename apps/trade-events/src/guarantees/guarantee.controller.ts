import {
  Allow,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { namedInLatin } from '../requests/parties.js';
import { idOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
import { guaranteeAnswer, guaranteeView } from './guarantee.answers.js';
import { checkGuaranteeCodes, expiryBody, guaranteeBody, topUpBody } from './guarantee.bodies.js';
import {
  type GuaranteeAnswer,
  GuaranteeRequest,
  type GuaranteeStep,
  guaranteeIdOf,
} from './guarantee.handler.js';
import { GuaranteeQuery, type GuaranteeView } from './guarantee.query.js';

type GuaranteeResponse = GuaranteeAnswer & { readonly position?: number };

@Controller('v1/guarantees')
export class GuaranteeController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank', 'operator')
  @Post()
  @Operation(
    'A bank, an insurer or the association of a TIR carnet stands for the duties on goods in transit.',
    { commands: ['IssueGuarantee'], body: guaranteeBody, answer: guaranteeAnswer },
  )
  async issue(@Req() request: Sent<typeof guaranteeBody>): Promise<GuaranteeResponse> {
    const body = bodyOf(request, this.now);
    checkGuaranteeCodes(body);
    const { occurredAt, ...terms } = body;
    const guaranteeId = guaranteeIdOf(terms);
    const { guarantor, principal } = terms;
    const parties = { guarantor: namedInLatin(guarantor), principal: namedInLatin(principal) };
    const data = { guaranteeId, ...terms, ...parties };
    return this.send(guaranteeId, request, { type: 'IssueGuarantee', occurredAt, data });
  }

  @Allow('bank', 'trader', 'customs', 'operator')
  @Get(':id')
  @Operation(
    'Tells what a guarantee stands for, what of it is reserved, called and free, and what is legal now.',
    { answer: guaranteeView },
  )
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<GuaranteeView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new GuaranteeQuery(idOf(id, 'guarantee'), caller));
  }

  @Allow('bank', 'operator')
  @Post(':id/top-ups')
  @HttpCode(200)
  @Operation('The guarantor stands for more than before.', {
    commands: ['TopUpGuarantee'],
    body: topUpBody,
    answer: guaranteeAnswer,
  })
  async topUp(@Param('id') id: string, @Req() request: Sent<typeof topUpBody>): Promise<GuaranteeResponse> {
    const guaranteeId = idOf(id, 'guarantee');
    const { occurredAt, amount } = bodyOf(request, this.now);
    const data = { guaranteeId, amount };
    return this.send(guaranteeId, request, { type: 'TopUpGuarantee', occurredAt, data });
  }

  @Allow('bank', 'operator')
  @Post(':id/expiry')
  @HttpCode(200)
  @Operation('The last day of the guarantee is over: it reserves nothing new.', {
    commands: ['ExpireGuarantee'],
    body: expiryBody,
    answer: guaranteeAnswer,
  })
  async expire(@Param('id') id: string, @Req() request: Sent<typeof expiryBody>): Promise<GuaranteeResponse> {
    const guaranteeId = idOf(id, 'guarantee');
    const { occurredAt } = bodyOf(request, this.now);
    return this.send(guaranteeId, request, { type: 'ExpireGuarantee', occurredAt, data: { guaranteeId } });
  }

  private async send(id: string, request: HttpRequest, step: GuaranteeStep): Promise<GuaranteeResponse> {
    return responseOf(await this.commands.execute(new GuaranteeRequest(id, step, commandRequestOf(request))));
  }
}
