import { Allow, bodyOf, Operation, type Sent } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CLOCK, type Clock } from '../tokens.js';
import type { CreditStep, StepBody, StepOn } from './credit-step.js';
import { type CreditResponse, CreditSteps } from './credit-steps.js';
import { creditAnswer } from './letter-of-credit.answers.js';
import {
  checkPapers,
  forwardingBody,
  payingBody,
  plainBody,
  presentationBody,
  refusalBody,
  reimbursingBody,
} from './letter-of-credit.bodies.js';

@Controller('v1/letters-of-credit/:id/presentations')
export class CreditPresentationController {
  constructor(
    @Inject(CreditSteps) private readonly steps: CreditSteps,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader')
  @Post()
  @Operation('The beneficiary presents documents to a bank, and draws on the credit.', {
    commands: ['PresentDocuments'],
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
  @Operation('The bank finds that a presentation complies.', {
    commands: ['FindComplying'],
    body: plainBody,
    answer: creditAnswer,
  })
  examine(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof plainBody>,
  ): Promise<CreditResponse> {
    return this.step('FindComplying', id, number, request);
  }

  @Allow('bank')
  @Post(':number/refusal')
  @HttpCode(200)
  @Operation(
    'The bank refuses a presentation by one notice with all discrepancies, within five banking days.',
    { commands: ['RefusePresentation'], body: refusalBody, answer: creditAnswer },
  )
  refuse(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof refusalBody>,
  ): Promise<CreditResponse> {
    return this.step('RefusePresentation', id, number, request);
  }

  @Allow('trader')
  @Post(':number/withdrawal')
  @HttpCode(200)
  @Operation('The beneficiary takes documents back that nobody is bound by yet; nothing is drawn on them.', {
    commands: ['WithdrawPresentation'],
    body: plainBody,
    answer: creditAnswer,
  })
  withdraw(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof plainBody>,
  ): Promise<CreditResponse> {
    return this.step('WithdrawPresentation', id, number, request);
  }

  @Allow('bank', 'trader')
  @Post(':number/forwarding')
  @HttpCode(200)
  @Operation(
    'The nominated bank, or the beneficiary, has documents go on to a bank that is bound, whose five banking days begin.',
    { commands: ['ForwardPresentation'], body: forwardingBody, answer: creditAnswer },
  )
  forward(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof forwardingBody>,
  ): Promise<CreditResponse> {
    return this.step('ForwardPresentation', id, number, request);
  }

  @Allow('bank')
  @Post(':number/acceptance')
  @HttpCode(200)
  @Operation('A bank accepts the draft of a complying presentation: it pays at maturity.', {
    commands: ['AcceptDraft'],
    body: plainBody,
    answer: creditAnswer,
  })
  accept(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof plainBody>,
  ): Promise<CreditResponse> {
    return this.step('AcceptDraft', id, number, request);
  }

  @Allow('bank')
  @Post(':number/honour')
  @HttpCode(200)
  @Operation('A bank pays on a complying presentation.', {
    commands: ['HonourPresentation'],
    body: payingBody,
    answer: creditAnswer,
  })
  honour(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof payingBody>,
  ): Promise<CreditResponse> {
    return this.step('HonourPresentation', id, number, request);
  }

  @Allow('bank')
  @Post(':number/negotiation')
  @HttpCode(200)
  @Operation('A bank buys the documents of a complying presentation.', {
    commands: ['NegotiatePresentation'],
    body: payingBody,
    answer: creditAnswer,
  })
  negotiate(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof payingBody>,
  ): Promise<CreditResponse> {
    return this.step('NegotiatePresentation', id, number, request);
  }

  @Allow('bank')
  @Post(':number/reimbursement')
  @HttpCode(200)
  @Operation('The issuing bank gives the bank that paid its money back.', {
    commands: ['ReimburseBank'],
    body: reimbursingBody,
    answer: creditAnswer,
  })
  reimburse(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof reimbursingBody>,
  ): Promise<CreditResponse> {
    return this.step('ReimburseBank', id, number, request);
  }

  @Allow('bank', 'trader')
  @Post(':number/waiver')
  @HttpCode(200)
  @Operation('The applicant waives the discrepancies, or the issuing bank agrees that he has.', {
    commands: ['WaiveDiscrepancies', 'AgreeToWaiver'],
    body: plainBody,
    answer: creditAnswer,
  })
  waive(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof plainBody>,
  ): Promise<CreditResponse> {
    const type = request.caller?.role === 'bank' ? 'AgreeToWaiver' : 'WaiveDiscrepancies';
    return this.step(type, id, number, request);
  }

  /** Takes a step on the presentation that the path names, with what the body says of it. */
  private step<Type extends StepOn<'presentation'>>(
    type: Type,
    id: string,
    number: string,
    request: Sent<StepBody<Type>>,
  ): Promise<CreditResponse> {
    const { occurredAt, ...said } = bodyOf(request, this.now);
    const data = { presentation: this.steps.numberOf(number, 'presentation'), ...said };
    return this.steps.send(id, request, { type, occurredAt, data } as unknown as CreditStep);
  }
}
