import { randomUUID } from 'node:crypto';
import {
  Allow,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { checkDocumentCode, checkLocode } from '@corridor/reference-data';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { checkLineCodes } from '../consignments/consignment.bodies.js';
import { idOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
import { declarationAnswer } from './declaration.answers.js';
import {
  assessmentBody,
  clearanceBody,
  declarationAmendmentBody,
  documentRequestBody,
  dutyPaymentBody,
  dutyRefundBody,
  dutyRefundWithdrawalBody,
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
  @Operation('Lodges a customs declaration of the goods of a consignment, or of some of its lines.', {
    commands: ['LodgeDeclaration'],
    body: lodgementBody,
    answer: declarationAnswer,
    refuses: [404],
  })
  async lodge(@Req() request: Sent<typeof lodgementBody>): Promise<DeclarationResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    checkLocode(data.customsOffice, '/customsOffice');
    if (data.lines) checkLineCodes(data.lines);
    if (data.procedure) checkProcedureOf(data.flow, data.procedure);
    return this.send(declarationIdOf(data), request, { type: 'LodgeDeclaration', occurredAt, data });
  }

  @Allow('customs', 'operator')
  @Post(':id/document-requests')
  @HttpCode(200)
  @Operation('Customs asks for papers; the declaration waits for them.', {
    commands: ['RequestDocuments'],
    body: documentRequestBody,
    answer: declarationAnswer,
  })
  requestDocuments(
    @Param('id') id: string,
    @Req() request: Sent<typeof documentRequestBody>,
  ): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => {
      for (const [index, code] of data.typeCodes.entries()) checkDocumentCode(code, `/typeCodes/${index}`);
      return { type: 'RequestDocuments', occurredAt, data };
    });
  }

  @Allow('customs', 'trader', 'operator')
  @Post(':id/documents')
  @HttpCode(200)
  @Operation('Names papers that are attached to the consignment.', {
    commands: ['ProvideDocuments'],
    body: providedDocumentsBody,
    answer: declarationAnswer,
  })
  provideDocuments(
    @Param('id') id: string,
    @Req() request: Sent<typeof providedDocumentsBody>,
  ): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, documentIds }) => ({
      type: 'ProvideDocuments',
      occurredAt,
      data: { documentIds },
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/inspections')
  @Operation('Customs inspected papers or goods. The answer names the `inspectionId`.', {
    commands: ['RecordInspection'],
    body: inspectionBody,
    answer: declarationAnswer,
  })
  inspect(
    @Param('id') id: string,
    @Req() request: Sent<typeof inspectionBody>,
  ): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'RecordInspection',
      occurredAt,
      data: { inspectionId: randomUUID(), ...data },
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/holds')
  @Operation('Customs holds the goods. The answer names the `holdId`.', {
    commands: ['PlaceHold'],
    body: holdBody,
    answer: declarationAnswer,
  })
  hold(@Param('id') id: string, @Req() request: Sent<typeof holdBody>): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'PlaceHold',
      occurredAt,
      data: { holdId: randomUUID(), ...data },
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/holds/:holdId/release')
  @HttpCode(200)
  @Operation('Lifts a hold.', { commands: ['ReleaseHold'], body: releaseBody, answer: declarationAnswer })
  release(
    @Param('id') id: string,
    @Param('holdId') holdId: string,
    @Req() request: Sent<typeof releaseBody>,
  ): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt }) => ({
      type: 'ReleaseHold',
      occurredAt,
      data: { holdId },
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/assessment')
  @HttpCode(200)
  @Operation('Tells which duties are owed, and until when.', {
    commands: ['AssessDuty'],
    body: assessmentBody,
    answer: declarationAnswer,
  })
  assess(@Param('id') id: string, @Req() request: Sent<typeof assessmentBody>): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'AssessDuty',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/duty-payments')
  @HttpCode(200)
  @Operation('Duties were paid, or a part of them.', {
    commands: ['PayDuty'],
    body: dutyPaymentBody,
    answer: declarationAnswer,
  })
  pay(@Param('id') id: string, @Req() request: Sent<typeof dutyPaymentBody>): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'PayDuty',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/duty-refunds')
  @HttpCode(200)
  @Operation('Duties that were paid were given back, or a part of them.', {
    commands: ['RefundDuty'],
    body: dutyRefundBody,
    answer: declarationAnswer,
  })
  refund(@Param('id') id: string, @Req() request: Sent<typeof dutyRefundBody>): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({ type: 'RefundDuty', occurredAt, data }));
  }

  @Allow('customs', 'operator')
  @Post(':id/duty-refund-withdrawals')
  @HttpCode(200)
  @Operation('A refund was told wrong: it counts no longer, and its reference may be told anew.', {
    commands: ['WithdrawDutyRefund'],
    body: dutyRefundWithdrawalBody,
    answer: declarationAnswer,
  })
  withdrawRefund(
    @Param('id') id: string,
    @Req() request: Sent<typeof dutyRefundWithdrawalBody>,
  ): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'WithdrawDutyRefund',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/clearance')
  @HttpCode(200)
  @Operation('Customs clears the declaration, at an exchange rate for the statistical value.', {
    commands: ['ClearDeclaration'],
    body: clearanceBody,
    answer: declarationAnswer,
  })
  clear(@Param('id') id: string, @Req() request: Sent<typeof clearanceBody>): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'ClearDeclaration',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/goods-release')
  @HttpCode(200)
  @Operation('The goods of a cleared declaration may leave the control of customs.', {
    commands: ['ReleaseGoods'],
    body: goodsReleaseBody,
    answer: declarationAnswer,
  })
  releaseGoods(
    @Param('id') id: string,
    @Req() request: Sent<typeof goodsReleaseBody>,
  ): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt }) => ({
      type: 'ReleaseGoods',
      occurredAt,
      data: {},
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/refusal')
  @HttpCode(200)
  @Operation('Customs refuses the declaration; its goods are open to another one.', {
    commands: ['RefuseDeclaration'],
    body: refusalBody,
    answer: declarationAnswer,
  })
  refuse(@Param('id') id: string, @Req() request: Sent<typeof refusalBody>): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'RefuseDeclaration',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/reexport')
  @HttpCode(200)
  @Operation('Goods that were declared for a time left again.', {
    commands: ['ReexportGoods'],
    body: reexportBody,
    answer: declarationAnswer,
  })
  reexport(@Param('id') id: string, @Req() request: Sent<typeof reexportBody>): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => {
      checkLocode(data.location, '/location');
      return { type: 'ReexportGoods', occurredAt, data };
    });
  }

  @Allow('customs', 'operator')
  @Post(':id/invalidation')
  @HttpCode(200)
  @Operation('Takes a cleared export declaration back, before the goods leave.', {
    commands: ['InvalidateDeclaration'],
    body: invalidationBody,
    answer: declarationAnswer,
  })
  invalidate(
    @Param('id') id: string,
    @Req() request: Sent<typeof invalidationBody>,
  ): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'InvalidateDeclaration',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/amendments')
  @HttpCode(200)
  @Operation(
    'Says that the declaration was wrong: why, and its lines and charges as they should have been.',
    { commands: ['AmendDeclaration'], body: declarationAmendmentBody, answer: declarationAnswer },
  )
  amend(
    @Param('id') id: string,
    @Req() request: Sent<typeof declarationAmendmentBody>,
  ): Promise<DeclarationResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => {
      checkLineCodes(data.lines);
      return { type: 'AmendDeclaration', occurredAt, data };
    });
  }

  private async step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: Sent<Schema>,
    toStep: (body: z.infer<Schema>) => LaterStep | Papers,
  ): Promise<DeclarationResponse> {
    const declarationId = idOf(id, 'declaration');
    return this.send(declarationId, request, toStep(bodyOf(request, this.now)));
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
