import type { YearBegins } from '../../trade/years/years.types.js';
import type { FunnelStage } from './commitment-funnel.types.js';
import { known, STAGE_COLUMNS, standingSql, standingUntilSql, USD_STAGES } from './trade-stages.js';

/** Numbers beyond 2^53 are text. */
export interface StagesRow {
  readonly promised: string;
  readonly contracted: string;
  readonly shipped: string;
  readonly cleared: string;
  readonly delivered: string;
  readonly delivered_uncleared: string;
  readonly paid: string;
  readonly invested_promised: string;
  readonly invested_reported: string;
  readonly invested_verified: string;
  readonly jobs_promised: string;
  readonly jobs_reported: string;
  readonly jobs_verified: string;
  readonly unvalued: string;
}

export interface GroupRow extends StagesRow {
  readonly part: FunnelGroup;
  /** Of the group that is asked for; of all together, empty. */
  readonly name: string;
  readonly commitments: number;
  readonly withdrawn: number;
  readonly lapsed: number;
  readonly fulfilled: number;
}

export interface CommitmentFunnelRow extends StagesRow {
  readonly commitment_id: string;
  readonly position: string;
  readonly title: string;
  readonly kind: string;
  readonly sector: string;
  readonly of_services: boolean;
  readonly ownership: string;
  readonly occasion_kind: string;
  readonly occasion_name: string;
  readonly announced_on: string;
  readonly due_on: string | null;
  readonly engagement_id: string | null;
  readonly meeting_id: string | null;
  readonly lead_id: string | null;
  readonly status: string;
  readonly stuck_before: FunnelStage | null;
  readonly last_progress_on: string;
  readonly consignments: number;
  readonly letters_of_credit: number;
  readonly letters_of_credit_ended: number;
}

export interface LinkRow {
  readonly position: string;
  readonly kind: string;
  readonly id: string;
  readonly commitment_id: string;
  readonly basis: string;
  readonly contract_id: string | null;
  readonly told_by: string;
  readonly reason: string | null;
  readonly ended: string | null;
}

export interface FunnelEventRow {
  readonly position: string;
  readonly fact: number;
  readonly cause_position: string;
  readonly commitment_id: string;
  readonly consignment_id: string | null;
  readonly contract_id: string | null;
  readonly on_day: string;
  readonly usd_cents: string;
  /** Jobs, amounts or commitments. */
  readonly number: string;
  readonly currency: string | null;
  readonly minor: string | null;
}

/**
 * Commitments as of position $1 that were announced from day $2 to day $3, of sector $4, ownership $5, engagement $6, meeting $7, from country $8 to
 * country $9, of lead $10, and of participant $11: each of these where it is told.
 */
export const ASKED = `
  WITH asked AS (
    SELECT c.commitment_id, c.position, c.occasion_kind, c.occasion_name, c.announced_on, c.engagement_id, c.meeting_id, c.lead_id,
      v.title, v.kind, v.sector, v.of_services, v.ownership, v.due_on
    FROM read.commitments c CROSS JOIN LATERAL (
      SELECT * FROM read.commitment_versions v WHERE v.commitment_id = c.commitment_id AND ${known('v')} ORDER BY v.position DESC LIMIT 1
    ) v
    WHERE c.position <= $1
      AND ($2::date IS NULL OR c.announced_on >= $2) AND ($3::date IS NULL OR c.announced_on <= $3)
      AND ($4::text IS NULL OR v.sector = $4) AND ($5::text IS NULL OR v.ownership = $5)
      AND ($6::uuid IS NULL OR c.engagement_id = $6) AND ($7::uuid IS NULL OR c.meeting_id = $7)
      AND ($8::text IS NULL OR $8 = ANY (v.from_countries)) AND ($9::text IS NULL OR $9 = ANY (v.to_countries))
      AND ($10::uuid IS NULL OR c.lead_id = $10)
      AND ($11::text IS NULL OR v.participants @> ARRAY[$11])
  )`;

export type FunnelGroup = 'all' | 'services' | 'sector' | 'occasion' | 'year' | 'july-to-june' | 'ownership';

/** The year of the announcement of `a`, by the month with which years begin: `2026`, or `2025-26`. */
export const YEARS: Readonly<Record<YearBegins, string>> = {
  1: `to_char(a.announced_on, 'YYYY')`,
  7: `to_char(a.announced_on - interval '6 months', 'YYYY-') || to_char(a.announced_on + interval '6 months', 'YY')`,
};

/** All of `one`, told apart by the keys of `sets`, of which all but one are null in a row. */
const partsOf = (part: string, name: string, sets: string, which = 'true'): string => `
  SELECT ${part} AS part, ${name} AS name, count(*)::int AS commitments,
    count(*) FILTER (WHERE status = 'withdrawn')::int AS withdrawn, count(*) FILTER (WHERE status = 'lapsed')::int AS lapsed,
    count(*) FILTER (WHERE status = 'fulfilled')::int AS fulfilled,
    ${STAGE_COLUMNS.map((sum) => `coalesce(sum(${sum}), 0)::text AS ${sum}`).join(', ')}
  FROM one WHERE ${which} GROUP BY GROUPING SETS (${sets})`;

/** All of them together, and by each of the ways to tell them apart, services on lines of their own: in one statement. */
const funnelSql = (standing: (commitment: string) => string): string => `${ASKED},
  one AS (
    SELECT a.of_services, CASE WHEN a.of_services THEN 'services: ' ELSE '' END || a.sector AS sector, a.occasion_kind || ': ' || a.occasion_name AS occasion,
      ${YEARS[1]} AS year, ${YEARS[7]} AS fiscal, a.ownership, s.*
    FROM asked a CROSS JOIN LATERAL (${standing('a.commitment_id')}) s
  )
  SELECT * FROM (
    ${partsOf(
      `CASE GROUPING(occasion, year, fiscal, ownership) WHEN 7 THEN 'occasion' WHEN 11 THEN 'year' WHEN 13 THEN 'july-to-june' WHEN 14 THEN 'ownership' ELSE 'all' END`,
      `coalesce(occasion, year, fiscal, ownership, '')`,
      '(), (occasion), (year), (fiscal), (ownership)',
      'NOT of_services',
    )}
    UNION ALL ${partsOf(`'services'`, `''`, '()', 'of_services')}
    UNION ALL ${partsOf(`'sector'`, 'sector', '(sector)')}
  ) part ORDER BY name COLLATE "C"`;
export const FUNNEL_SQL = funnelSql(standingSql);
export const FUNNEL_UNTIL_SQL = funnelSql(standingUntilSql);

/**
 * The first stage of commitment `a` that has come to less than was promised, by its sums `s`: null where all have, where it is fulfilled, of an investment and of services. A promise of
 * kind contract is one.
 */
export const STUCK_BEFORE = `CASE WHEN s.promised = 0 OR s.status = 'fulfilled' OR a.of_services THEN NULL
    WHEN a.kind <> 'contract' AND s.contracted < s.promised THEN 'contracted'
    ${['shipped', 'cleared', 'delivered', 'paid'].map((stage) => `WHEN s.${stage} < s.promised THEN '${stage}'`).join(' ')} END`;

/** The last day on which anything came of commitment `a` that counts still: behind it, by a lateral join. */
export const LAST_PROGRESS = `LEFT JOIN LATERAL (
    SELECT d.on_day FROM read.commitment_progress_days d WHERE d.commitment_id = a.commitment_id AND ${known('d')}
    GROUP BY d.on_day HAVING sum(d.things) > 0 ORDER BY d.on_day DESC LIMIT 1
  ) p ON true`;

/** How letter of credit `id` ended, as of the position; null while it is open, also where it had expired and was extended. */
const ended = (id: string): string => `(SELECT e.status FROM read.commitment_credits e
    WHERE e.letter_of_credit_id = ${id} AND ${known('e')} AND e.status <> 'amended' AND NOT EXISTS (
      SELECT FROM read.commitment_credits m WHERE m.letter_of_credit_id = e.letter_of_credit_id AND m.position > e.position AND ${known('m')}
        AND m.status = 'amended' AND e.status = 'expired' AND m.last_day > e.last_day)
    ORDER BY e.position DESC LIMIT 1)`;

/** Commitments behind position $12, $13 of them. */
const commitmentsSql = (standing: (commitment: string) => string): string => `${ASKED},
  page AS (SELECT * FROM asked WHERE position > $12 ORDER BY position LIMIT $13),
  linked AS (
    SELECT DISTINCT ON (l.id) l.id, l.commitment_id FROM read.commitment_links l
    WHERE l.kind = 'letter-of-credit' AND ${known('l')} AND l.id IN (
      SELECT k.id FROM read.commitment_links k JOIN page USING (commitment_id) WHERE k.kind = 'letter-of-credit')
    ORDER BY l.id, l.position DESC
  ),
  credited AS (SELECT l.commitment_id, ${ended('l.id')} AS ended FROM linked l)
  SELECT a.commitment_id, a.position, a.title, a.kind, a.sector, a.of_services, a.ownership, a.occasion_kind, a.occasion_name,
    a.announced_on::text AS announced_on, a.due_on::text AS due_on, a.engagement_id, a.meeting_id, a.lead_id,
    s.consignments,
    (SELECT count(*)::int FROM credited c WHERE c.commitment_id = a.commitment_id AND c.ended IS NULL) AS letters_of_credit,
    (SELECT count(*)::int FROM credited c WHERE c.commitment_id = a.commitment_id AND c.ended IS NOT NULL) AS letters_of_credit_ended,
    s.status, ${STUCK_BEFORE} AS stuck_before, coalesce(p.on_day, a.announced_on)::text AS last_progress_on, ${STAGE_COLUMNS.map((name) => `s.${name}::text`).join(', ')}
  FROM page a CROSS JOIN LATERAL (${standing('a.commitment_id')}) s ${LAST_PROGRESS}
  ORDER BY a.position`;
export const COMMITMENTS_SQL = commitmentsSql(standingSql);
export const COMMITMENTS_UNTIL_SQL = commitmentsSql(standingUntilSql);

/**
 * What serves commitment $12, or all of them, by the event that linked it: behind position $13, $14 of them. A participant sees goods and letters of credit
 * that it takes part in, as their own streams say.
 */
export const LINKS_SQL = `${ASKED}
  SELECT l.position, l.kind, l.id, l.commitment_id, l.basis, l.contract_id, l.told_by, l.reason,
    CASE WHEN l.kind = 'letter-of-credit' THEN ${ended('l.id')} END AS ended
  FROM asked a JOIN read.commitment_links l USING (commitment_id)
  WHERE ${known('l')} AND ($12::uuid IS NULL OR l.commitment_id = $12) AND l.position > $13
    AND ($11::text IS NULL OR EXISTS (
      SELECT FROM read.streams s JOIN read.events e ON e.position = s.last_position
      WHERE s.stream_id = CASE l.kind WHEN 'consignment' THEN 'consignment-' ELSE 'lc-' END || l.id AND $11 = ANY (e.participants)))
    AND NOT EXISTS (SELECT FROM read.commitment_links n WHERE n.kind = l.kind AND n.id = l.id AND n.position > l.position AND ${known('n')})
  ORDER BY l.position LIMIT $14`;

/** Commitments by their status: each counts from the event that gives it the status to the one that gives it another. */
const statusEvents = (isCounted: (told: string) => string): string => `
  FROM (
    SELECT f.*, a.of_services, (${isCounted('f.status')})::int - coalesce((${isCounted('lag(f.status) OVER told')})::int, 0) AS number
    FROM asked a JOIN read.commitment_facts f USING (commitment_id) WHERE ${known('f')} AND f.status IS NOT NULL
    WINDOW told AS (PARTITION BY f.commitment_id ORDER BY f.position, f.fact)
  ) f WHERE f.number <> 0`;

const stageEvents = (stage: string, number: string): string => `
  FROM (
    SELECT f.*, a.of_services, ${number} AS number FROM asked a JOIN read.commitment_facts f USING (commitment_id) WHERE ${known('f')}
  ) f WHERE ${stage}`;

function eventsOf(figure: string): string {
  if (figure === 'commitments') return statusEvents((told) => `${told} IS NOT NULL`);
  if (figure === 'withdrawn' || figure === 'lapsed' || figure === 'fulfilled') {
    return statusEvents((told) => `${told} = '${figure}'`);
  }
  if (figure === 'unvalued') return stageEvents('f.unvalued_lines <> 0', 'f.unvalued_lines');
  return stageEvents(`f.stage = '${figure}'`, 'f.jobs');
}

/** Money that events add to; all else that is explained is a number. */
const isMoney = (figure: string): boolean => (USD_STAGES as readonly string[]).includes(figure);

/** What made `figure`, of commitment $12 where it is told, else of services or ($16) of all else: behind fact $14 of position $13, $15 of them. */
export const funnelEventsSql = (figure: string): string => `${ASKED}
  SELECT f.position, f.fact, f.cause_position, f.commitment_id, f.consignment_id, f.contract_id, f.on_day::text AS on_day,
    ${isMoney(figure) ? `f.usd_cents::text AS usd_cents, f.currency, f.minor::text AS minor, '0' AS number` : `'0' AS usd_cents, NULL AS currency, NULL AS minor, f.number::text AS number`}
  ${eventsOf(figure)}
    AND CASE WHEN $12::uuid IS NULL THEN f.of_services = $16 ELSE f.commitment_id = $12 END AND (f.position, f.fact) > ($13, $14)
  ORDER BY f.position, f.fact LIMIT $15`;
