import { randomUUID } from 'node:crypto';
import type { EngagementCommand } from '@corridor/domain';
import {
  Allow,
  type Asked,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  queryOf,
  ROLES,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { namedInLatin } from '../../requests/parties.js';
import { idOf } from '../../requests/request-body.js';
import { CLOCK, type Clock } from '../../tokens.js';
import type { Page } from '../newest-first.js';
import { engagementAnswer, engagementPage, engagementView } from './engagement.answers.js';
import {
  attendanceBody,
  checkPlanCodes,
  checkRegistrationCodes,
  daysBody,
  engagementCancellationBody,
  engagementListQuery,
  meetingBody,
  openingOfEngagementBody,
  planBody,
  registrationBody,
  registrationWithdrawalBody,
} from './engagement.bodies.js';
import { type EngagementAnswer, EngagementRequest, meetingIdOf } from './engagement.handler.js';
import {
  type EngagementItem,
  EngagementListQuery,
  EngagementQuery,
  type EngagementView,
} from './engagement.query.js';

type EngagementResponse = EngagementAnswer & { readonly position?: number };

/** The Commission and the Business Council plan and hold them; firms register. */
@Controller('v1/engagements')
export class EngagementController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('commission', 'council', 'operator')
  @Post()
  @Operation('Plans a forum, an exhibition, a delegation, a summit or a business meeting.', {
    commands: ['PlanEngagement'],
    body: planBody,
    answer: engagementAnswer,
  })
  async plan(@Req() request: Sent<typeof planBody>): Promise<EngagementResponse> {
    const body = bodyOf(request, this.now);
    checkPlanCodes(body);
    const { occurredAt, kind, name, city, organiser, startsOn, endsOn, sectors } = body;
    const country = city.slice(0, 2);
    const engagementId = randomUUID();
    const data = { engagementId, kind, name, city, country, organiser, startsOn, endsOn, sectors };
    return this.send(request, { type: 'PlanEngagement', occurredAt, data });
  }

  @Allow('commission', 'council', 'operator')
  @Post(':id/dates')
  @HttpCode(200)
  @Operation('Gives it other days, before it began.', {
    commands: ['RescheduleEngagement'],
    body: daysBody,
    answer: engagementAnswer,
  })
  reschedule(@Param('id') id: string, @Req() request: Sent<typeof daysBody>): Promise<EngagementResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, engagementId) => ({
      type: 'RescheduleEngagement',
      occurredAt,
      data: { engagementId, ...data },
    }));
  }

  @Allow('commission', 'council', 'operator')
  @Post(':id/cancellation')
  @HttpCode(200)
  @Operation('It will not be held.', {
    commands: ['CancelEngagement'],
    body: engagementCancellationBody,
    answer: engagementAnswer,
  })
  cancel(
    @Param('id') id: string,
    @Req() request: Sent<typeof engagementCancellationBody>,
  ): Promise<EngagementResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, engagementId) => ({
      type: 'CancelEngagement',
      occurredAt,
      data: { engagementId, ...data },
    }));
  }

  @Allow('commission', 'council', 'operator')
  @Post(':id/opening')
  @HttpCode(200)
  @Operation('It began and is held, from its first day on.', {
    commands: ['HoldEngagement'],
    body: openingOfEngagementBody,
    answer: engagementAnswer,
  })
  hold(
    @Param('id') id: string,
    @Req() request: Sent<typeof openingOfEngagementBody>,
  ): Promise<EngagementResponse> {
    return this.step(id, request, ({ occurredAt }, engagementId) => ({
      type: 'HoldEngagement',
      occurredAt,
      data: { engagementId },
    }));
  }

  @Allow('trader', 'commission', 'council', 'operator')
  @Post(':id/registrations')
  @HttpCode(200)
  @Operation('A firm takes part, with so many people; sent again with another number, that one counts.', {
    commands: ['RegisterParticipation'],
    body: registrationBody,
    answer: engagementAnswer,
  })
  register(
    @Param('id') id: string,
    @Req() request: Sent<typeof registrationBody>,
  ): Promise<EngagementResponse> {
    return this.step(id, request, (body, engagementId) => {
      checkRegistrationCodes(body);
      const { occurredAt, firm, people } = body;
      return {
        type: 'RegisterParticipation',
        occurredAt,
        data: { engagementId, firm: namedInLatin(firm), people },
      };
    });
  }

  @Allow('trader', 'commission', 'council', 'operator')
  @Post(':id/registration-withdrawals')
  @HttpCode(200)
  @Operation('A firm does not take part after all.', {
    commands: ['WithdrawParticipation'],
    body: registrationWithdrawalBody,
    answer: engagementAnswer,
  })
  withdraw(
    @Param('id') id: string,
    @Req() request: Sent<typeof registrationWithdrawalBody>,
  ): Promise<EngagementResponse> {
    return this.step(id, request, ({ occurredAt, firm }, engagementId) => ({
      type: 'WithdrawParticipation',
      occurredAt,
      data: { engagementId, firm },
    }));
  }

  @Allow('commission', 'council', 'operator')
  @Post(':id/attendance')
  @HttpCode(200)
  @Operation('So many people of a firm were there.', {
    commands: ['RecordAttendance'],
    body: attendanceBody,
    answer: engagementAnswer,
  })
  attend(@Param('id') id: string, @Req() request: Sent<typeof attendanceBody>): Promise<EngagementResponse> {
    return this.step(id, request, ({ occurredAt, firm, people }, engagementId) => ({
      type: 'RecordAttendance',
      occurredAt,
      data: { engagementId, firm, people },
    }));
  }

  @Allow('commission', 'council', 'operator')
  @Post(':id/meetings')
  @Operation('Two firms met at it.', {
    commands: ['RecordMeeting'],
    body: meetingBody,
    answer: engagementAnswer,
  })
  meet(@Param('id') id: string, @Req() request: Sent<typeof meetingBody>): Promise<EngagementResponse> {
    return this.step(id, request, ({ occurredAt, firms }, engagementId) => ({
      type: 'RecordMeeting',
      occurredAt,
      data: { engagementId, meetingId: meetingIdOf(engagementId, firms, occurredAt), firms },
    }));
  }

  @Allow(...ROLES)
  @Get()
  @Operation('Lists engagements, the newest first.', { query: engagementListQuery, answer: engagementPage })
  list(@Req() request: Asked<typeof engagementListQuery>): Promise<Page<EngagementItem>> {
    return this.queries.execute(new EngagementListQuery(queryOf(request)));
  }

  @Allow(...ROLES)
  @Get(':id')
  @Operation('Tells an engagement, who takes part, and who met whom; a firm sees of these what is its own.', {
    answer: engagementView,
  })
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<EngagementView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new EngagementQuery(idOf(id, 'engagement'), caller));
  }

  private step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: Sent<Schema>,
    toCommand: (body: z.infer<Schema>, engagementId: string) => EngagementCommand,
  ): Promise<EngagementResponse> {
    const engagementId = idOf(id, 'engagement');
    return this.send(request, toCommand(bodyOf(request, this.now), engagementId));
  }

  private async send(request: HttpRequest, command: EngagementCommand): Promise<EngagementResponse> {
    return responseOf(await this.commands.execute(new EngagementRequest(command, commandRequestOf(request))));
  }
}
