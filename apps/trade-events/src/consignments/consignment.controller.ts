import { randomUUID } from 'node:crypto';
import { Allow, commandRequestOf, type HttpRequest } from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { sidesInLatin } from '../requests/parties.js';
import { bodyOf, idOf } from '../requests/request-body.js';
import {
  amendmentBody,
  cancellationBody,
  checkDeclarationCodes,
  checkLineCodes,
  checkPartyCodes,
  contractBody,
  declareBody,
  HS_EDITION,
} from './consignment.bodies.js';
import { ConsignmentQuery, type ConsignmentView } from './consignment.query.js';
import { type ConsignmentResponse, ConsignmentSteps } from './consignment-steps.js';

/** What is contracted, declared, amended and called off. */
@Controller('v1/consignments')
export class ConsignmentController {
  constructor(
    @Inject(ConsignmentSteps) private readonly steps: ConsignmentSteps,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Allow('trader', 'operator')
  @Post('contracts')
  async contract(@Req() request: HttpRequest): Promise<ConsignmentResponse> {
    const { occurredAt, ...data } = bodyOf(request, contractBody, this.steps.now);
    checkPartyCodes(data);
    const consignmentId = randomUUID();
    return this.steps.send(consignmentId, request, {
      type: 'ContractConsignment',
      occurredAt,
      data: { consignmentId, ...sidesInLatin(data) },
    });
  }

  @Allow('trader', 'operator')
  @Post()
  declare(@Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.declareAs(randomUUID(), request, false);
  }

  /** Declares the goods of a contract. */
  @Allow('trader', 'operator')
  @Post(':id/declaration')
  @HttpCode(200)
  declareContracted(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.declareAs(idOf(id, 'consignment'), request, true);
  }

  @Allow('trader', 'customs', 'operator')
  @Get(':id')
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new ConsignmentQuery(idOf(id, 'consignment'), caller));
  }

  @Allow('trader', 'operator')
  @Post(':id/amendments')
  @HttpCode(200)
  amend(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.steps.step(id, request, amendmentBody, ({ occurredAt, ...data }, consignmentId) => {
      checkLineCodes(data.lines);
      return { type: 'AmendConsignment', occurredAt, data: { consignmentId, ...data } };
    });
  }

  @Allow('trader', 'operator')
  @Post(':id/cancellation')
  @HttpCode(200)
  cancel(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.steps.step(id, request, cancellationBody, ({ occurredAt, ...data }, consignmentId) => ({
      type: 'CancelConsignment',
      occurredAt,
      data: { consignmentId, ...data },
    }));
  }

  private async declareAs(
    consignmentId: string,
    request: HttpRequest,
    isOfContract: boolean,
  ): Promise<ConsignmentResponse> {
    const { occurredAt, lines, ...data } = bodyOf(request, declareBody, this.steps.now);
    checkDeclarationCodes({ occurredAt, lines, ...data });
    const declared = { consignmentId, ...sidesInLatin(data), hsEdition: HS_EDITION, lines } as const;
    const command = { type: 'DeclareConsignment', occurredAt, data: declared } as const;
    return this.steps.send(consignmentId, request, command, {}, isOfContract);
  }
}
