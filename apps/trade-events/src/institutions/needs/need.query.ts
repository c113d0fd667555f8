import {
  type KnownNeed,
  legalForNeed,
  type NeedSide,
  type NeedSubject,
  type NeedTerms,
} from '@corridor/domain';
import { toMoneyJson } from '@corridor/kernel';
import { type Caller, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { seesAllFirms } from '../found.js';
import { type Page, readNewestFirst } from '../newest-first.js';
import { needFor } from './need-access.js';

type Told = NeedSubject & NeedTerms & Pick<KnownNeed, 'status' | 'postedOn'> & { readonly needId: string };

/** A need as it is told to whoever asks. */
export type NeedView = Told &
  Pick<KnownNeed, 'withdrawn' | 'fulfilled'> & {
    readonly legalNow: readonly string[];
    readonly version: number;
  };

/** Asks for one need. */
export class NeedQuery extends Query<NeedView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(NeedQuery)
export class NeedQueryHandler implements IQueryHandler<NeedQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `need-unknown`. */
  async execute({ id, caller }: NeedQuery): Promise<NeedView> {
    const { state, version } = await this.aggregates.needs.load(id);
    const { subject, terms, ...rest } = needFor(caller, state);
    return { needId: id, ...subject, ...terms, ...rest, legalNow: legalForNeed(state), version };
  }
}

export interface NeedFilter {
  readonly side?: NeedSide;
  readonly chapter?: string;
  readonly status?: KnownNeed['status'];
  readonly after?: string;
  readonly limit: number;
}

export type NeedItem = Told & { readonly demo: boolean };

/** Asks for a page of needs, the newest first. */
export class NeedListQuery extends Query<Page<NeedItem>> {
  constructor(
    readonly filter: NeedFilter,
    readonly caller: Caller,
  ) {
    super();
  }
}

interface ListRow {
  readonly need_id: string;
  readonly side: NeedSide;
  readonly firm: NeedSubject['firm'];
  readonly hs: string;
  readonly country: string;
  readonly description: string;
  readonly quantity: string;
  readonly unit: string;
  readonly per: NeedTerms['per'];
  readonly place: string | null;
  readonly incoterm: NeedTerms['incoterm'] | null;
  readonly price_currency: string | null;
  readonly price_minor: string | null;
  readonly valid_until: string;
  readonly status: KnownNeed['status'];
  readonly posted_on: string;
  readonly demo: boolean;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(NeedListQuery)
export class NeedListQueryHandler implements IQueryHandler<NeedListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  execute({ filter, caller }: NeedListQuery): Promise<Page<NeedItem>> {
    return readNewestFirst<ListRow, NeedItem>(this.parts.pool, filter, {
      projection: 'needs',
      view: 'read.needs',
      id: 'need_id',
      days: ['valid_until', 'posted_on'],
      where: `($4::text IS NULL OR t.participant = $4) AND ($5::text IS NULL OR t.side = $5)
        AND ($6::text IS NULL OR t.chapter = $6) AND ($7::text IS NULL OR t.status = $7)`,
      values: [
        seesAllFirms(caller) ? null : caller.participant,
        filter.side ?? null,
        filter.chapter ?? null,
        filter.status ?? null,
      ],
      toItem,
    });
  }
}

function toItem(row: ListRow): NeedItem {
  const { side, firm, hs, country, description, quantity, unit, per, place, incoterm } = row;
  const { price_currency: currency, price_minor: minor } = row;
  return {
    needId: row.need_id,
    side,
    firm,
    hs,
    country,
    description,
    quantity,
    unit,
    per,
    ...(place !== null && { place }),
    ...(incoterm && { incoterm }),
    ...(currency !== null &&
      minor !== null && { unitPrice: toMoneyJson({ minor: BigInt(minor), currency }) }),
    validUntil: row.valid_until,
    status: row.status,
    postedOn: row.posted_on,
    demo: row.demo,
  };
}
