import { OWNED_STAGES, TRADE_STAGES, type TradeStagesRow, tradeSql } from '../commitments/trade-stages.js';
import { leadCommitmentSql } from './lead-commitment.sql.js';

/** Counts of an engagement, or of many. */
export interface FiguresRow extends TradeStagesRow {
  readonly engagements: number;
  readonly planned: number;
  readonly held: number;
  readonly cancelled: number;
  readonly firms: number;
  readonly people: number;
  readonly firms_there: number;
  readonly people_there: number;
  readonly meetings: number;
  readonly leads: number;
  readonly leads_open: number;
  readonly leads_committed: number;
  readonly leads_lapsed: number;
  readonly commitments: number;
}

const FIGURES = [
  'engagements',
  'planned',
  'held',
  'cancelled',
  'firms',
  'people',
  'firms_there',
  'people_there',
  'meetings',
  'leads',
  'leads_open',
  'leads_committed',
  'leads_lapsed',
  'commitments',
] as const satisfies readonly (keyof FiguresRow)[];

export interface GroupRow extends FiguresRow {
  readonly of: string;
}

/** Positions are bigints, as text. */
export interface EngagementRow extends FiguresRow {
  readonly engagement_id: string;
  readonly position: string;
  readonly kind: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly organiser: string;
  readonly sectors: readonly string[];
  readonly starts_on: string;
  readonly ends_on: string;
  readonly positions: readonly string[];
}

interface PartyJson {
  readonly participantId: string;
  readonly name: string;
  readonly country: string;
}

export interface LeadRow {
  readonly lead_id: string;
  readonly position: string;
  readonly engagement_id: string;
  readonly seller: PartyJson;
  readonly buyer: PartyJson;
  readonly sector: string;
  readonly hs: readonly string[];
  readonly recorded_on: string;
  readonly lapse_reason: string | null;
  readonly commitment_id: string | null;
  readonly currency: string | null;
  readonly expected_minor: string | null;
  readonly positions: readonly string[];
}

export interface SectorRow {
  readonly sector: string;
  readonly leads: number;
  readonly open: number;
  readonly committed: number;
  readonly lapsed: number;
  /** Of what is open, by currency: minor units as text. */
  readonly expected: readonly { readonly currency: string; readonly minor: string }[];
}

export interface ReasonRow {
  readonly reason: string;
  readonly leads: number;
}

/** As of position $1, the engagements whose first day is $2 to $3. */
const CHOSEN = `
  WITH days AS (
    SELECT DISTINCT ON (engagement_id) engagement_id, starts_on, ends_on FROM read.engagement_facts
    WHERE starts_on IS NOT NULL AND position <= $1 ORDER BY engagement_id, position DESC
  ),
  chosen AS (
    SELECT e.engagement_id, e.position, e.kind, e.name, e.city, e.country, e.organiser, e.sectors, d.starts_on, d.ends_on
    FROM days d JOIN read.engagements e USING (engagement_id) WHERE d.starts_on BETWEEN $2 AND $3
  ),
  lead AS (
    SELECT l.*, CASE WHEN k.commitment_id IS NULL THEN f.lapse END AS lapse, f.told_currency, f.told_minor, f.told, k.commitment_id, f.lapse IS NULL AND k.commitment_id IS NULL AS is_open
    FROM chosen c JOIN read.leads l USING (engagement_id) JOIN LATERAL (
      SELECT max(reason) FILTER (WHERE kind = 'lapsed') AS lapse,
        (array_agg(currency ORDER BY position DESC) FILTER (WHERE currency IS NOT NULL))[1] AS told_currency,
        (array_agg(expected_minor ORDER BY position DESC) FILTER (WHERE currency IS NOT NULL))[1] AS told_minor,
        array_agg(position ORDER BY position) AS told
      FROM read.lead_facts f WHERE f.lead_id = l.lead_id AND f.position <= $1
    ) f ON true LEFT JOIN LATERAL (${leadCommitmentSql('l.lead_id')}
    ) k ON true WHERE l.position <= $1
  )`;

/** What each of them adds: whoever takes part, met and found something to trade counts with the engagement, whenever that was told. */
const SHARES = `${CHOSEN},
  fact AS (SELECT f.* FROM chosen c JOIN read.engagement_facts f USING (engagement_id) WHERE f.position <= $1),
  taking AS (
    SELECT engagement_id, firm,
      (array_agg(kind ORDER BY position DESC) FILTER (WHERE kind LIKE 'regist%'))[1] = 'registered' AS takes_part,
      (array_agg(people ORDER BY position DESC) FILTER (WHERE kind = 'registered'))[1] AS people,
      (array_agg(people ORDER BY position DESC) FILTER (WHERE kind = 'attended'))[1] AS there
    FROM fact WHERE kind IN ('registered', 'registration-withdrawn', 'attended') GROUP BY 1, 2
  ),
  firms AS (
    SELECT engagement_id, count(*) AS firms, sum(people) AS people, count(there) AS firms_there, coalesce(sum(there), 0) AS people_there
    FROM taking WHERE takes_part GROUP BY 1
  ),
  told AS (
    SELECT engagement_id, bool_or(kind = 'held') AS is_held, bool_or(kind = 'cancelled') AS is_cancelled,
      count(*) FILTER (WHERE kind = 'met') AS meetings, array_agg(position ORDER BY position) AS positions
    FROM fact GROUP BY 1
  ),
  led AS (
    SELECT engagement_id, count(*) AS leads, count(lapse) AS lapsed, count(*) FILTER (WHERE is_open) AS open FROM lead GROUP BY 1
  ),
  promise AS (
    SELECT c.engagement_id, k.commitment_id FROM chosen c JOIN read.commitments k USING (engagement_id) WHERE k.position <= $1
  ),
  became AS (
    SELECT p.engagement_id, ${TRADE_STAGES.map((stage) => `sum(s.${stage}) AS ${stage}`).join(', ')}
    FROM promise p CROSS JOIN LATERAL (${tradeSql('p.commitment_id')}) s GROUP BY 1
  ),
  share AS (
    SELECT c.*, 1 AS engagements, (NOT is_held AND NOT is_cancelled)::int AS planned, is_held::int AS held, is_cancelled::int AS cancelled,
      coalesce(f.firms, 0) AS firms, coalesce(f.people, 0) AS people, coalesce(f.firms_there, 0) AS firms_there,
      coalesce(f.people_there, 0) AS people_there, t.meetings, coalesce(l.leads, 0) AS leads,
      coalesce(l.open, 0) AS leads_open, coalesce(l.leads - l.open - l.lapsed, 0) AS leads_committed, coalesce(l.lapsed, 0) AS leads_lapsed,
      (SELECT count(*) FROM promise p WHERE p.engagement_id = c.engagement_id) AS commitments,
      ${TRADE_STAGES.map((stage) => `coalesce(b.${stage}, 0) AS ${stage}`).join(', ')}, t.positions
    FROM chosen c JOIN told t USING (engagement_id) LEFT JOIN firms f USING (engagement_id) LEFT JOIN led l USING (engagement_id)
      LEFT JOIN became b USING (engagement_id)
  )`;

const SUMS = [
  ...FIGURES.map((name) => `coalesce(sum(${name}), 0)::int AS ${name}`),
  ...TRADE_STAGES.map((stage) => `coalesce(sum(${stage}), 0)::text AS ${stage}`),
].join(', ');

export const FIGURES_SQL = `${SHARES} SELECT ${SUMS} FROM share`;

/** What commitments that came of them came to, by their owners. */
export const OWNERS_SQL = `${CHOSEN},
  promise AS (
    SELECT k.commitment_id FROM chosen c JOIN read.commitments k USING (engagement_id) WHERE k.position <= $1
  ),${OWNED_STAGES}`;

/** By `kind` or `country`. */
export const groupedSql = (by: 'kind' | 'country'): string =>
  `${SHARES} SELECT ${by} AS of, ${SUMS} FROM share GROUP BY 1 ORDER BY 1`;

/** Those behind position $4, $5 of them. */
export const ENGAGEMENTS_SQL = `${SHARES}
  SELECT engagement_id, position, kind, name, city, country, organiser, sectors, starts_on, ends_on, positions,
    ${FIGURES.map((name) => `${name}::int`).join(', ')}, ${TRADE_STAGES.map((stage) => `${stage}::text`).join(', ')}
  FROM share WHERE position > $4 ORDER BY position LIMIT $5`;

/** The leads of the engagements $4. */
export const LEADS_SQL = `${CHOSEN}
  SELECT lead_id, position, engagement_id, seller, buyer, sector, hs, recorded_on, lapse AS lapse_reason, commitment_id, told_currency AS currency,
    told_minor::text AS expected_minor, told AS positions
  FROM lead WHERE engagement_id = ANY ($4::uuid[]) ORDER BY position`;

export const SECTORS_SQL = `${CHOSEN},
  valued AS (
    SELECT sector, told_currency AS currency, sum(told_minor)::text AS minor FROM lead
    WHERE is_open AND told_currency IS NOT NULL GROUP BY 1, 2
  )
  SELECT sector, count(*)::int AS leads, count(*) FILTER (WHERE is_open)::int AS open,
    count(*) FILTER (WHERE lapse IS NULL AND NOT is_open)::int AS committed, count(lapse)::int AS lapsed,
    coalesce((SELECT json_agg(json_build_object('currency', v.currency, 'minor', v.minor) ORDER BY v.currency COLLATE "C")
      FROM valued v WHERE v.sector = lead.sector), '[]') AS expected
  FROM lead GROUP BY sector ORDER BY sector COLLATE "C"`;

export const REASONS_SQL = `${CHOSEN}
  SELECT lapse AS reason, count(*)::int AS leads FROM lead WHERE lapse IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`;
