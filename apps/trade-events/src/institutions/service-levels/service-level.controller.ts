import { caseKindSchema } from '@corridor/contracts';
import { CASE_KINDS, type CaseKind, levelInForce, type ServiceLevel } from '@corridor/domain';
import {
  Allow,
  bodyOf,
  commandRequestOf,
  Operation,
  ProblemError,
  ROLES,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../../tokens.js';
import { serviceLevelAnswer, serviceLevelsView } from '../cases/case.answers.js';
import { serviceLevelBody } from '../cases/case.bodies.js';
import { type ServiceLevelAnswer, ServiceLevelRequest } from './service-level.handler.js';

interface ServiceLevelsView {
  readonly items: readonly (ServiceLevel & { readonly kind: CaseKind; readonly since?: string })[];
}

/** By when the Business Council promises to see to cases. */
@Controller('v1/service-levels')
export class ServiceLevelController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow(...ROLES)
  @Get()
  @Operation('Tells by when cases of each kind are triaged, answered and resolved, as it is promised now.', {
    answer: serviceLevelsView,
  })
  async list(): Promise<ServiceLevelsView> {
    const { serviceLevels } = this.aggregates;
    const items = await Promise.all(
      CASE_KINDS.map(async (kind) => {
        const { state } = await serviceLevels.load(kind);
        const since = state.status === 'set' ? { since: state.since } : {};
        return { kind, ...levelInForce(kind, state), ...since };
      }),
    );
    return { items };
  }

  @Allow('council', 'operator')
  @Post(':kind')
  @HttpCode(200)
  @Operation(
    'Promises by when cases of a kind are seen to from now on; cases that are open keep their limits.',
    {
      commands: ['SetServiceLevel'],
      body: serviceLevelBody,
      answer: serviceLevelAnswer,
    },
  )
  async set(
    @Param('kind') parameter: string,
    @Req() request: Sent<typeof serviceLevelBody>,
  ): Promise<ServiceLevelAnswer & { readonly position?: number }> {
    const { occurredAt, ...level } = bodyOf(request, this.now);
    const { data: kind } = caseKindSchema.safeParse(parameter);
    if (kind === undefined) {
      const message = `Cases are of these kinds: ${CASE_KINDS.join(', ')}.`;
      throw new ProblemError(404, 'case-kind-unknown', message);
    }
    const command = { type: 'SetServiceLevel', occurredAt, data: { kind, ...level } } as const;
    return responseOf(
      await this.commands.execute(new ServiceLevelRequest(command, commandRequestOf(request))),
    );
  }
}
