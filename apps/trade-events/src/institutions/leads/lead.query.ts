import {
  type KnownLead,
  type LeadLapse,
  type LeadRecorded,
  legalForLead,
  standingCommitments,
} from '@corridor/domain';
import { type MoneyJson, toMoneyJson } from '@corridor/kernel';
import { type Caller, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { seesAllFirms } from '../found.js';
import { type Page, readNewestFirst } from '../newest-first.js';
import { leadFor } from './lead-access.js';

type Told = LeadRecorded['data'] & Pick<KnownLead, 'status'> & { readonly commitmentIds: readonly string[] };

/** A lead as the log has it; `expectedValue` as told last. */
export type LeadView = Told &
  Pick<KnownLead, 'lapsed' | 'followUps'> & {
    readonly legalNow: readonly string[];
    readonly version: number;
  };

/** Asks for one lead. */
export class LeadQuery extends Query<LeadView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(LeadQuery)
export class LeadQueryHandler implements IQueryHandler<LeadQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `lead-unknown`. */
  async execute({ id, caller }: LeadQuery): Promise<LeadView> {
    const { state, version } = await this.aggregates.leads.load(id);
    const { recorded, recordedAt: _, expectedValue, commitments, ...rest } = leadFor(caller, state);
    return {
      ...recorded,
      ...(expectedValue && { expectedValue }),
      ...rest,
      commitmentIds: standingCommitments({ commitments }),
      legalNow: legalForLead(state),
      version,
    };
  }
}

export interface LeadFilter {
  readonly engagementId?: string;
  readonly status?: KnownLead['status'];
  readonly after?: string;
  readonly limit: number;
}

export type LeadItem = Told & {
  readonly recordedOn: string;
  readonly lapseReason?: LeadLapse;
  readonly followUpCount: number;
  readonly demo: boolean;
};

/** Asks for a page of leads, the newest first. */
export class LeadListQuery extends Query<Page<LeadItem>> {
  constructor(
    readonly filter: LeadFilter,
    readonly caller: Caller,
  ) {
    super();
  }
}

interface ListRow {
  readonly lead_id: string;
  readonly engagement_id: string | null;
  readonly match_id: string | null;
  readonly seller: LeadRecorded['data']['seller'];
  readonly buyer: LeadRecorded['data']['buyer'];
  readonly sector: string;
  readonly hs: readonly string[];
  readonly currency: string | null;
  readonly expected_minor: string | null;
  readonly status: KnownLead['status'];
  readonly commitment_ids: readonly string[];
  readonly lapse_reason: LeadLapse | null;
  readonly recorded_on: string;
  readonly follow_ups: number;
  readonly demo: boolean;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(LeadListQuery)
export class LeadListQueryHandler implements IQueryHandler<LeadListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  execute({ filter, caller }: LeadListQuery): Promise<Page<LeadItem>> {
    return readNewestFirst<ListRow, LeadItem>(this.parts.pool, filter, {
      projection: 'leads',
      view: 'read.leads',
      id: 'lead_id',
      days: ['recorded_on'],
      where: `($4::text IS NULL OR t.participants @> ARRAY[$4::text]) AND ($5::uuid IS NULL OR t.engagement_id = $5)
        AND ($6::text IS NULL OR t.status = $6)`,
      values: [
        seesAllFirms(caller) ? null : caller.participant,
        filter.engagementId ?? null,
        filter.status ?? null,
      ],
      toItem,
    });
  }
}

function toItem({ lead_id, seller, buyer, sector, hs, status, demo, ...row }: ListRow): LeadItem {
  return {
    leadId: lead_id,
    origin: row.engagement_id ? { engagementId: row.engagement_id } : { matchId: row.match_id ?? '' },
    seller,
    buyer,
    sector,
    hs,
    ...expectedOf(row),
    status,
    commitmentIds: row.commitment_ids,
    recordedOn: row.recorded_on,
    ...(row.lapse_reason && { lapseReason: row.lapse_reason }),
    followUpCount: row.follow_ups,
    demo,
  };
}

function expectedOf({ currency, expected_minor }: Pick<ListRow, 'currency' | 'expected_minor'>): {
  readonly expectedValue?: MoneyJson;
} {
  if (currency === null || expected_minor === null) return {};
  return { expectedValue: toMoneyJson({ minor: BigInt(expected_minor), currency }) };
}
