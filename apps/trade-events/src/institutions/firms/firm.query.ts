import { type FirmCommand, type KnownFirm, legalForFirm } from '@corridor/domain';
import { LEDGER_PARTS, type LedgerParts, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import type { firmPage } from './firm.answers.js';
import type { firmListQuery } from './firm.bodies.js';
import { firmUnknown } from './firm.handler.js';

/** A firm as the log has it, and what can be done. */
export type FirmView = KnownFirm & {
  readonly legalNow: readonly FirmCommand['type'][];
  readonly version: number;
};

/** Asks for one firm. */
export class FirmQuery extends Query<FirmView> {
  constructor(readonly participantId: string) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(FirmQuery)
export class FirmQueryHandler implements IQueryHandler<FirmQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `firm-unknown`. */
  async execute({ participantId }: FirmQuery): Promise<FirmView> {
    const { state, version } = await this.aggregates.firms.load(participantId);
    if (state.status === 'unknown') throw firmUnknown();
    return { ...state, legalNow: legalForFirm(state), version };
  }
}

export type FirmPage = z.infer<typeof firmPage>;
export type FirmFilter = z.infer<typeof firmListQuery>;

/** Asks for a page of firms, in the order in which they were registered. */
export class FirmListQuery extends Query<FirmPage> {
  constructor(readonly filter: FirmFilter) {
    super();
  }
}

interface ListRow {
  readonly as_of: string;
  readonly reached: string;
  readonly participant_id: string | null;
  readonly registered_position: string;
  readonly status: KnownFirm['status'];
  readonly name: string;
  readonly name_latin: string | null;
  readonly country: string;
  readonly national_ids: KnownFirm['nationalIds'];
  readonly ownership: KnownFirm['ownership'];
  readonly sectors: string[];
  readonly city: string | null;
  readonly suspension: NonNullable<KnownFirm['suspension']> | null;
  readonly demo: boolean;
}

const IN_ORDER = `
    SELECT registered_position, participant_id FROM read.firm_versions WHERE position = registered_position AND registered_position > $1`;
/** Whoever was of the country once: that it holds as of the position is looked at behind it. */
const ONCE_OF_COUNTRY = `
    SELECT DISTINCT ON (registered_position) registered_position, participant_id FROM read.firm_versions
    WHERE country = $2 AND registered_position > $1 ORDER BY registered_position`;

/** Of each firm registered up to the position, the version that held as of it. */
const listSql = (firms: string) => `
  SELECT p.as_of, p.reached, f.* FROM (
    SELECT position AS reached, least($5::bigint, position) AS as_of FROM read.projection_status WHERE name = 'firms'
  ) p LEFT JOIN LATERAL (
    SELECT v.* FROM (${firms}) first CROSS JOIN LATERAL (
      SELECT * FROM read.firm_versions
      WHERE participant_id = first.participant_id AND position <= p.as_of ORDER BY position DESC LIMIT 1
    ) v
    WHERE ($2::text IS NULL OR v.country = $2) AND ($3::text IS NULL OR v.ownership = $3)
    ORDER BY first.registered_position LIMIT $4
  ) f ON true ORDER BY f.registered_position`;

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(FirmListQuery)
export class FirmListQueryHandler implements IQueryHandler<FirmListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  /** @throws ProblemError 503 `read-model-not-ready` while the list is built for the first time, or has not come so far. */
  async execute({
    filter: { country, ownership, after = 0, limit, asOf },
  }: FirmListQuery): Promise<FirmPage> {
    // One statement, so that the page and its position are of one moment.
    const { rows } = await this.parts.pool.query<ListRow>(listSql(country ? ONCE_OF_COUNTRY : IN_ORDER), [
      after,
      country ?? null,
      ownership ?? null,
      limit + 1,
      asOf ?? null,
    ]);
    const [first] = rows;
    if (!first || (asOf !== undefined && asOf > Number(first.reached))) {
      const message = 'The list of firms has not come so far. Ask again in a moment.';
      throw new ProblemError(503, 'read-model-not-ready', message);
    }
    const items = rows.slice(0, limit).flatMap((row) => {
      const { participant_id: participantId } = row;
      return participantId === null ? [] : [itemOf(row, participantId)];
    });
    const last = rows[limit - 1];
    return {
      items,
      ...(rows.length > limit && last && { next: Number(last.registered_position) }),
      asOf: Number(first.as_of),
    };
  }
}

function itemOf(row: ListRow, participantId: string): FirmPage['items'][number] {
  return {
    participantId,
    name: row.name,
    ...(row.name_latin !== null && { nameLatin: row.name_latin }),
    country: row.country,
    nationalIds: [...row.national_ids],
    ownership: row.ownership,
    sectors: row.sectors,
    ...(row.city !== null && { city: row.city }),
    status: row.status,
    ...(row.suspension && { suspension: row.suspension }),
    demo: row.demo,
  };
}
