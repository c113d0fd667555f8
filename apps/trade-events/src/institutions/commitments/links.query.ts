import { type Caller, LEDGER_PARTS, type LedgerParts, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import type { linkPage } from './commitment.answers.js';
import type { linksQuery } from './commitment.bodies.js';
import { linksFor } from './commitment-access.js';

type LinkPage = z.infer<typeof linkPage>;
type Item = LinkPage['items'][number];

/** Asks for a page of what serves a commitment, in the order that it was linked in. */
export class LinksQuery extends Query<LinkPage> {
  constructor(
    readonly commitmentId: string,
    readonly filter: z.infer<typeof linksQuery>,
    readonly caller: Caller,
  ) {
    super();
  }
}

interface LinkRow {
  readonly reached: string;
  readonly as_of: string;
  readonly position: string | null;
  readonly kind: Item['kind'];
  readonly id: string;
  readonly basis: Item['basis'];
  readonly contract_id: string | null;
  readonly told_by: string;
  readonly reason: string | null;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(LinksQuery)
export class LinksQueryHandler implements IQueryHandler<LinksQuery> {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /**
   * A firm sees what is linked by contracts of its own, and goods and letters of credit that it takes part in, as their own streams say.
   * @throws ProblemError 404 `commitment-unknown`, also for a firm that takes no part in it, 503 `read-model-not-ready` while the list is built for the first time, or has not come so far.
   */
  async execute({ commitmentId, filter, caller }: LinksQuery): Promise<LinkPage> {
    const own = linksFor(caller, (await this.aggregates.commitments.load(commitmentId)).state);
    const { after = 0, limit, asOf } = filter;
    // One statement, so that the page and its position are of one moment.
    const { rows } = await this.parts.pool.query<LinkRow>(
      `SELECT r.*, l.* FROM (
         SELECT position AS reached, least(position, coalesce($4::bigint, position)) AS as_of FROM read.projection_status WHERE name = 'commitment-realisation'
       ) r LEFT JOIN LATERAL (
         SELECT position, kind, id, basis, contract_id, told_by, reason FROM read.commitment_links k
         WHERE commitment_id = $1 AND position > $2 AND position <= r.as_of AND NOT EXISTS (
           SELECT FROM read.commitment_links n WHERE n.kind = k.kind AND n.id = k.id AND n.position > k.position AND n.position <= r.as_of)
           AND ($5::text IS NULL OR k.contract_id = ANY ($6::uuid[]) OR EXISTS (
             SELECT FROM read.streams s JOIN read.events e ON e.position = s.last_position
             WHERE s.stream_id = CASE k.kind WHEN 'consignment' THEN 'consignment-' ELSE 'lc-' END || k.id AND $5 = ANY (e.participants)))
         ORDER BY position LIMIT $3
       ) l ON true ORDER BY l.position`,
      [commitmentId, after, limit + 1, asOf ?? null, own?.participant ?? null, own?.contractIds ?? []],
    );
    const [first] = rows;
    if (!first || (asOf !== undefined && asOf > Number(first.reached))) {
      const message = 'The list of links has not come so far. Ask again in a moment.';
      throw new ProblemError(503, 'read-model-not-ready', message);
    }
    const items = rows.slice(0, limit).flatMap((row) => itemOf(row) ?? []);
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: last.position }), asOf: Number(first.as_of) };
  }
}

function itemOf({ position, kind, id, basis, contract_id, told_by, reason }: LinkRow): Item | undefined {
  if (position === null) return undefined;
  return {
    position: Number(position),
    kind,
    id,
    basis,
    ...(contract_id !== null && { contractId: contract_id }),
    by: told_by,
    ...(reason !== null && { reason }),
  };
}
