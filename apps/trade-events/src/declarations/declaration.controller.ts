import { randomUUID } from 'node:crypto';
import { Allow, commandRequestOf, type HttpRequest, responseOf } from '@corridor/nest-kit';
import { checkDocumentCode, checkLocode } from '@corridor/reference-data';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { checkLineCodes } from '../consignments/consignment.bodies.js';
import { bodyOf, idOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
import {
  assessmentBody,
  clearanceBody,
  declarationAmendmentBody,
  documentRequestBody,
  dutyPaymentBody,
  goodsReleaseBody,
  holdBody,
  inspectionBody,
  invalidationBody,
  lodgementBody,
  providedDocumentsBody,
  reexportBody,
  refusalBody,
  releaseBody,
} from './declaration.bodies.js';
import { type DeclarationAnswer, DeclarationRequest } from './declaration.handler.js';
import type { DeclarationStep, LaterStep } from './declaration-step.js';
import { checkProcedureOf, declarationIdOf } from './lodgement.js';
import type { Papers } from './papers.js';

type DeclarationResponse = DeclarationAnswer & { readonly position?: number };

/** Customs declares, inspects, holds, assesses and clears; a trader may lodge, and bring papers, for a consignment it is a party of. */
@Controller('v1/declarations')
export class DeclarationController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('customs', 'trader', 'operator')
  @Post()
  async lodge(@Req() request: HttpRequest): Promise<DeclarationResponse> {
    const { occurredAt, ...data } = bodyOf(request, lodgementBody, this.now);
    checkLocode(data.customsOffice, '/customsOffice');
    if (data.lines) checkLineCodes(data.lines);
    if (data.procedure) checkProcedureOf(data.flow, data.procedure);
    return this.send(declarationIdOf(data), request, { type: 'LodgeDeclaration', occurredAt, data });
  }

  @Allow('customs', 'operator')
  @Post(':id/document-requests')
  @HttpCode(200)
  requestDocuments(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, documentRequestBody, ({ occurredAt, ...data }) => {
      for (const [index, code] of data.typeCodes.entries()) checkDocumentCode(code, `/typeCodes/${index}`);
      return { type: 'RequestDocuments', occurredAt, data };
    });
  }

  /** Names papers that are attached to the consignment. */
  @Allow('customs', 'trader', 'operator')
  @Post(':id/documents')
  @HttpCode(200)
  provideDocuments(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, providedDocumentsBody, ({ occurredAt, documentIds }) => ({
      type: 'ProvideDocuments',
      occurredAt,
      data: { documentIds },
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/inspections')
  inspect(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, inspectionBody, ({ occurredAt, ...data }) => ({
      type: 'RecordInspection',
      occurredAt,
      data: { inspectionId: randomUUID(), ...data },
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/holds')
  hold(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, holdBody, ({ occurredAt, ...data }) => ({
      type: 'PlaceHold',
      occurredAt,
      data: { holdId: randomUUID(), ...data },
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/holds/:holdId/release')
  @HttpCode(200)
  release(
    @Param('id') id: string,
    @Param('holdId') holdId: string,
    @Req() request: HttpRequest,
  ): Promise<DeclarationResponse> {
    return this.step(id, request, releaseBody, ({ occurredAt }) => ({
      type: 'ReleaseHold',
      occurredAt,
      data: { holdId },
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/assessment')
  @HttpCode(200)
  assess(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, assessmentBody, ({ occurredAt, ...data }) => ({
      type: 'AssessDuty',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/duty-payments')
  @HttpCode(200)
  pay(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, dutyPaymentBody, ({ occurredAt, ...data }) => ({
      type: 'PayDuty',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/clearance')
  @HttpCode(200)
  clear(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, clearanceBody, ({ occurredAt, ...data }) => ({
      type: 'ClearDeclaration',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/goods-release')
  @HttpCode(200)
  releaseGoods(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, goodsReleaseBody, ({ occurredAt }) => ({
      type: 'ReleaseGoods',
      occurredAt,
      data: {},
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/refusal')
  @HttpCode(200)
  refuse(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, refusalBody, ({ occurredAt, ...data }) => ({
      type: 'RefuseDeclaration',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/reexport')
  @HttpCode(200)
  reexport(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, reexportBody, ({ occurredAt, ...data }) => {
      checkLocode(data.location, '/location');
      return { type: 'ReexportGoods', occurredAt, data };
    });
  }

  /** Before the goods leave, and of an export only. */
  @Allow('customs', 'operator')
  @Post(':id/invalidation')
  @HttpCode(200)
  invalidate(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, invalidationBody, ({ occurredAt, ...data }) => ({
      type: 'InvalidateDeclaration',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/amendments')
  @HttpCode(200)
  amend(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    return this.step(id, request, declarationAmendmentBody, ({ occurredAt, ...data }) => {
      checkLineCodes(data.lines);
      return { type: 'AmendDeclaration', occurredAt, data };
    });
  }

  private async step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: HttpRequest,
    schema: Schema,
    toStep: (body: z.infer<Schema>) => LaterStep | Papers,
  ): Promise<DeclarationResponse> {
    const declarationId = idOf(id, 'declaration');
    return this.send(declarationId, request, toStep(bodyOf(request, schema, this.now)));
  }

  private async send(
    id: string,
    request: HttpRequest,
    step: DeclarationStep | Papers,
  ): Promise<DeclarationResponse> {
    return responseOf(
      await this.commands.execute(new DeclarationRequest(id, step, commandRequestOf(request))),
    );
  }
}
