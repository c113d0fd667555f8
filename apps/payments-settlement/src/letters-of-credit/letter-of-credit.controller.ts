import { creditNumberSchema, paymentReferencesSchema } from '@corridor/contracts';
import {
  Allow,
  type Asked,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  queryOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { CLOCK, type Clock } from '../tokens.js';
import { creditIdOf } from './credit-id.js';
import { CreditListQuery, type CreditPage } from './credit-list.query.js';
import { type CreditResponse, CreditSteps } from './credit-steps.js';
import { creditAnswer, creditPage, creditView } from './letter-of-credit.answers.js';
import {
  checkCreditCodes,
  creditBody,
  declineBody,
  namedInLatin,
  plainBody,
} from './letter-of-credit.bodies.js';
import { type CreditView, LetterOfCreditQuery } from './letter-of-credit.query.js';

const wholeNumber = z.string().regex(/^\d{1,15}$/, 'is a whole number');
const listQuery = z.strictObject({
  status: z.enum(['issued', 'advised', 'confirmed', 'expired', 'cancelled', 'closed']).exactOptional(),
  number: creditNumberSchema.exactOptional().describe("The issuing bank's own number, as it was told."),
  uetr: paymentReferencesSchema.shape.uetr.describe(
    'Of a payment to the presenter or to the bank that had paid him.',
  ),
  after: wholeNumber
    .transform(Number)
    .default(0)
    .describe('Only what was issued behind this position: `next` of the page before.'),
  limit: wholeNumber
    .transform(Number)
    .pipe(z.int().min(1).max(500))
    .default(50)
    .describe('Credits of a page, 1 to 500; 50 where it is left out.'),
});

@Controller('v1/letters-of-credit')
export class LetterOfCreditController {
  constructor(
    @Inject(CreditSteps) private readonly steps: CreditSteps,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank')
  @Post()
  @Operation('The issuing bank undertakes to honour a complying presentation (UCP 600).', {
    commands: ['IssueCredit'],
    body: creditBody,
    answer: creditAnswer,
  })
  issue(@Req() request: Sent<typeof creditBody>): Promise<CreditResponse> {
    const body = bodyOf(request, this.now);
    checkCreditCodes(body);
    const { occurredAt, ...credit } = body;
    const letterOfCreditId = creditIdOf(credit.issuingBank.participantId, credit.number);
    const parties = {
      applicant: namedInLatin(credit.applicant),
      beneficiary: namedInLatin(credit.beneficiary),
    };
    const data = { letterOfCreditId, ...credit, ...parties };
    return this.steps.send(letterOfCreditId, request, { type: 'IssueCredit', occurredAt, data });
  }

  @Allow('bank', 'trader', 'operator')
  @Get()
  @Operation('Lists the letters of credit that one has a part in, for an operator all, oldest first.', {
    query: listQuery,
    answer: creditPage,
  })
  list(@Req() request: Asked<typeof listQuery>): Promise<CreditPage> {
    const { caller } = commandRequestOf(request);
    const { status, number, uetr, after, limit } = queryOf(request);
    return this.queries.execute(
      new CreditListQuery({
        ...(caller.role !== 'operator' && { participant: caller.participant }),
        ...(status !== undefined && { status }),
        ...(number !== undefined && { number }),
        ...(uetr !== undefined && { uetr }),
        after,
        limit,
      }),
    );
  }

  @Allow('bank', 'trader', 'operator')
  @Get(':id')
  @Operation('Tells how a letter of credit stands, what of it can be drawn, and what is legal now.', {
    answer: creditView,
  })
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<CreditView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new LetterOfCreditQuery(this.steps.idOf(id), caller));
  }

  @Allow('bank')
  @Post(':id/advice')
  @HttpCode(200)
  @Operation('The advising bank told the beneficiary of the credit.', {
    commands: ['AdviseCredit'],
    body: plainBody,
    answer: creditAnswer,
  })
  advise(@Param('id') id: string, @Req() request: Sent<typeof plainBody>): Promise<CreditResponse> {
    const { occurredAt } = bodyOf(request, this.now);
    return this.steps.send(id, request, { type: 'AdviseCredit', occurredAt, data: {} });
  }

  @Allow('bank')
  @Post(':id/confirmation')
  @HttpCode(200)
  @Operation('The confirming bank is bound beside the issuing bank.', {
    commands: ['ConfirmCredit'],
    body: plainBody,
    answer: creditAnswer,
  })
  confirm(@Param('id') id: string, @Req() request: Sent<typeof plainBody>): Promise<CreditResponse> {
    const { occurredAt } = bodyOf(request, this.now);
    return this.steps.send(id, request, { type: 'ConfirmCredit', occurredAt, data: {} });
  }

  @Allow('bank')
  @Post(':id/confirmation-refusal')
  @HttpCode(200)
  @Operation('The bank that is asked to confirm the credit is not prepared to.', {
    commands: ['DeclineConfirmation'],
    body: declineBody,
    answer: creditAnswer,
  })
  decline(@Param('id') id: string, @Req() request: Sent<typeof declineBody>): Promise<CreditResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.steps.send(id, request, { type: 'DeclineConfirmation', occurredAt, data });
  }

  @Allow('operator')
  @Post(':id/expiry')
  @HttpCode(200)
  @Operation("The last day for presentation is over by the ledger's clock, which finds that by itself.", {
    commands: ['ExpireCredit'],
    body: plainBody,
    answer: creditAnswer,
  })
  expire(@Param('id') id: string, @Req() request: Sent<typeof plainBody>): Promise<CreditResponse> {
    const { occurredAt } = bodyOf(request, this.now);
    return this.steps.send(id, request, { type: 'ExpireCredit', occurredAt, data: {} });
  }

  @Allow('bank', 'trader')
  @Post(':id/cancellation')
  @HttpCode(200)
  @Operation('One of those without whom a credit is not cancelled agrees that it is.', {
    commands: ['AgreeToCancellation'],
    body: plainBody,
    answer: creditAnswer,
  })
  cancel(@Param('id') id: string, @Req() request: Sent<typeof plainBody>): Promise<CreditResponse> {
    const { occurredAt } = bodyOf(request, this.now);
    return this.steps.send(id, request, { type: 'AgreeToCancellation', occurredAt, data: {} });
  }

  @Allow('bank')
  @Post(':id/closing')
  @HttpCode(200)
  @Operation('The issuing bank closes a credit of which nothing is left to draw or to pay.', {
    commands: ['CloseCredit'],
    body: plainBody,
    answer: creditAnswer,
  })
  close(@Param('id') id: string, @Req() request: Sent<typeof plainBody>): Promise<CreditResponse> {
    const { occurredAt } = bodyOf(request, this.now);
    return this.steps.send(id, request, { type: 'CloseCredit', occurredAt, data: {} });
  }
}
