import {
  OWNED_STAGES,
  STAGE_SUMS,
  TRADE_STAGES,
  type TradeStagesRow,
  tradeSql,
} from '../commitments/trade-stages.js';
import { leadCommitmentSql } from '../engagements/lead-commitment.sql.js';

/** Minor numbers are counts; quantities and positions are text. */
export interface OpenNeedsRow {
  readonly chapter: string;
  readonly side: string;
  readonly unit: string;
  readonly per: string;
  readonly needs: number;
  readonly quantity: string;
}

export interface NeedRow {
  readonly need_id: string;
  readonly position: string;
  readonly side: string;
  readonly participant: string;
  readonly country: string;
  readonly hs: string;
  readonly chapter: string;
  readonly unit: string;
  readonly per: string;
  readonly quantity: string;
  readonly positions: readonly string[];
}

export interface NeedCountsRow {
  readonly posted: number;
  readonly amended: number;
  readonly withdrawn: number;
  readonly expired: number;
  readonly fulfilled: number;
}

export interface MatchCountsRow {
  readonly proposed: number;
  readonly interested: number;
  readonly introduced: number;
  /** Of these, whose lead a commitment names. */
  readonly committed: number;
  /** Of these, by which a need was fulfilled. */
  readonly fulfilled: number;
  readonly declined: number;
  readonly lapsed: number;
  readonly open: number;
  /** Seconds from the proposal to the introduction, of all of them. */
  readonly seconds: string;
  readonly median_seconds: string | null;
}

export interface ReasonRow {
  readonly kind: string;
  readonly reason: string;
  readonly matches: number;
}

export interface MatchRow extends Omit<MatchCountsRow, 'median_seconds'>, TradeStagesRow {
  readonly match_id: string;
  readonly position: string;
  readonly chapter: string;
  readonly strength: string;
  readonly offer_id: string;
  readonly seek_id: string;
  readonly lead_id: string | null;
  readonly commitment_id: string | null;
  readonly positions: readonly string[];
}

/** Which needs `n` stand on the market as of position $1. */
const STANDS = 'n.position <= $1 AND (n.ended_position IS NULL OR n.ended_position > $1)';

/** As amended last; only of those that were amended behind the position the facts are asked what it was before. */
export const OPEN_NEEDS_SQL = `
  SELECT n.chapter, n.side, t.unit, t.per, count(*)::int AS needs, trim_scale(sum(t.quantity))::text AS quantity
  FROM read.needs n LEFT JOIN LATERAL (
      SELECT f.quantity, f.unit, f.per FROM read.need_facts f
      WHERE n.terms_position > $1 AND f.need_id = n.need_id AND f.quantity IS NOT NULL AND f.position <= $1 ORDER BY f.position DESC LIMIT 1
    ) before ON true
    CROSS JOIN LATERAL (
      SELECT coalesce(before.quantity, n.quantity) AS quantity, coalesce(before.unit, n.unit) AS unit, coalesce(before.per, n.per) AS per
    ) t
  WHERE ${STANDS}
  GROUP BY 1, 2, 3, 4 ORDER BY n.chapter, n.side, t.unit COLLATE "C", t.per`;

/** As of position $1, those that stand behind position $2, $3 of them: only these are looked into. */
export const NEEDS_SQL = `
  WITH page AS (
    SELECT n.need_id, n.position, n.side, n.participant, n.country, n.hs, n.chapter FROM read.needs n
    WHERE n.position > $2 AND ${STANDS}
    ORDER BY n.position LIMIT $3
  )
  SELECT p.*, t.unit, t.per, trim_scale(t.quantity)::text AS quantity, t.positions FROM page p JOIN LATERAL (
    SELECT (array_agg(f.unit ORDER BY f.position DESC) FILTER (WHERE f.quantity IS NOT NULL))[1] AS unit,
      (array_agg(f.per ORDER BY f.position DESC) FILTER (WHERE f.quantity IS NOT NULL))[1] AS per,
      (array_agg(f.quantity ORDER BY f.position DESC) FILTER (WHERE f.quantity IS NOT NULL))[1] AS quantity,
      array_agg(f.position ORDER BY f.position) AS positions
    FROM read.need_facts f WHERE f.need_id = p.need_id AND f.position <= $1
  ) t ON true ORDER BY p.position`;

const KINDS = ['proposed', 'interested', 'introduced', 'declined', 'lapsed'] as const;

const counted = (kind: string) => `count(*) FILTER (WHERE kind = '${kind}')::int AS ${kind}`;

/** As of position $1, what was told of needs on the days $2 to $3. */
export const NEED_COUNTS_SQL = `SELECT ${['posted', 'amended', 'withdrawn', 'expired', 'fulfilled'].map(counted).join(', ')}
  FROM read.need_facts WHERE on_day BETWEEN $2 AND $3 AND position <= $1`;

/** As of position $1, each match that was told of on the days $2 to $3, or is open: with what was told then. */
const MATCHES = `
  WITH told_then AS (
    SELECT f.*, CASE WHEN f.kind = 'introduced' THEN extract(epoch FROM greatest(f.at - (
        SELECT max(p.at) FROM read.match_facts p WHERE p.match_id = f.match_id AND p.kind = 'proposed' AND p.position < f.position
      ), interval '0')) END AS seconds,
      f.kind = 'introduced' AND EXISTS (
        SELECT 1 FROM read.need_facts n WHERE n.match_id = f.match_id AND n.kind = 'fulfilled' AND n.position <= $1
      ) AS is_fulfilled,
      f.kind = 'introduced' AND EXISTS (
        SELECT 1 FROM read.matches m CROSS JOIN LATERAL (${leadCommitmentSql('m.lead_id')}) k WHERE m.match_id = f.match_id
      ) AS is_committed
    FROM read.match_facts f WHERE f.on_day BETWEEN $2 AND $3 AND f.position <= $1
  ),
  last AS (
    SELECT DISTINCT ON (match_id) match_id, kind FROM read.match_facts WHERE position <= $1 ORDER BY match_id, position DESC
  )`;

export const MATCH_COUNTS_SQL = `${MATCHES}
  SELECT ${KINDS.map(counted).join(', ')}, count(*) FILTER (WHERE is_committed)::int AS committed,
    count(*) FILTER (WHERE is_fulfilled)::int AS fulfilled,
    (SELECT count(*)::int FROM last WHERE kind IN ('proposed', 'interested')) AS open,
    coalesce(sum(seconds), 0)::bigint::text AS seconds,
    (percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds))::bigint::text AS median_seconds
  FROM told_then`;

/** What the commitments that name the leads of these introductions came to, by their owners. */
export const MATCH_OWNERS_SQL = `${MATCHES},
  promise AS (
    SELECT k.commitment_id FROM told_then t JOIN read.matches m USING (match_id)
      JOIN read.lead_facts k ON k.lead_id = m.lead_id AND k.kind = 'committed' AND k.position <= $1
    WHERE t.kind = 'introduced'
  ),${OWNED_STAGES}`;

export const MATCH_REASONS_SQL = `${MATCHES}
  SELECT kind, reason, count(*)::int AS matches FROM told_then WHERE reason IS NOT NULL GROUP BY 1, 2 ORDER BY kind, matches DESC, reason`;

/** Of {@link MATCHES}, those behind position $4, $5 of them: only these are looked into. */
export const MATCHES_SQL = `
  WITH page AS (
    SELECT m.match_id, m.position, m.chapter, m.strength, m.offer_id, m.seek_id, m.lead_id FROM read.matches m
    WHERE m.position > $4 AND m.position <= $1 AND (
      EXISTS (
        SELECT 1 FROM read.match_facts f WHERE f.match_id = m.match_id AND f.position <= $1 AND f.on_day BETWEEN $2 AND $3
      ) OR (
        SELECT f.kind FROM read.match_facts f WHERE f.match_id = m.match_id AND f.position <= $1 ORDER BY f.position DESC LIMIT 1
      ) IN ('proposed', 'interested')
    )
    ORDER BY m.position LIMIT $5
  )
  SELECT p.match_id, p.position, p.chapter, p.strength, p.offer_id, p.seek_id, CASE WHEN s.last = 'introduced' THEN p.lead_id END AS lead_id,
    k.commitment_id, CASE WHEN k.commitment_id IS NULL THEN 0 ELSE s.introduced END AS committed,
    CASE WHEN w.positions IS NULL THEN 0 ELSE s.introduced END AS fulfilled,
    ${KINDS.map((kind) => `s.${kind}`).join(', ')}, (s.last IN ('proposed', 'interested'))::int AS open, s.seconds,
    ARRAY(SELECT told FROM unnest(s.positions || coalesce(w.positions, '{}')) told ORDER BY told) AS positions,
    ${TRADE_STAGES.map((stage) => `c.${stage}`).join(', ')}
  FROM page p JOIN LATERAL (
    SELECT ${KINDS.map((kind) => `count(*) FILTER (WHERE is_then AND kind = '${kind}')::int AS ${kind}`).join(', ')},
      coalesce(sum(extract(epoch FROM greatest(at - proposed_at, interval '0'))) FILTER (WHERE is_then AND kind = 'introduced'), 0)::bigint::text AS seconds,
      (array_agg(kind ORDER BY position DESC))[1] AS last, array_agg(position ORDER BY position) AS positions
    FROM (
      SELECT f.*, f.on_day BETWEEN $2 AND $3 AS is_then, max(f.at) FILTER (WHERE f.kind = 'proposed') OVER (ORDER BY f.position) AS proposed_at
      FROM read.match_facts f WHERE f.match_id = p.match_id AND f.position <= $1
    ) told
  ) s ON true CROSS JOIN LATERAL (
    SELECT array_agg(n.position) AS positions FROM read.need_facts n
    WHERE n.match_id = p.match_id AND n.kind = 'fulfilled' AND n.position <= $1 AND s.introduced > 0
  ) w LEFT JOIN LATERAL (${leadCommitmentSql('p.lead_id')}
  ) k ON true CROSS JOIN LATERAL (
    SELECT ${STAGE_SUMS} FROM (
      SELECT DISTINCT t.commitment_id FROM read.lead_facts t
      WHERE t.lead_id = p.lead_id AND t.kind = 'committed' AND t.position <= $1 AND s.introduced > 0
    ) led CROSS JOIN LATERAL (${tradeSql('led.commitment_id')}) s
  ) c ORDER BY p.position`;
