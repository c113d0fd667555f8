import { randomUUID } from 'node:crypto';
import type { ActionCommand, FigureAt } from '@corridor/domain';
import {
  Allow,
  type Asked,
  bodyOf,
  checkNotAhead,
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
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { idOf } from '../../requests/request-body.js';
import { CLOCK, type Clock } from '../../tokens.js';
import { figureNow } from './action-figures.js';
import { actionAnswer, actionPage, actionView } from './meeting.answers.js';
import {
  actionBody,
  actionListQuery,
  checkFigureCountries,
  doneBody,
  extensionBody,
  meetingReasonBody,
  stepBody,
} from './meeting.bodies.js';
import { type ActionAnswer, ActionRequest } from './meeting.handler.js';
import { ActionQuery, type ActionView } from './meeting.query.js';
import { ActionListQuery, type ActionPage } from './meeting-list.query.js';

const NO_FIGURE: FigureAt = { value: { kind: 'count', count: 0, unit: 'cases' }, asOf: 0 };

type ActionResponse = ActionAnswer & { readonly position?: number };

/** What the Commission wants done: by whom, by when, and which figure should move by it. */
@Controller('v1')
export class ActionController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('commission', 'operator')
  @Post('meetings/:id/actions')
  @Operation(
    'Assigns something to do by a decision, with the day, and with the figure that should move, as it is now.',
    {
      commands: ['AssignAction'],
      body: actionBody,
      answer: actionAnswer,
      refuses: [404],
    },
  )
  async assign(@Param('id') id: string, @Req() request: Sent<typeof actionBody>): Promise<ActionResponse> {
    const { occurredAt, ...told } = bodyOf(request, this.now);
    checkFigureCountries(told.figure);
    const baseline = told.figure && (await figureNow(this.parts.pool, told.figure, this.now()));
    const ids = { actionId: randomUUID(), meetingId: idOf(id, 'meeting') };
    return this.send(request, {
      type: 'AssignAction',
      occurredAt,
      data: { ...ids, ...told, ...(baseline && { baseline }) },
    });
  }

  @Allow('commission', 'operator')
  @Post('actions/:id/extension')
  @HttpCode(200)
  @Operation('Gives it until another day.', {
    commands: ['ExtendAction'],
    body: extensionBody,
    answer: actionAnswer,
  })
  extend(@Param('id') id: string, @Req() request: Sent<typeof extensionBody>): Promise<ActionResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, actionId) => ({
      type: 'ExtendAction',
      occurredAt,
      data: { actionId, ...data },
    }));
  }

  @Allow(...ROLES)
  @Post('actions/:id/completion')
  @HttpCode(200)
  @Operation('Says that it is done: whoever it is assigned to, or the Commission.', {
    commands: ['FinishAction'],
    body: doneBody,
    answer: actionAnswer,
  })
  finish(@Param('id') id: string, @Req() request: Sent<typeof doneBody>): Promise<ActionResponse> {
    return this.step(id, request, ({ occurredAt, ...data }, actionId) => {
      checkNotAhead(data.doneOn, this.now, 'done-in-future', '/doneOn');
      return { type: 'FinishAction', occurredAt, data: { actionId, ...data } };
    });
  }

  @Allow('commission', 'operator')
  @Post('actions/:id/dropping')
  @HttpCode(200)
  @Operation('Says that it need not be done.', {
    commands: ['DropAction'],
    body: meetingReasonBody,
    answer: actionAnswer,
  })
  drop(@Param('id') id: string, @Req() request: Sent<typeof meetingReasonBody>): Promise<ActionResponse> {
    return this.step(id, request, ({ occurredAt, reason }, actionId) => ({
      type: 'DropAction',
      occurredAt,
      data: { actionId, reason },
    }));
  }

  @Allow('commission', 'operator')
  @Post('actions/:id/review')
  @HttpCode(200)
  @Operation(
    'Looks at the figure that should have moved: what it is now, beside what it was as the action was assigned.',
    {
      commands: ['ReviewAction'],
      body: stepBody,
      answer: actionAnswer,
    },
  )
  async review(@Param('id') id: string, @Req() request: Sent<typeof stepBody>): Promise<ActionResponse> {
    const { occurredAt } = bodyOf(request, this.now);
    const asked = commandRequestOf(request);
    const actionId = idOf(id, 'action');
    const { figure } = await this.queries.execute<ActionQuery, ActionView>(
      new ActionQuery(actionId, asked.caller),
    );
    // Without one, the step is refused as the action stands.
    const now = figure ? await figureNow(this.parts.pool, figure, this.now()) : NO_FIGURE;
    return this.send(request, { type: 'ReviewAction', occurredAt, data: { actionId, ...now } });
  }

  @Allow(...ROLES)
  @Get('actions')
  @Operation(
    'Lists what the Commission wants done, the newest first; who does not see all, what is for itself to do.',
    {
      query: actionListQuery,
      answer: actionPage,
    },
  )
  list(@Req() request: Asked<typeof actionListQuery>): Promise<ActionPage> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new ActionListQuery(queryOf(request), caller));
  }

  @Allow(...ROLES)
  @Get('actions/:id')
  @Operation(
    'Tells what is to be done, by whom and by when, what became of it, and whether its figure moved.',
    {
      answer: actionView,
    },
  )
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<ActionView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new ActionQuery(idOf(id, 'action'), caller));
  }

  private step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: Sent<Schema>,
    toCommand: (body: z.infer<Schema>, actionId: string) => ActionCommand,
  ): Promise<ActionResponse> {
    const actionId = idOf(id, 'action');
    return this.send(request, toCommand(bodyOf(request, this.now), actionId));
  }

  private async send(request: HttpRequest, command: ActionCommand): Promise<ActionResponse> {
    const asked = new ActionRequest(command, commandRequestOf(request));
    return responseOf(await this.commands.execute(asked));
  }
}
