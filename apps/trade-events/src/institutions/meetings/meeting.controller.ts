import { randomUUID } from 'node:crypto';
import type { MeetingCommand } from '@corridor/domain';
import {
  Allow,
  type Asked,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  LEDGER_PARTS,
  type LedgerParts,
  Operation,
  queryOf,
  ROLES,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { idOf } from '../../requests/request-body.js';
import { CLOCK, type Clock } from '../../tokens.js';
import { meetingAnswer, meetingPage, meetingView } from './meeting.answers.js';
import {
  agendaItemBody,
  checkMeetingCodes,
  decisionBody,
  meetingBody,
  meetingListQuery,
  meetingReasonBody,
  minutesBody,
  openingBody,
  reschedulingBody,
  stepBody,
} from './meeting.bodies.js';
import { type MeetingAnswer, MeetingRequest } from './meeting.handler.js';
import { MeetingQuery, type MeetingView } from './meeting.query.js';
import { MeetingListQuery, type MeetingPage } from './meeting-list.query.js';
import { reportPosition } from './report-position.js';
import { whatIsStuck } from './stuck.js';

type MeetingResponse = MeetingAnswer & { readonly position?: number };

/** The meetings of the Joint Intergovernmental Commission: its secretariat keeps them, whoever has a key reads what of them is for it. */
@Controller('v1/meetings')
export class MeetingController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('commission', 'operator')
  @Post()
  @Operation('Tells that the Commission will meet.', {
    commands: ['ScheduleMeeting'],
    body: meetingBody,
    answer: meetingAnswer,
  })
  schedule(@Req() request: Sent<typeof meetingBody>): Promise<MeetingResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    checkMeetingCodes(data);
    const meetingId = randomUUID();
    return this.send(request, { type: 'ScheduleMeeting', occurredAt, data: { meetingId, ...data } });
  }

  @Allow('commission', 'operator')
  @Post(':id/rescheduling')
  @HttpCode(200)
  @Operation('Tells other days, or another place.', {
    commands: ['RescheduleMeeting'],
    body: reschedulingBody,
    answer: meetingAnswer,
  })
  reschedule(
    @Param('id') id: string,
    @Req() request: Sent<typeof reschedulingBody>,
  ): Promise<MeetingResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, meetingId) => {
      checkMeetingCodes(data);
      return { type: 'RescheduleMeeting', occurredAt, data: { meetingId, ...data } };
    });
  }

  @Allow('commission', 'operator')
  @Post(':id/cancellation')
  @HttpCode(200)
  @Operation('Tells that it does not take place.', {
    commands: ['CancelMeeting'],
    body: meetingReasonBody,
    answer: meetingAnswer,
  })
  cancel(@Param('id') id: string, @Req() request: Sent<typeof meetingReasonBody>): Promise<MeetingResponse> {
    return this.step(id, request, ({ occurredAt, reason }, meetingId) => ({
      type: 'CancelMeeting',
      occurredAt,
      data: { meetingId, reason },
    }));
  }

  @Allow('commission', 'operator')
  @Post(':id/agenda/proposal')
  @HttpCode(200)
  @Operation(
    'Builds the agenda anew from what is stuck on the day; what people put on it stays, and what they took off stays off.',
    { commands: ['ProposeAgenda'], body: stepBody, answer: meetingAnswer },
  )
  async propose(@Param('id') id: string, @Req() request: Sent<typeof stepBody>): Promise<MeetingResponse> {
    const meetingId = idOf(id, 'meeting');
    const { occurredAt } = bodyOf(request, this.now);
    const { countries } = await this.found(meetingId, request);
    const found = await whatIsStuck(this.parts.pool, meetingId, countries, occurredAt.slice(0, 10));
    return this.send(request, {
      type: 'ProposeAgenda',
      occurredAt,
      data: { meetingId, items: found.items, asOf: found.asOf },
    });
  }

  @Allow('commission', 'operator')
  @Post(':id/agenda')
  @Operation('Puts something on the agenda.', {
    commands: ['AddAgendaItem'],
    body: agendaItemBody,
    answer: meetingAnswer,
  })
  add(@Param('id') id: string, @Req() request: Sent<typeof agendaItemBody>): Promise<MeetingResponse> {
    const { occurredAt, ...told } = bodyOf(request, this.now);
    const itemId = randomUUID();
    const data = { meetingId: idOf(id, 'meeting'), item: { itemId, ...told } };
    return this.send(request, { type: 'AddAgendaItem', occurredAt, data }, { itemId });
  }

  @Allow('commission', 'operator')
  @Post(':id/agenda/:itemId/removal')
  @HttpCode(200)
  @Operation('Takes something off the agenda.', {
    commands: ['DropAgendaItem'],
    body: meetingReasonBody,
    answer: meetingAnswer,
  })
  drop(
    @Param('id') id: string,
    @Param('itemId') item: string,
    @Req() request: Sent<typeof meetingReasonBody>,
  ): Promise<MeetingResponse> {
    const itemId = idOf(item, 'item');
    return this.step(id, request, ({ occurredAt, reason }, meetingId) => ({
      type: 'DropAgendaItem',
      occurredAt,
      data: { meetingId, itemId, reason },
    }));
  }

  @Allow('commission', 'operator')
  @Post(':id/opening')
  @HttpCode(200)
  @Operation('Tells that the delegations are there.', {
    commands: ['OpenMeeting'],
    body: openingBody,
    answer: meetingAnswer,
  })
  open(@Param('id') id: string, @Req() request: Sent<typeof openingBody>): Promise<MeetingResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, meetingId) => ({
      type: 'OpenMeeting',
      occurredAt,
      data: { meetingId, ...data },
    }));
  }

  @Allow('commission', 'operator')
  @Post(':id/agenda/:itemId/minutes')
  @HttpCode(200)
  @Operation(
    'Records what was said of an item; a later text takes the place of an earlier one, which stays in the log.',
    {
      commands: ['RecordMinutes'],
      body: minutesBody,
      answer: meetingAnswer,
    },
  )
  record(
    @Param('id') id: string,
    @Param('itemId') item: string,
    @Req() request: Sent<typeof minutesBody>,
  ): Promise<MeetingResponse> {
    const itemId = idOf(item, 'item');
    return this.step(id, request, ({ occurredAt, text }, meetingId) => ({
      type: 'RecordMinutes',
      occurredAt,
      data: { meetingId, itemId, text },
    }));
  }

  @Allow('commission', 'operator')
  @Post(':id/decisions')
  @Operation('Records what was decided of an item.', {
    commands: ['TakeDecision'],
    body: decisionBody,
    answer: meetingAnswer,
  })
  decide(@Param('id') id: string, @Req() request: Sent<typeof decisionBody>): Promise<MeetingResponse> {
    const { occurredAt, ...told } = bodyOf(request, this.now);
    const decisionId = randomUUID();
    const data = { meetingId: idOf(id, 'meeting'), decisionId, ...told };
    return this.send(request, { type: 'TakeDecision', occurredAt, data }, { decisionId });
  }

  @Allow('commission', 'operator')
  @Post(':id/closing')
  @HttpCode(200)
  @Operation(
    'Closes the meeting, and pins its progress report to a position that all it shows has come to: asked again, the report is the same for ever.',
    { commands: ['CloseMeeting'], body: stepBody, answer: meetingAnswer },
  )
  async close(@Param('id') id: string, @Req() request: Sent<typeof stepBody>): Promise<MeetingResponse> {
    const meetingId = idOf(id, 'meeting');
    const { occurredAt } = bodyOf(request, this.now);
    const { status, startsOn, place } = await this.found(meetingId, request);
    const head = await this.parts.store.head();
    // What is refused, or told again, pins nothing, and need not wait.
    const isClosing = status === 'opened' && byClockOf(place, occurredAt).slice(0, 10) >= startsOn;
    const pinned = isClosing ? await reportPosition(this.parts.pool, head) : { asOf: head };
    return this.send(request, { type: 'CloseMeeting', occurredAt, data: { meetingId, ...pinned } });
  }

  @Allow(...ROLES)
  @Get()
  @Operation('Lists meetings, the newest first.', { query: meetingListQuery, answer: meetingPage })
  list(@Req() request: Asked<typeof meetingListQuery>): Promise<MeetingPage> {
    return this.queries.execute(new MeetingListQuery(queryOf(request)));
  }

  @Allow(...ROLES)
  @Get(':id')
  @Operation(
    'Tells when and where it meets, its agenda with the minutes, what was decided, and what is legal now. What is about a promise is for who takes part in it, about an action for whoever it is assigned to, and all of it for the Commission, the Council, reporters and operators.',
    {
      answer: meetingView,
    },
  )
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<MeetingView> {
    return this.found(idOf(id, 'meeting'), request);
  }

  private found(meetingId: string, request: HttpRequest): Promise<MeetingView> {
    return this.queries.execute(new MeetingQuery(meetingId, commandRequestOf(request).caller));
  }

  private step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: Sent<Schema>,
    toCommand: (body: z.infer<Schema>, meetingId: string) => MeetingCommand,
  ): Promise<MeetingResponse> {
    const meetingId = idOf(id, 'meeting');
    return this.send(request, toCommand(bodyOf(request, this.now), meetingId));
  }

  private async send(
    request: HttpRequest,
    command: MeetingCommand,
    more: Omit<MeetingAnswer, 'meetingId'> = {},
  ): Promise<MeetingResponse> {
    const asked = new MeetingRequest(command, commandRequestOf(request), more);
    return responseOf(await this.commands.execute(asked));
  }
}
