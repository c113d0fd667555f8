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
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { idOf } from '../../requests/request-body.js';
import { CLOCK, type Clock } from '../../tokens.js';
import type { Page } from '../newest-first.js';
import { leadAnswer, leadPage, leadView } from './lead.answers.js';
import { checkLeadCodes, followUpBody, leadBody, leadLapseBody, leadListQuery } from './lead.bodies.js';
import { type LeadAnswer, LeadRequest, type LeadStep } from './lead.handler.js';
import { type LeadItem, LeadListQuery, LeadQuery, type LeadView } from './lead.query.js';

type LeadResponse = LeadAnswer & { readonly position?: number };

/** What firms found to trade at an engagement, and what became of it. Leads of matches are recorded by the ledger. */
@Controller('v1/leads')
export class LeadController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'commission', 'council', 'operator')
  @Post()
  @Operation('Two firms found something to trade at an engagement that is held.', {
    commands: ['RecordLead'],
    body: leadBody,
    answer: leadAnswer,
  })
  async record(@Req() request: Sent<typeof leadBody>): Promise<LeadResponse> {
    const body = bodyOf(request, this.now);
    checkLeadCodes(body);
    const { occurredAt, ...data } = body;
    return this.send(request, { type: 'RecordLead', occurredAt, data: { leadId: randomUUID(), ...data } });
  }

  @Allow('trader', 'commission', 'council', 'operator')
  @Post(':id/follow-ups')
  @HttpCode(200)
  @Operation('Tells what became of a lead so far, and what is expected of it now.', {
    commands: ['FollowUpLead'],
    body: followUpBody,
    answer: leadAnswer,
  })
  async followUp(@Param('id') id: string, @Req() request: Sent<typeof followUpBody>): Promise<LeadResponse> {
    const leadId = idOf(id, 'lead');
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'FollowUpLead', occurredAt, data: { leadId, ...data } });
  }

  @Allow('trader', 'commission', 'council', 'operator')
  @Post(':id/lapse')
  @HttpCode(200)
  @Operation('Nothing comes of it.', {
    commands: ['LapseLead'],
    body: leadLapseBody,
    answer: leadAnswer,
  })
  async lapse(@Param('id') id: string, @Req() request: Sent<typeof leadLapseBody>): Promise<LeadResponse> {
    const leadId = idOf(id, 'lead');
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'LapseLead', occurredAt, data: { leadId, ...data } });
  }

  @Allow('trader', 'commission', 'council', 'reporter', 'operator')
  @Get()
  @Operation('Lists leads, the newest first; a firm sees its own.', {
    query: leadListQuery,
    answer: leadPage,
  })
  list(@Req() request: Asked<typeof leadListQuery>): Promise<Page<LeadItem>> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new LeadListQuery(queryOf(request), caller));
  }

  @Allow('trader', 'commission', 'council', 'reporter', 'operator')
  @Get(':id')
  @Operation('Tells a lead, what brought the two firms together, and how it was followed.', {
    answer: leadView,
  })
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<LeadView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new LeadQuery(idOf(id, 'lead'), caller));
  }

  private async send(request: HttpRequest, step: LeadStep): Promise<LeadResponse> {
    return responseOf(await this.commands.execute(new LeadRequest(step, commandRequestOf(request))));
  }
}
