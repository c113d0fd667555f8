import { type KnownMilestone, legalForMilestone, type MilestoneCommand } from '@corridor/domain';
import { LEDGER_PARTS, type LedgerParts, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
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

export type MilestonePage = z.infer<typeof milestonePage>;

/** Asks for a page of milestones, in the order in which they were planned. */
export class MilestoneListQuery extends Query<MilestonePage> {
  constructor(readonly filter: z.infer<typeof milestoneListQuery>) {
    super();
  }
}

interface ListRow {
  readonly as_of: string;
  readonly reached: string;
  readonly planned_position: string | null;
  readonly details: Omit<MilestonePage['items'][number], 'demo'>;
  readonly demo: boolean;
}

/** Of each milestone planned up to the position, the version that held as of it. */
const LIST_SQL = `
  SELECT p.as_of, p.reached, m.* FROM (
    SELECT position AS reached, least($3::bigint, position) AS as_of FROM read.projection_status WHERE name = 'milestones'
  ) p LEFT JOIN LATERAL (
    SELECT v.planned_position, v.details, v.demo FROM read.milestone_versions first CROSS JOIN LATERAL (
      SELECT * FROM read.milestone_versions
      WHERE milestone_id = first.milestone_id AND position <= p.as_of ORDER BY position DESC LIMIT 1
    ) v
    WHERE first.position = first.planned_position AND first.planned_position > $1
    ORDER BY first.planned_position LIMIT $2
  ) m ON true ORDER BY m.planned_position`;

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(MilestoneListQuery)
export class MilestoneListQueryHandler implements IQueryHandler<MilestoneListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  /** @throws ProblemError 503 `read-model-not-ready` while the list is built for the first time, or has not come so far. */
  async execute({ filter: { after = 0, limit, asOf } }: MilestoneListQuery): Promise<MilestonePage> {
    // One statement, so that the page and its position are of one moment.
    const { rows } = await this.parts.pool.query<ListRow>(LIST_SQL, [after, limit + 1, asOf ?? null]);
    const [first] = rows;
    if (!first || (asOf !== undefined && asOf > Number(first.reached))) {
      const message = 'The list of milestones has not come so far. Ask again in a moment.';
      throw new ProblemError(503, 'read-model-not-ready', message);
    }
    const page = rows.slice(0, limit).filter((row) => row.planned_position !== null);
    const last = page.at(-1);
    return {
      items: page.map(({ details, demo }) => ({ ...details, demo })),
      ...(rows.length > limit && last && { next: Number(last.planned_position) }),
      asOf: Number(first.as_of),
    };
  }
}
