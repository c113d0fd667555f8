import { randomUUID } from 'node:crypto';
import { Allow, bodyOf, commandRequestOf, type HttpRequest, Operation, type Sent } from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { sidesInLatin } from '../requests/parties.js';
import { idOf } from '../requests/request-body.js';
import { consignmentAnswer, consignmentView } from './consignment.answers.js';
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
  @Operation('Tells that a contract of sale was signed; its goods are declared later.', {
    commands: ['ContractConsignment'],
    body: contractBody,
    answer: consignmentAnswer,
  })
  async contract(@Req() request: Sent<typeof contractBody>): Promise<ConsignmentResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.steps.now);
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
  @Operation('Declares goods that will go from one place to another, line by line.', {
    commands: ['DeclareConsignment'],
    body: declareBody,
    answer: consignmentAnswer,
  })
  declare(@Req() request: Sent<typeof declareBody>): Promise<ConsignmentResponse> {
    return this.declareAs(randomUUID(), request, false);
  }

  @Allow('trader', 'operator')
  @Post(':id/declaration')
  @HttpCode(200)
  @Operation('Declares the goods of a contract.', {
    commands: ['DeclareConsignment'],
    body: declareBody,
    answer: consignmentAnswer,
  })
  declareContracted(
    @Param('id') id: string,
    @Req() request: Sent<typeof declareBody>,
  ): Promise<ConsignmentResponse> {
    return this.declareAs(idOf(id, 'consignment'), request, true);
  }

  @Allow('trader', 'customs', 'operator')
  @Get(':id')
  @Operation(
    'Tells what a consignment is, what is legal now, which papers the coming steps lack, and how far it is paid.',
    { answer: consignmentView },
  )
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new ConsignmentQuery(idOf(id, 'consignment'), caller));
  }

  @Allow('trader', 'operator')
  @Post(':id/amendments')
  @HttpCode(200)
  @Operation('Says that what was declared was wrong, and all lines as they should have been.', {
    commands: ['AmendConsignment'],
    body: amendmentBody,
    answer: consignmentAnswer,
  })
  amend(@Param('id') id: string, @Req() request: Sent<typeof amendmentBody>): Promise<ConsignmentResponse> {
    return this.steps.step(id, request, ({ occurredAt, ...data }, consignmentId) => {
      checkLineCodes(data.lines);
      return { type: 'AmendConsignment', occurredAt, data: { consignmentId, ...data } };
    });
  }

  @Allow('trader', 'operator')
  @Post(':id/cancellation')
  @HttpCode(200)
  @Operation('Calls a consignment off that was not dispatched.', {
    commands: ['CancelConsignment'],
    body: cancellationBody,
    answer: consignmentAnswer,
  })
  cancel(
    @Param('id') id: string,
    @Req() request: Sent<typeof cancellationBody>,
  ): Promise<ConsignmentResponse> {
    return this.steps.step(id, request, ({ occurredAt, ...data }, consignmentId) => ({
      type: 'CancelConsignment',
      occurredAt,
      data: { consignmentId, ...data },
    }));
  }

  private async declareAs(
    consignmentId: string,
    request: Sent<typeof declareBody>,
    isOfContract: boolean,
  ): Promise<ConsignmentResponse> {
    const { occurredAt, lines, ...data } = bodyOf(request, this.steps.now);
    checkDeclarationCodes({ occurredAt, lines, ...data });
    const declared = { consignmentId, ...sidesInLatin(data), hsEdition: HS_EDITION, lines } as const;
    const command = { type: 'DeclareConsignment', occurredAt, data: declared } as const;
    return this.steps.send(consignmentId, request, command, {}, isOfContract);
  }
}
