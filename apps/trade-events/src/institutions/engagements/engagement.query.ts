import { type EngagementTerms, type KnownEngagement, legalForEngagement } from '@corridor/domain';
import { type Caller, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { nothingOf, seesAllFirms } from '../found.js';
import { type Page, readNewestFirst } from '../newest-first.js';
import { isFor } from './engagement-access.js';

/** An engagement as it is told to whoever asks. */
export type EngagementView = EngagementTerms &
  Pick<KnownEngagement, 'status' | 'cancelled' | 'firms' | 'meetings'> & {
    readonly engagementId: string;
    readonly firmCount: number;
    readonly meetingCount: number;
    readonly legalNow: readonly string[];
    readonly version: number;
  };

/** Asks for one engagement. */
export class EngagementQuery extends Query<EngagementView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(EngagementQuery)
export class EngagementQueryHandler implements IQueryHandler<EngagementQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `engagement-unknown`. */
  async execute({ id, caller }: EngagementQuery): Promise<EngagementView> {
    const { state, version } = await this.aggregates.engagements.load(id);
    if (state.status === 'unknown') throw nothingOf('engagement');
    const { terms, status, cancelled, firms, meetings } = state;
    const seen = seenBy(caller, state);
    return {
      engagementId: id,
      ...terms,
      status,
      ...(cancelled && { cancelled }),
      firmCount: firms.length,
      meetingCount: meetings.length,
      ...seen,
      legalNow: legalForEngagement(state).filter((type) => isFor(caller, state, type)),
      version,
    };
  }
}

/** A consulate has to know who comes; a firm knows of itself. */
function seenBy(caller: Caller, { firms, meetings }: KnownEngagement) {
  if (seesAllFirms(caller) || caller.role === 'consulate') return { firms, meetings };
  const { participant } = caller;
  return {
    firms: firms.filter(({ firm }) => firm.participantId === participant),
    meetings: meetings.filter((meeting) => meeting.firms.includes(participant)),
  };
}

export interface EngagementFilter {
  readonly kind?: EngagementTerms['kind'];
  readonly status?: KnownEngagement['status'];
  readonly after?: string;
  readonly limit: number;
}

export type EngagementItem = EngagementTerms &
  Pick<EngagementView, 'engagementId' | 'status' | 'firmCount' | 'meetingCount'> & {
    readonly demo: boolean;
  };

/** Asks for a page of engagements, the newest first. */
export class EngagementListQuery extends Query<Page<EngagementItem>> {
  constructor(readonly filter: EngagementFilter) {
    super();
  }
}

interface ListRow {
  readonly engagement_id: string;
  readonly kind: EngagementTerms['kind'];
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly organiser: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly sectors: readonly string[];
  readonly status: KnownEngagement['status'];
  readonly firms: readonly string[];
  readonly meetings: number;
  readonly demo: boolean;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(EngagementListQuery)
export class EngagementListQueryHandler implements IQueryHandler<EngagementListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  execute({ filter }: EngagementListQuery): Promise<Page<EngagementItem>> {
    return readNewestFirst<ListRow, EngagementItem>(this.parts.pool, filter, {
      projection: 'engagements',
      view: 'read.engagements',
      id: 'engagement_id',
      days: ['starts_on', 'ends_on'],
      where: '($4::text IS NULL OR t.kind = $4) AND ($5::text IS NULL OR t.status = $5)',
      values: [filter.kind ?? null, filter.status ?? null],
      toItem: ({ engagement_id, kind, name, city, country, organiser, sectors, status, demo, ...row }) => ({
        engagementId: engagement_id,
        kind,
        name,
        city,
        country,
        organiser,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        sectors,
        status,
        firmCount: row.firms.length,
        meetingCount: row.meetings,
        demo,
      }),
    });
  }
}
