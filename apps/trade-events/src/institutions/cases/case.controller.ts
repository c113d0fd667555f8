import type { CaseCommand, CasePart } from '@corridor/domain';
import {
  Allow,
  type Asked,
  bodyOf,
  callerOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  ProblemError,
  queryOf,
  ROLES,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { idOf } from '../../requests/request-body.js';
import { CLOCK, type Clock } from '../../tokens.js';
import { caseAnswer, casePage, caseView } from './case.answers.js';
import {
  caseAssignmentBody,
  caseBody,
  caseErasureBody,
  caseListQuery,
  caseReopeningBody,
  caseTextBody,
  directionBody,
  escalationBody,
  resolutionBody,
  triageBody,
} from './case.bodies.js';
import { ANSWERING, type CaseAnswer, CaseOpeningRequest, CaseStepRequest } from './case.handler.js';
import { CaseQuery, type CaseView } from './case.query.js';
import { firmsOf, type KnownCase } from './case-access.js';
import { CaseErasureRequest } from './case-erasure.handler.js';
import { CaseListQuery, type CasePage } from './case-list.query.js';
import { CaseTexts } from './case-texts.js';

type CaseResponse = CaseAnswer & { readonly position?: number };

/** What firms bring before the Business Council, and what becomes of it. */
@Controller('v1/cases')
export class CaseController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(CaseTexts) private readonly texts: CaseTexts,
  ) {}

  @Allow('trader', 'council', 'operator')
  @Post()
  @Operation('A firm brings a problem before the Business Council. The answer names the `caseId`.', {
    commands: ['OpenCase'],
    body: caseBody,
    answer: caseAnswer,
    refuses: [404],
  })
  async open(@Req() request: Sent<typeof caseBody>): Promise<CaseResponse> {
    const { firm: named, ...told } = bodyOf(request, this.now);
    const { role, participant } = callerOf(request);
    const firm = named ?? (role === 'trader' ? participant : undefined);
    if (firm === undefined) {
      throw new ProblemError(422, 'firm-missing', 'Say whose case it is.', { pointer: '/firm' });
    }
    if (role === 'trader' && firm !== participant) {
      const message = `Your key is of "${participant}": a firm opens its own cases.`;
      throw new ProblemError(403, 'not-your-firm', message, { pointer: '/firm' });
    }
    const asked = new CaseOpeningRequest({ ...told, firm }, this.texts.blinded(commandRequestOf(request)));
    return responseOf(await this.commands.execute(asked));
  }

  @Allow('council', 'operator')
  @Post(':id/triage')
  @HttpCode(200)
  @Operation('The Council says how urgent a case is, and of which kind it turned out to be.', {
    commands: ['TriageCase'],
    body: triageBody,
    answer: caseAnswer,
  })
  triage(@Param('id') id: string, @Req() request: Sent<typeof triageBody>): Promise<CaseResponse> {
    return this.step(id, 'council', request, ({ occurredAt, ...data }, caseId) => ({
      type: 'TriageCase',
      occurredAt,
      data: { caseId, ...data },
    }));
  }

  @Allow('council', 'operator')
  @Post(':id/assignment')
  @HttpCode(200)
  @Operation('Assigns a case to who has to answer: a member of the Council, a customs office, a bank.', {
    commands: ['AssignCase'],
    body: caseAssignmentBody,
    answer: caseAnswer,
  })
  assign(@Param('id') id: string, @Req() request: Sent<typeof caseAssignmentBody>): Promise<CaseResponse> {
    return this.step(id, 'council', request, ({ occurredAt, assignee }, caseId) => ({
      type: 'AssignCase',
      occurredAt,
      data: { caseId, assignee },
    }));
  }

  @Allow(...ANSWERING)
  @Post(':id/answer')
  @HttpCode(200)
  @Operation('Whom a case is assigned to answers the firm, and says what is done.', {
    commands: ['AnswerCase'],
    body: caseTextBody,
    answer: caseAnswer,
  })
  answer(@Param('id') id: string, @Req() request: Sent<typeof caseTextBody>): Promise<CaseResponse> {
    const { participant } = callerOf(request);
    return this.step(id, 'assignee', request, ({ occurredAt, text }, caseId, state) => ({
      type: 'AnswerCase',
      occurredAt,
      // An operator answers for whom it is assigned to.
      data: { caseId, assignee: ('assignee' in state ? state.assignee : undefined) ?? participant, text },
    }));
  }

  @Allow('council', 'operator')
  @Post(':id/escalation')
  @HttpCode(200)
  @Operation('The Council brings a case before the Commission.', {
    commands: ['EscalateCase'],
    body: escalationBody,
    answer: caseAnswer,
  })
  escalate(@Param('id') id: string, @Req() request: Sent<typeof escalationBody>): Promise<CaseResponse> {
    return this.step(id, 'council', request, ({ occurredAt, reason }, caseId) => ({
      type: 'EscalateCase',
      occurredAt,
      data: { caseId, reason },
    }));
  }

  @Allow('commission', 'operator')
  @Post(':id/direction')
  @HttpCode(200)
  @Operation(
    'The Commission decided in a meeting what is to be done, and gives a case back to the Council.',
    {
      commands: ['RecordDirection'],
      body: directionBody,
      answer: caseAnswer,
    },
  )
  direct(@Param('id') id: string, @Req() request: Sent<typeof directionBody>): Promise<CaseResponse> {
    return this.step(id, 'commission', request, ({ occurredAt, ...data }, caseId) => ({
      type: 'RecordDirection',
      occurredAt,
      data: { caseId, ...data },
    }));
  }

  @Allow('council', 'operator')
  @Post(':id/resolution')
  @HttpCode(200)
  @Operation('The Council closes a case: how it ended, and of a dispute who lost it.', {
    commands: ['ResolveCase'],
    body: resolutionBody,
    answer: caseAnswer,
  })
  resolve(@Param('id') id: string, @Req() request: Sent<typeof resolutionBody>): Promise<CaseResponse> {
    return this.step(id, 'council', request, ({ occurredAt, ...data }, caseId) => ({
      type: 'ResolveCase',
      occurredAt,
      data: { caseId, ...data },
    }));
  }

  @Allow('trader', 'operator')
  @Post(':id/reopening')
  @HttpCode(200)
  @Operation('A firm opens its case again, within the days that the service level gives it.', {
    commands: ['ReopenCase'],
    body: caseReopeningBody,
    answer: caseAnswer,
  })
  reopen(@Param('id') id: string, @Req() request: Sent<typeof caseReopeningBody>): Promise<CaseResponse> {
    const { participant } = callerOf(request);
    return this.step(id, 'firm', request, ({ occurredAt, reason }, caseId, state, serviceLevel) => {
      const firms = firmsOf(state);
      const reopenedBy = firms.includes(participant) ? participant : (firms[0] ?? participant);
      return { type: 'ReopenCase', occurredAt, data: { caseId, reopenedBy, reason, serviceLevel } };
    });
  }

  @Allow('trader', 'operator')
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Operation('A firm takes its case back.', {
    commands: ['WithdrawCase'],
    body: caseTextBody,
    answer: caseAnswer,
  })
  withdraw(@Param('id') id: string, @Req() request: Sent<typeof caseTextBody>): Promise<CaseResponse> {
    return this.step(id, 'bringer', request, ({ occurredAt, text }, caseId) => ({
      type: 'WithdrawCase',
      occurredAt,
      data: { caseId, text },
    }));
  }

  @Allow('council', 'operator')
  @Post(':id/erasure')
  @HttpCode(200)
  @Operation(
    'Erases for good all that was written in a case so far; the log and the figures stay as they are.',
    { commands: ['EraseCaseTexts'], body: caseErasureBody, answer: caseAnswer },
  )
  async erase(@Param('id') id: string, @Req() request: Sent<typeof caseErasureBody>): Promise<CaseResponse> {
    const caseId = idOf(id, 'case');
    const { occurredAt, reason } = bodyOf(request, this.now);
    const asked = new CaseErasureRequest(occurredAt, { caseId, reason }, commandRequestOf(request));
    return responseOf(await this.commands.execute(asked));
  }

  @Allow(...ROLES)
  @Get()
  @Operation('Lists the cases that one takes part in, oldest first; to the institutions, those of all.', {
    query: caseListQuery,
    answer: casePage,
  })
  list(@Req() request: Asked<typeof caseListQuery>): Promise<CasePage> {
    return this.queries.execute(new CaseListQuery(queryOf(request), callerOf(request)));
  }

  @Allow(...ROLES)
  @Get(':id')
  @Operation('Tells a case: its story, its clocks, and what is possible now for whoever asks.', {
    answer: caseView,
  })
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<CaseView> {
    return this.queries.execute(new CaseQuery(idOf(id, 'case'), callerOf(request)));
  }

  private async step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    part: CasePart,
    request: Sent<Schema>,
    toCommand: (
      body: z.infer<Schema>,
      caseId: string,
      ...more: Parameters<CaseStepRequest['toCommand']>
    ) => CaseCommand,
  ): Promise<CaseResponse> {
    const caseId = idOf(id, 'case');
    const body = bodyOf(request, this.now);
    const sent = commandRequestOf(request);
    const asked = new CaseStepRequest(
      caseId,
      part,
      (state: KnownCase, level) => toCommand(body, caseId, state, level),
      'text' in body || 'reason' in body ? this.texts.blinded(sent) : sent,
    );
    return responseOf(await this.commands.execute(asked));
  }
}
