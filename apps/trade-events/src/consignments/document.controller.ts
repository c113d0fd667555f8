import { randomUUID } from 'node:crypto';
import { Allow, bodyOf, Operation, type Sent } from '@corridor/nest-kit';
import { checkDocumentCode } from '@corridor/reference-data';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { idOf } from '../requests/request-body.js';
import { consignmentAnswer } from './consignment.answers.js';
import { type ConsignmentResponse, ConsignmentSteps } from './consignment-steps.js';
import { documentBody, withdrawalBody } from './document.bodies.js';

/** The papers of a consignment. */
@Controller('v1/consignments/:id/documents')
export class DocumentController {
  constructor(@Inject(ConsignmentSteps) private readonly steps: ConsignmentSteps) {}

  @Allow('trader', 'customs', 'operator')
  @Post()
  @Operation(
    'Attaches a paper to a consignment: its kind, number, issuer and SHA-256. The answer names its `documentId`.',
    { commands: ['AttachDocument'], body: documentBody, answer: consignmentAnswer },
  )
  async attach(
    @Param('id') id: string,
    @Req() request: Sent<typeof documentBody>,
  ): Promise<ConsignmentResponse> {
    const consignmentId = idOf(id, 'consignment');
    const { occurredAt, ...document } = bodyOf(request, this.steps.now);
    checkDocumentCode(document.typeCode, '/typeCode');
    const documentId = randomUUID();
    const data = { consignmentId, documentId, ...document };
    return this.steps.send(
      consignmentId,
      request,
      { type: 'AttachDocument', occurredAt, data },
      { documentId },
    );
  }

  @Allow('trader', 'customs', 'operator')
  @Post(':documentId/withdrawal')
  @HttpCode(200)
  @Operation('Says that a paper does not hold; what stands in its place is attached by itself.', {
    commands: ['WithdrawDocument'],
    body: withdrawalBody,
    answer: consignmentAnswer,
  })
  withdraw(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @Req() request: Sent<typeof withdrawalBody>,
  ): Promise<ConsignmentResponse> {
    return this.steps.step(id, request, ({ occurredAt, reason }, consignmentId) => ({
      type: 'WithdrawDocument',
      occurredAt,
      data: { consignmentId, documentId: idOf(documentId, 'document'), reason },
    }));
  }
}
