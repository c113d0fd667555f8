import { milestoneIdSchema } from '@corridor/contracts';
import type { MilestoneCommand } from '@corridor/domain';
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
import { checkLocode } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../../tokens.js';
import { milestoneAnswer, milestonePage, milestoneView } from './milestone.answers.js';
import {
  cancellationBody,
  completionBody,
  completionWithdrawalBody,
  milestoneListQuery,
  planBody,
  replanBody,
} from './milestone.bodies.js';
import { type MilestoneAnswer, MilestoneRequest, milestoneUnknown } from './milestone.handler.js';
import {
  MilestoneListQuery,
  type MilestonePage,
  MilestoneQuery,
  type MilestoneView,
} from './milestone.query.js';

type MilestoneResponse = MilestoneAnswer & { readonly position?: number };

/** The Commission keeps the milestones of the corridor; whoever has a key reads them. */
@Controller('v1/milestones')
export class MilestoneController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('commission', 'operator')
  @Post()
  @Operation('Plans a road, a railway, a terminal or a customs post, at a place or on a section.', {
    commands: ['PlanMilestone'],
    body: planBody,
    answer: milestoneAnswer,
  })
  async plan(@Req() request: Sent<typeof planBody>): Promise<MilestoneResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    for (const [index, place] of data.places.entries()) checkLocode(place, `/places/${index}`);
    return this.send(request, { type: 'PlanMilestone', occurredAt, data });
  }

  @Allow('commission', 'operator')
  @Post(':id/replanning')
  @HttpCode(200)
  @Operation('Gives it another day, for a reason; against the first plan, it stays late.', {
    commands: ['ReplanMilestone'],
    body: replanBody,
    answer: milestoneAnswer,
  })
  async replan(@Param('id') id: string, @Req() request: Sent<typeof replanBody>): Promise<MilestoneResponse> {
    const milestoneId = milestoneIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'ReplanMilestone', occurredAt, data: { milestoneId, ...data } });
  }

  @Allow('commission', 'operator')
  @Post(':id/completion')
  @HttpCode(200)
  @Operation('Says that it is done, with the hash of the file that shows it.', {
    commands: ['CompleteMilestone'],
    body: completionBody,
    answer: milestoneAnswer,
  })
  async complete(
    @Param('id') id: string,
    @Req() request: Sent<typeof completionBody>,
  ): Promise<MilestoneResponse> {
    const milestoneId = milestoneIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'CompleteMilestone', occurredAt, data: { milestoneId, ...data } });
  }

  @Allow('commission', 'operator')
  @Post(':id/completion-withdrawal')
  @HttpCode(200)
  @Operation('Says that it is not done: that was told by mistake.', {
    commands: ['WithdrawCompletion'],
    body: completionWithdrawalBody,
    answer: milestoneAnswer,
  })
  async reopen(
    @Param('id') id: string,
    @Req() request: Sent<typeof completionWithdrawalBody>,
  ): Promise<MilestoneResponse> {
    const milestoneId = milestoneIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'WithdrawCompletion', occurredAt, data: { milestoneId, ...data } });
  }

  @Allow('commission', 'operator')
  @Post(':id/cancellation')
  @HttpCode(200)
  @Operation('It will not be built, for a reason.', {
    commands: ['CancelMilestone'],
    body: cancellationBody,
    answer: milestoneAnswer,
  })
  async cancel(
    @Param('id') id: string,
    @Req() request: Sent<typeof cancellationBody>,
  ): Promise<MilestoneResponse> {
    const milestoneId = milestoneIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'CancelMilestone', occurredAt, data: { milestoneId, ...data } });
  }

  @Allow(...ROLES)
  @Get()
  @Operation('Lists the milestones in the order in which they were planned.', {
    query: milestoneListQuery,
    answer: milestonePage,
  })
  list(@Req() request: Asked<typeof milestoneListQuery>): Promise<MilestonePage> {
    return this.queries.execute(new MilestoneListQuery(queryOf(request)));
  }

  @Allow(...ROLES)
  @Get(':id')
  @Operation('Tells a milestone, its first plan and the one that holds.', { answer: milestoneView })
  async find(@Param('id') id: string): Promise<MilestoneView> {
    return this.queries.execute(new MilestoneQuery(milestoneIdOf(id)));
  }

  private async send(request: HttpRequest, command: MilestoneCommand): Promise<MilestoneResponse> {
    return responseOf(await this.commands.execute(new MilestoneRequest(command, commandRequestOf(request))));
  }
}

/** The id in a path. @throws ProblemError 404 for one that no milestone can have. */
function milestoneIdOf(parameter: string): string {
  if (milestoneIdSchema.safeParse(parameter).success) return parameter;
  throw milestoneUnknown();
}
