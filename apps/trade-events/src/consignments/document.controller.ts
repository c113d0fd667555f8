import { randomUUID } from 'node:crypto';
import { Allow, type HttpRequest } from '@corridor/nest-kit';
import { checkDocumentCode } from '@corridor/reference-data';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { bodyOf, idOf } from '../requests/request-body.js';
import { type ConsignmentResponse, ConsignmentSteps } from './consignment-steps.js';
import { documentBody, withdrawalBody } from './document.bodies.js';

/** The papers of a consignment. */
@Controller('v1/consignments/:id/documents')
export class DocumentController {
  constructor(@Inject(ConsignmentSteps) private readonly steps: ConsignmentSteps) {}

  /** Answers with the `documentId` that the paper is known by from now on. */
  @Allow('trader', 'customs', 'operator')
  @Post()
  async attach(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    const consignmentId = idOf(id, 'consignment');
    const { occurredAt, ...document } = bodyOf(request, documentBody, this.steps.now);
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
  withdraw(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @Req() request: HttpRequest,
  ): Promise<ConsignmentResponse> {
    return this.steps.step(id, request, withdrawalBody, ({ occurredAt, reason }, consignmentId) => ({
      type: 'WithdrawDocument',
      occurredAt,
      data: { consignmentId, documentId: idOf(documentId, 'document'), reason },
    }));
  }
}
