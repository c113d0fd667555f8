import { randomUUID } from 'node:crypto';
import {
  Allow,
  type Asked,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  queryOf,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { checkLocode } from '@corridor/reference-data';
import { Controller, Get, Header, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { idOf } from '../../requests/request-body.js';
import { CLOCK, type Clock } from '../../tokens.js';
import { CorrectionRequest } from './correction.handler.js';
import { type ErasureAnswer, ErasureRequest, type SubjectAnswer } from './erasure.handler.js';
import {
  erasureAnswer,
  subjectAnswer,
  visaAnswer,
  visaPage,
  visaRequestAnswer,
  visaView,
} from './visa.answers.js';
import {
  checkBorn,
  correctionBody,
  declineBody,
  documentsBody,
  erasureBody,
  grantBody,
  invitationBody,
  listQuery,
  refusalBody,
  requestBody,
  stepBody,
  submissionBody,
  submissionCorrectionBody,
  travellerOf,
} from './visa.bodies.js';
import {
  type VisaAnswer,
  VisaInvitationRequest,
  VisaRequest,
  type VisaRequestAnswer,
  type VisaStep,
} from './visa.handler.js';
import { VisaQuery, type VisaView } from './visa.query.js';
import { checkOwnFirm } from './visa-access.js';
import { VisaListQuery, type VisaPage } from './visa-list.query.js';

type Told<Answer> = Answer & { readonly position?: number };

/** Business visas: a firm asks, the Council invites, a consulate decides. */
@Controller('v1/visas')
export class VisaController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'operator')
  @Post()
  @Operation('Asks the Business Council to invite a traveller, whose personal data is kept encrypted.', {
    commands: ['RequestVisaInvitation', 'RegisterSubject'],
    body: requestBody,
    answer: visaRequestAnswer,
    refuses: [404, 409],
  })
  async request(@Req() request: Sent<typeof requestBody>): Promise<Told<VisaRequestAnswer>> {
    const body = bodyOf(request, this.now);
    const who = travellerOf(body, this.now);
    const { occurredAt, traveller, subjectId = randomUUID(), firm, ...asked } = body;
    const sent = commandRequestOf(request);
    checkOwnFirm(sent.caller, firm);
    const data = { visaId: randomUUID(), subjectId, firm, ...asked };
    const person = typeof who === 'string' ? undefined : traveller;
    return responseOf(await this.commands.execute(new VisaInvitationRequest(occurredAt, data, person, sent)));
  }

  @Allow('trader', 'council', 'commission', 'consulate', 'reporter', 'operator')
  @Get()
  @Operation(
    'Lists the applications that the key may see, without personal data, in the order of their ids.',
    {
      query: listQuery,
      answer: visaPage,
    },
  )
  list(@Req() request: Asked<typeof listQuery>): Promise<VisaPage> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new VisaListQuery(queryOf(request), caller));
  }

  @Allow('trader', 'council', 'commission', 'consulate', 'reporter', 'operator')
  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @Operation(
    'Tells how far an application is, what is legal now, and, to whom it concerns, who the traveller is.',
    { answer: visaView, answerHeaders: { 'Cache-Control': '`no-store`: nobody on the way keeps it.' } },
  )
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<VisaView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new VisaQuery(idOf(id, 'visa'), caller));
  }

  @Allow('council', 'operator')
  @Post(':id/invitation')
  @HttpCode(200)
  @Operation('The Council invites the traveller.', {
    commands: ['IssueVisaInvitation'],
    body: invitationBody,
    answer: visaAnswer,
  })
  invite(@Param('id') id: string, @Req() request: Sent<typeof invitationBody>): Promise<Told<VisaAnswer>> {
    return this.step(id, request, ({ occurredAt, ...data }, visaId) => ({
      type: 'IssueVisaInvitation',
      occurredAt,
      data: { visaId, ...data },
    }));
  }

  @Allow('council', 'operator')
  @Post(':id/decline')
  @HttpCode(200)
  @Operation('The Council does not invite the traveller.', {
    commands: ['DeclineVisaInvitation'],
    body: declineBody,
    answer: visaAnswer,
  })
  decline(@Param('id') id: string, @Req() request: Sent<typeof declineBody>): Promise<Told<VisaAnswer>> {
    return this.step(id, request, ({ occurredAt, ...data }, visaId) => ({
      type: 'DeclineVisaInvitation',
      occurredAt,
      data: { visaId, ...data },
    }));
  }

  @Allow('trader', 'operator')
  @Post(':id/submission')
  @HttpCode(200)
  @Operation(
    'The firm lodged the application with a consulate: days count from here, by the clock of its place.',
    {
      commands: ['SubmitVisa'],
      body: submissionBody,
      answer: visaAnswer,
    },
  )
  submit(@Param('id') id: string, @Req() request: Sent<typeof submissionBody>): Promise<Told<VisaAnswer>> {
    return this.step(id, request, ({ occurredAt, ...data }, visaId) => {
      checkLocode(data.place, '/place');
      return { type: 'SubmitVisa', occurredAt, data: { visaId, ...data } };
    });
  }

  @Allow('consulate', 'operator')
  @Post(':id/submission-correction')
  @HttpCode(200)
  @Operation('The consulate says on which day the application was lodged, where another one was told.', {
    commands: ['CorrectVisaSubmission'],
    body: submissionCorrectionBody,
    answer: visaAnswer,
  })
  correctSubmission(
    @Param('id') id: string,
    @Req() request: Sent<typeof submissionCorrectionBody>,
  ): Promise<Told<VisaAnswer>> {
    return this.step(id, request, ({ occurredAt, ...data }, visaId) => ({
      type: 'CorrectVisaSubmission',
      occurredAt,
      data: { visaId, ...data },
    }));
  }

  @Allow('consulate', 'operator')
  @Post(':id/document-requests')
  @HttpCode(200)
  @Operation('The consulate asks for more documents.', {
    commands: ['RequestVisaDocuments'],
    body: documentsBody,
    answer: visaAnswer,
  })
  askForDocuments(
    @Param('id') id: string,
    @Req() request: Sent<typeof documentsBody>,
  ): Promise<Told<VisaAnswer>> {
    return this.step(id, request, ({ occurredAt, ...data }, visaId) => ({
      type: 'RequestVisaDocuments',
      occurredAt,
      data: { visaId, ...data },
    }));
  }

  @Allow('consulate', 'operator')
  @Post(':id/documents')
  @HttpCode(200)
  @Operation('The consulate got the documents that it had asked for.', {
    commands: ['SupplyVisaDocuments'],
    body: stepBody,
    answer: visaAnswer,
  })
  supplyDocuments(@Param('id') id: string, @Req() request: Sent<typeof stepBody>): Promise<Told<VisaAnswer>> {
    return this.step(id, request, ({ occurredAt, ...data }, visaId) => ({
      type: 'SupplyVisaDocuments',
      occurredAt,
      data: { visaId, ...data },
    }));
  }

  @Allow('consulate', 'operator')
  @Post(':id/grant')
  @HttpCode(200)
  @Operation('The consulate grants the visa.', {
    commands: ['GrantVisa'],
    body: grantBody,
    answer: visaAnswer,
  })
  grant(@Param('id') id: string, @Req() request: Sent<typeof grantBody>): Promise<Told<VisaAnswer>> {
    return this.step(id, request, ({ occurredAt, ...data }, visaId) => ({
      type: 'GrantVisa',
      occurredAt,
      data: { visaId, ...data },
    }));
  }

  @Allow('consulate', 'operator')
  @Post(':id/refusal')
  @HttpCode(200)
  @Operation('The consulate refuses the visa, for a class of reasons.', {
    commands: ['RefuseVisa'],
    body: refusalBody,
    answer: visaAnswer,
  })
  refuse(@Param('id') id: string, @Req() request: Sent<typeof refusalBody>): Promise<Told<VisaAnswer>> {
    return this.step(id, request, ({ occurredAt, ...data }, visaId) => ({
      type: 'RefuseVisa',
      occurredAt,
      data: { visaId, ...data },
    }));
  }

  @Allow('trader', 'operator')
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Operation('The firm withdraws its application.', {
    commands: ['WithdrawVisa'],
    body: stepBody,
    answer: visaAnswer,
  })
  withdraw(@Param('id') id: string, @Req() request: Sent<typeof stepBody>): Promise<Told<VisaAnswer>> {
    return this.step(id, request, ({ occurredAt, ...data }, visaId) => ({
      type: 'WithdrawVisa',
      occurredAt,
      data: { visaId, ...data },
    }));
  }

  @Allow('trader', 'operator')
  @Post('subjects/:subjectId/correction')
  @HttpCode(200)
  @Operation('Tells anew who a traveller is, such as by another passport.', {
    commands: ['CorrectPersonalData'],
    body: correctionBody,
    answer: subjectAnswer,
  })
  async correct(
    @Param('subjectId') id: string,
    @Req() request: Sent<typeof correctionBody>,
  ): Promise<Told<SubjectAnswer>> {
    const subjectId = idOf(id, 'subject');
    const { occurredAt, traveller } = bodyOf(request, this.now);
    checkBorn(traveller, this.now);
    const correction = new CorrectionRequest(occurredAt, subjectId, traveller, commandRequestOf(request));
    return responseOf(await this.commands.execute(correction));
  }

  @Allow('council', 'operator')
  @Post('subjects/:subjectId/erasure')
  @HttpCode(200)
  @Operation('Erases the personal data of a traveller for good; the log and the figures stay as they are.', {
    commands: ['ErasePersonalData'],
    body: erasureBody,
    answer: erasureAnswer,
  })
  async erase(
    @Param('subjectId') id: string,
    @Req() request: Sent<typeof erasureBody>,
  ): Promise<Told<ErasureAnswer>> {
    const subjectId = idOf(id, 'subject');
    const { occurredAt, reason } = bodyOf(request, this.now);
    const erasure = new ErasureRequest(occurredAt, { subjectId, reason }, commandRequestOf(request));
    return responseOf(await this.commands.execute(erasure));
  }

  private async step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: Sent<Schema>,
    toStep: (body: z.infer<Schema>, visaId: string) => VisaStep,
  ): Promise<Told<VisaAnswer>> {
    const step = toStep(bodyOf(request, this.now), idOf(id, 'visa'));
    return responseOf(await this.commands.execute(new VisaRequest(step, commandRequestOf(request))));
  }
}
