import {
  type KnownMatch,
  legalForMatch,
  type MatchedNeed,
  type MatchScore,
  type MatchStrength,
  type NeedSide,
} from '@corridor/domain';
import { type Caller, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { seesAllFirms } from '../found.js';
import { type Page, readNewestFirst } from '../newest-first.js';
import { matchSeenBy } from './match-access.js';
import { type SeenScore, scoreShownTo, shownTo } from './match-view.js';

type Told = ReturnType<typeof shownTo> & {
  readonly matchId: string;
  readonly strength: MatchStrength;
  readonly score: SeenScore;
};

/** A match as it is told to whoever asks. */
export type MatchView = Told &
  Pick<KnownMatch, 'lapsed'> & {
    readonly declined?: Pick<NonNullable<KnownMatch['declined']>, 'side' | 'reason'>;
    readonly legalNow: readonly string[];
    /** Absent for a firm that was not introduced. */
    readonly version?: number;
  };

/** Asks for one match. */
export class MatchQuery extends Query<MatchView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(MatchQuery)
export class MatchQueryHandler implements IQueryHandler<MatchQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `match-unknown`. */
  async execute({ id, caller }: MatchQuery): Promise<MatchView> {
    const { state, version } = await this.aggregates.matches.load(id);
    const known = matchSeenBy(caller, state);
    const { proposed, declined, lapsed } = known;
    return {
      matchId: id,
      ...shownTo(caller, { ...known, offer: proposed.offer, seek: proposed.seek }),
      strength: proposed.strength,
      score: scoreShownTo(caller, proposed.score),
      ...(declined && { declined: { side: declined.side, reason: declined.reason } }),
      ...(lapsed && { lapsed }),
      legalNow: legalForMatch(state),
      // The other side's answer would show by it.
      ...((known.status === 'introduced' || seesAllFirms(caller)) && { version }),
    };
  }
}

export interface MatchFilter {
  readonly needId?: string;
  readonly status?: KnownMatch['status'];
  readonly after?: string;
  readonly limit: number;
}

export type MatchItem = Told & { readonly demo: boolean };

/** Asks for a page of matches, the newest first. */
export class MatchListQuery extends Query<Page<MatchItem>> {
  constructor(
    readonly filter: MatchFilter,
    readonly caller: Caller,
  ) {
    super();
  }
}

interface ListRow {
  readonly match_id: string;
  readonly offer: MatchedNeed;
  readonly seek: MatchedNeed;
  readonly strength: MatchStrength;
  readonly score: MatchScore;
  readonly status: KnownMatch['status'];
  readonly interested: readonly NeedSide[];
  readonly lead_id: string | null;
  readonly demo: boolean;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(MatchListQuery)
export class MatchListQueryHandler implements IQueryHandler<MatchListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  execute({ filter, caller }: MatchListQuery): Promise<Page<MatchItem>> {
    const own = seesAllFirms(caller) ? null : caller.participant;
    return readNewestFirst<ListRow, MatchItem>(this.parts.pool, filter, {
      projection: 'matches',
      view: 'read.matches',
      id: 'match_id',
      days: [],
      // A firm finds matches by its own need alone: by another's it would learn who that is.
      where: `($4::text IS NULL OR t.participants @> ARRAY[$4::text]) AND ($5::text IS NULL OR t.status = $5) AND ($6::uuid IS NULL
        OR (t.offer_id = $6 AND ($4::text IS NULL OR t.offer ->> 'firm' = $4))
        OR (t.seek_id = $6 AND ($4::text IS NULL OR t.seek ->> 'firm' = $4)))`,
      values: [own, filter.status ?? null, filter.needId ?? null],
      toItem: ({ match_id, offer, seek, strength, score, status, interested, lead_id, demo }) => ({
        matchId: match_id,
        ...shownTo(caller, { status, offer, seek, interested, ...(lead_id !== null && { leadId: lead_id }) }),
        strength,
        score: scoreShownTo(caller, score),
        demo,
      }),
    });
  }
}
