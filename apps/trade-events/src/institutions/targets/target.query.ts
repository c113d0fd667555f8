import { legalForTarget, type TargetCommand, type TargetSet } from '@corridor/domain';
import { toMoneyJson } from '@corridor/kernel';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { type PageInOrder, readInOrder } from '../in-order.js';
import type { targetPage } from './target.answers.js';
import type { targetListQuery } from './target.bodies.js';
import { targetUnknown } from './target.handler.js';

/** A target as the log has it, and what can be done. */
export type TargetView = TargetSet['data'] & {
  readonly legalNow: readonly TargetCommand['type'][];
  readonly version: number;
};

/** Asks for one target. */
export class TargetQuery extends Query<TargetView> {
  constructor(readonly id: string) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(TargetQuery)
export class TargetQueryHandler implements IQueryHandler<TargetQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `target-unknown`. */
  async execute({ id }: TargetQuery): Promise<TargetView> {
    const { state, version } = await this.aggregates.targets.load(id);
    if (state.status === 'unknown') throw targetUnknown();
    return { ...state.target, legalNow: legalForTarget(state), version };
  }
}

export type TargetPage = PageInOrder<z.infer<typeof targetPage>['items'][number]>;

/** Asks for a page of targets, in the order in which they were set. */
export class TargetListQuery extends Query<TargetPage> {
  constructor(readonly filter: z.infer<typeof targetListQuery>) {
    super();
  }
}

interface ListRow {
  readonly target_id: string;
  readonly reporter: string;
  readonly partner: string;
  readonly yearly_amount_cents: string;
  readonly due_on: string | null;
  readonly told_on: string;
  readonly source: string;
  readonly baseline_year: number | null;
  readonly definition: string | null;
  readonly meeting_id: string | null;
  readonly reason: string | null;
  readonly demo: boolean;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(TargetListQuery)
export class TargetListQueryHandler implements IQueryHandler<TargetListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  execute({ filter: { reporter, partner, ...asked } }: TargetListQuery): Promise<TargetPage> {
    return readInOrder<ListRow, TargetPage['items'][number]>(this.parts.pool, asked, {
      projection: 'targets',
      view: 'read.targets',
      id: 'target_id',
      began: '(SELECT min(t.position) FROM read.targets t WHERE t.target_id = first.target_id)',
      days: ['due_on', 'told_on'],
      where: '($5::text IS NULL OR v.reporter = $5) AND ($6::text IS NULL OR v.partner = $6)',
      values: [reporter ?? null, partner ?? null],
      toItem: itemOf,
    });
  }
}

function itemOf(row: ListRow): TargetPage['items'][number] {
  return {
    targetId: row.target_id,
    reporter: row.reporter,
    partner: row.partner,
    yearlyAmount: toMoneyJson({ minor: BigInt(row.yearly_amount_cents), currency: 'USD' }),
    ...(row.due_on !== null && { dueOn: row.due_on }),
    ...(row.baseline_year !== null && { baselineYear: row.baseline_year }),
    ...(row.definition !== null && { definition: row.definition }),
    ...(row.meeting_id !== null && { meetingId: row.meeting_id }),
    source: row.source,
    toldOn: row.told_on,
    ...(row.reason !== null && { reason: row.reason }),
    demo: row.demo,
  };
}
