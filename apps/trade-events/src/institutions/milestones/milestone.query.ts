import { type KnownMilestone, legalForMilestone, type MilestoneCommand } from '@corridor/domain';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { type PageInOrder, readInOrder } from '../in-order.js';
import type { milestonePage } from './milestone.answers.js';
import type { milestoneListQuery } from './milestone.bodies.js';
import { milestoneUnknown } from './milestone.handler.js';

/** A milestone as the log has it, and what can be done. */
export type MilestoneView = KnownMilestone & {
  readonly legalNow: readonly MilestoneCommand['type'][];
  readonly version: number;
};

/** Asks for one milestone. */
export class MilestoneQuery extends Query<MilestoneView> {
  constructor(readonly id: string) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(MilestoneQuery)
export class MilestoneQueryHandler implements IQueryHandler<MilestoneQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `milestone-unknown`. */
  async execute({ id }: MilestoneQuery): Promise<MilestoneView> {
    const { state, version } = await this.aggregates.milestones.load(id);
    if (state.status === 'unknown') throw milestoneUnknown();
    return { ...state, legalNow: legalForMilestone(state), version };
  }
}

export type MilestonePage = PageInOrder<z.infer<typeof milestonePage>['items'][number]>;

/** Asks for a page of milestones, in the order in which they were planned. */
export class MilestoneListQuery extends Query<MilestonePage> {
  constructor(readonly filter: z.infer<typeof milestoneListQuery>) {
    super();
  }
}

interface ListRow {
  readonly details: Omit<MilestonePage['items'][number], 'demo'>;
  readonly demo: boolean;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(MilestoneListQuery)
export class MilestoneListQueryHandler implements IQueryHandler<MilestoneListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  execute({ filter: { routeId, ...asked } }: MilestoneListQuery): Promise<MilestonePage> {
    return readInOrder<ListRow, MilestonePage['items'][number]>(this.parts.pool, asked, {
      projection: 'milestones',
      view: 'read.milestone_versions',
      id: 'milestone_id',
      began: 'first.planned_position',
      where: `($5::text IS NULL OR v.details->'routeIds' ? $5)`,
      values: [routeId ?? null],
      toItem: ({ details, demo }) => ({ ...details, demo }),
    });
  }
}
