import type { CommitmentCommand, KnownCommitment } from '@corridor/domain';
import { toMoneyJson } from '@corridor/kernel';
import { type Caller, LEDGER_PARTS, type LedgerParts, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import type { commitmentPage } from './commitment.answers.js';
import type { listQuery } from './commitment.bodies.js';
import { announcedOnly, legalForCaller, withinFor } from './commitment-access.js';

/** A commitment as the log has it. */
export type CommitmentView = Omit<
  KnownCommitment,
  'contracts' | 'releasedContracts' | 'realisations' | 'figureAsOf'
> &
  Partial<Pick<KnownCommitment, 'contracts' | 'realisations'>> & {
    readonly legalNow: readonly CommitmentCommand['type'][];
    readonly version: number;
  };

/** Asks for one commitment. */
export class CommitmentQuery extends Query<CommitmentView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(CommitmentQuery)
export class CommitmentQueryHandler implements IQueryHandler<CommitmentQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `commitment-unknown`. */
  async execute({ id, caller }: CommitmentQuery): Promise<CommitmentView> {
    const { state, version } = await this.aggregates.commitments.load(id);
    const known = announcedOnly(state);
    const { contracts: _, realisations: __, releasedContracts: ___, figureAsOf: ____, ...told } = known;
    return {
      ...told,
      ...withinFor(caller, known),
      legalNow: legalForCaller(caller, known),
      version,
    };
  }
}

type CommitmentPage = z.infer<typeof commitmentPage>;

/** Asks for a page of commitments, in the order that they were announced in. */
export class CommitmentListQuery extends Query<CommitmentPage> {
  constructor(readonly filter: z.infer<typeof listQuery>) {
    super();
  }
}

interface ListRow {
  readonly as_of: string;
  readonly commitment_id: string | null;
  readonly status: CommitmentPage['items'][number]['status'];
  readonly title: string;
  readonly kind: CommitmentPage['items'][number]['kind'];
  readonly sector: string;
  readonly ownership: CommitmentPage['items'][number]['ownership'];
  readonly currency: string;
  readonly value_minor: string;
  readonly value_usd_cents: string;
  readonly due_on: string | null;
  readonly occasion_kind: CommitmentPage['items'][number]['occasion']['kind'];
  readonly occasion_name: string;
  readonly announced_on: string;
  readonly demo: boolean;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(CommitmentListQuery)
export class CommitmentListQueryHandler implements IQueryHandler<CommitmentListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  /** @throws ProblemError 503 `read-model-not-ready` while the list is built for the first time. */
  async execute({ filter }: CommitmentListQuery): Promise<CommitmentPage> {
    const { status, sector, engagementId, meetingId, ownership, after, limit } = filter;
    // One statement, so that the page and its position are of one moment.
    const { rows } = await this.parts.pool.query<ListRow>(
      `SELECT p.position AS as_of, c.* FROM read.projection_status p LEFT JOIN LATERAL (
         SELECT commitment_id, position AS at, status, title, kind, sector, ownership, currency, value_minor, value_usd_cents, due_on::text AS due_on,
           occasion_kind, occasion_name, announced_on::text AS announced_on, demo
         FROM read.commitments
         WHERE ($1::uuid IS NULL OR position > (SELECT position FROM read.commitments WHERE commitment_id = $1))
           AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR sector = $3)
           AND ($4::uuid IS NULL OR engagement_id = $4) AND ($5::uuid IS NULL OR meeting_id = $5) AND ($6::text IS NULL OR ownership = $6)
         ORDER BY position LIMIT $7
       ) c ON true WHERE p.name = 'commitment-realisation' ORDER BY c.at`,
      [
        after ?? null,
        status ?? null,
        sector ?? null,
        engagementId ?? null,
        meetingId ?? null,
        ownership ?? null,
        limit + 1,
      ],
    );
    const [first] = rows;
    if (!first) {
      const message = 'The list of commitments is being built for the first time. Ask again in a moment.';
      throw new ProblemError(503, 'read-model-not-ready', message);
    }
    const items = rows.slice(0, limit).flatMap((row) => itemOf(row) ?? []);
    const last = items.at(-1);
    return {
      items,
      ...(rows.length > limit && last && { next: last.commitmentId }),
      asOf: Number(first.as_of),
    };
  }
}

function itemOf(row: ListRow): CommitmentPage['items'][number] | undefined {
  if (row.commitment_id === null) return undefined;
  const { status, title, kind, sector, ownership, currency, demo } = row;
  return {
    commitmentId: row.commitment_id,
    status,
    title,
    kind,
    sector,
    ownership,
    value: toMoneyJson({ minor: BigInt(row.value_minor), currency }),
    valueUsd: toMoneyJson({ minor: BigInt(row.value_usd_cents), currency: 'USD' }),
    ...(row.due_on !== null && { dueOn: row.due_on }),
    occasion: { kind: row.occasion_kind, name: row.occasion_name, on: row.announced_on },
    demo,
  };
}
