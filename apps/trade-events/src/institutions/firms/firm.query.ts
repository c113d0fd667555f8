import { type FirmCommand, type KnownFirm, legalForFirm } from '@corridor/domain';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { type PageInOrder, readInOrder } from '../in-order.js';
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

export type FirmPage = PageInOrder<z.infer<typeof firmPage>['items'][number]>;
export type FirmFilter = z.infer<typeof firmListQuery>;

/** Asks for a page of firms, in the order in which they were registered. */
export class FirmListQuery extends Query<FirmPage> {
  constructor(readonly filter: FirmFilter) {
    super();
  }
}

interface ListRow {
  readonly participant_id: string;
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

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(FirmListQuery)
export class FirmListQueryHandler implements IQueryHandler<FirmListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  async execute({ filter: { country, ownership, ...asked } }: FirmListQuery): Promise<FirmPage> {
    return readInOrder<ListRow, FirmPage['items'][number]>(this.parts.pool, asked, {
      projection: 'firms',
      view: 'read.firm_versions',
      id: 'participant_id',
      began: 'first.registered_position',
      // Whoever was of the country once: that it holds as of the position is looked at behind it.
      ...(country !== undefined && { once: 'first.country = $5' }),
      where: '($5::text IS NULL OR v.country = $5) AND ($6::text IS NULL OR v.ownership = $6)',
      values: [country ?? null, ownership ?? null],
      toItem: itemOf,
    });
  }
}

function itemOf(row: ListRow): FirmPage['items'][number] {
  return {
    participantId: row.participant_id,
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
