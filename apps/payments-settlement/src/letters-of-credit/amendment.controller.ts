import { Allow, bodyOf, Operation, type Sent } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CLOCK, type Clock } from '../tokens.js';
import type { CreditStep, StepBody, StepOn } from './credit-step.js';
import { type CreditResponse, CreditSteps } from './credit-steps.js';
import { creditAnswer } from './letter-of-credit.answers.js';
import {
  acceptanceBody,
  amendmentAdviceBody,
  amendmentBody,
  checkTermsCodes,
  plainBody,
} from './letter-of-credit.bodies.js';

@Controller('v1/letters-of-credit/:id/amendments')
export class CreditAmendmentController {
  constructor(
    @Inject(CreditSteps) private readonly steps: CreditSteps,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank')
  @Post()
  @Operation('The issuing bank makes an amendment, which binds the beneficiary when he accepts it.', {
    commands: ['ProposeAmendment'],
    body: amendmentBody,
    answer: creditAnswer,
  })
  propose(@Param('id') id: string, @Req() request: Sent<typeof amendmentBody>): Promise<CreditResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    checkTermsCodes(data.changes, '/changes');
    return this.steps.send(id, request, { type: 'ProposeAmendment', occurredAt, data: data });
  }

  @Allow('bank')
  @Post(':number/advice')
  @HttpCode(200)
  @Operation('The confirming bank advises an amendment, and extends its confirmation to it or not.', {
    commands: ['AdviseAmendment'],
    body: amendmentAdviceBody,
    answer: creditAnswer,
  })
  advise(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof amendmentAdviceBody>,
  ): Promise<CreditResponse> {
    return this.step('AdviseAmendment', id, number, request);
  }

  @Allow('trader')
  @Post(':number/acceptance')
  @HttpCode(200)
  @Operation('The beneficiary accepts an amendment: its terms hold from now on.', {
    commands: ['AcceptAmendment'],
    body: acceptanceBody,
    answer: creditAnswer,
  })
  accept(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof acceptanceBody>,
  ): Promise<CreditResponse> {
    return this.step('AcceptAmendment', id, number, request);
  }

  @Allow('trader')
  @Post(':number/rejection')
  @HttpCode(200)
  @Operation('The beneficiary rejects an amendment.', {
    commands: ['RejectAmendment'],
    body: plainBody,
    answer: creditAnswer,
  })
  reject(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: Sent<typeof plainBody>,
  ): Promise<CreditResponse> {
    return this.step('RejectAmendment', id, number, request);
  }

  /** Takes a step on the amendment that the path names, with what the body says of it. */
  private step<Type extends StepOn<'amendment'>>(
    type: Type,
    id: string,
    number: string,
    request: Sent<StepBody<Type>>,
  ): Promise<CreditResponse> {
    const { occurredAt, ...said } = bodyOf(request, this.now);
    const data = { amendment: this.steps.numberOf(number, 'amendment'), ...said };
    return this.steps.send(id, request, { type, occurredAt, data } as unknown as CreditStep);
  }
}
