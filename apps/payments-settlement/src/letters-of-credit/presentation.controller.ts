import { Allow, bodyOf, Operation, type Sent } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CLOCK, type Clock } from '../tokens.js';
import { type CreditResponse, CreditSteps } from './credit-steps.js';
import { creditAnswer } from './letter-of-credit.answers.js';
import { checkPapers, plainBody, presentationBody, refusalBody } from './letter-of-credit.bodies.js';

@Controller('v1/letters-of-credit/:id/presentations')
export class CreditPresentationController {
  constructor(
    @Inject(CreditSteps) private readonly steps: CreditSteps,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader')
  @Post()
  @Operation('The beneficiary presents documents to a bank, and draws on the credit.', {
    body: presentationBody,
    answer: creditAnswer,
  })
  present(@Param('id') id: string, @Req() request: Sent<typeof presentationBody>): Promise<CreditResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    checkPapers(data.documents);
    return this.steps.send(id, request, { type: 'PresentDocuments', occurredAt, data: data });
  }

  @Allow('bank')
  @Post(':number/examination')
  @HttpCode(200)
  @Operation('The bank finds that a presentation complies.', { body: plainBody, answer: creditAnswer })
  examine(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof plainBody>,
  ): Promise<CreditResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.steps.send(id, request, {
      type: 'FindComplying',
      occurredAt,
      data: { presentation: this.steps.numberOf(number, 'presentation'), ...data },
    });
  }

  @Allow('bank')
  @Post(':number/refusal')
  @HttpCode(200)
  @Operation(
    'The bank refuses a presentation by one notice with all discrepancies, within five banking days.',
    { body: refusalBody, answer: creditAnswer },
  )
  refuse(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof refusalBody>,
  ): Promise<CreditResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.steps.send(id, request, {
      type: 'RefusePresentation',
      occurredAt,
      data: { presentation: this.steps.numberOf(number, 'presentation'), ...data },
    });
  }

  @Allow('bank')
  @Post(':number/acceptance')
  @HttpCode(200)
  @Operation('A bank accepts the draft of a complying presentation: it pays at maturity.', {
    body: plainBody,
    answer: creditAnswer,
  })
  accept(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof plainBody>,
  ): Promise<CreditResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.steps.send(id, request, {
      type: 'AcceptDraft',
      occurredAt,
      data: { presentation: this.steps.numberOf(number, 'presentation'), ...data },
    });
  }

  @Allow('bank')
  @Post(':number/honour')
  @HttpCode(200)
  @Operation('A bank pays on a complying presentation.', { body: plainBody, answer: creditAnswer })
  honour(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof plainBody>,
  ): Promise<CreditResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.steps.send(id, request, {
      type: 'HonourPresentation',
      occurredAt,
      data: { presentation: this.steps.numberOf(number, 'presentation'), ...data },
    });
  }

  @Allow('bank')
  @Post(':number/negotiation')
  @HttpCode(200)
  @Operation('A bank buys the documents of a complying presentation.', {
    body: plainBody,
    answer: creditAnswer,
  })
  negotiate(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof plainBody>,
  ): Promise<CreditResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.steps.send(id, request, {
      type: 'NegotiatePresentation',
      occurredAt,
      data: { presentation: this.steps.numberOf(number, 'presentation'), ...data },
    });
  }

  @Allow('bank')
  @Post(':number/reimbursement')
  @HttpCode(200)
  @Operation('The issuing bank gives the bank that paid its money back.', {
    body: plainBody,
    answer: creditAnswer,
  })
  reimburse(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof plainBody>,
  ): Promise<CreditResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.steps.send(id, request, {
      type: 'ReimburseBank',
      occurredAt,
      data: { presentation: this.steps.numberOf(number, 'presentation'), ...data },
    });
  }

  @Allow('bank', 'trader')
  @Post(':number/waiver')
  @HttpCode(200)
  @Operation('The applicant waives the discrepancies, or the issuing bank agrees that he has.', {
    body: plainBody,
    answer: creditAnswer,
  })
  waive(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof plainBody>,
  ): Promise<CreditResponse> {
    const { occurredAt } = bodyOf(request, this.now);
    const type = request.caller?.role === 'bank' ? 'AgreeToWaiver' : 'WaiveDiscrepancies';
    const data = { presentation: this.steps.numberOf(number, 'presentation') };
    return this.steps.send(id, request, { type, occurredAt, data });
  }
}
