/** Counts of one kind, or of one kind in one month. */
export interface CaseCountsRow {
  readonly kind: string;
  readonly opened: number;
  readonly reopened: number;
  readonly resolved: number;
  readonly escalated: number;
}

export interface CaseMonthRow extends CaseCountsRow {
  /** `YYYY-MM`. */
  readonly month: string;
}

/** A case and what it adds; positions are bigints, as text. */
export interface CaseShareRow extends CaseCountsRow {
  readonly case_id: string;
  readonly opened_position: string;
  readonly is_open: boolean;
  readonly positions: readonly string[];
}

/** How long something took, milliseconds as text; null where there was none. */
export interface CaseTimeRow {
  readonly kind: string;
  readonly step: 'answer' | 'resolve';
  readonly n: number;
  readonly p50_ms: string | null;
  readonly p90_ms: string | null;
  readonly in_time: number;
}

export interface CaseAgeRow {
  readonly band: string;
  readonly cases: number;
}

const COUNTED = {
  opened: 'CaseOpened',
  reopened: 'CaseReopened',
  resolved: 'CaseResolved',
  escalated: 'CaseEscalated',
};
const countsOf = (where = '') =>
  Object.entries(COUNTED)
    .map(([name, type]) => `(count(*) FILTER (WHERE f.type = '${type}'${where}))::int AS ${name}`)
    .join(', ');
const TYPES = Object.values(COUNTED)
  .map((type) => `'${type}'`)
  .join(', ');
const IN_MONTHS = 'BETWEEN $2 AND $3';

/** As of position $1: of which kind a case is, as it was opened or triaged last; asked of those alone that count. */
const kindOf = (caseId: string): string => `(
      SELECT kind FROM read.case_facts WHERE case_id = ${caseId} AND kind IS NOT NULL AND position <= $1 ORDER BY position DESC LIMIT 1
    )`;

/** As of position $1, of days $2 to $3: what happened, by month and kind. */
export const CASE_MONTHS_SQL = `
  SELECT to_char(f.on_day, 'YYYY-MM') AS month, k.kind, ${countsOf()}
  FROM read.case_facts f CROSS JOIN LATERAL ${kindOf('f.case_id')} k
  WHERE f.position <= $1 AND f.on_day ${IN_MONTHS} AND f.type IN (${TYPES})
  GROUP BY 1, 2 ORDER BY 1, k.kind COLLATE "C"`;

/**
 * The same time to answer and to resolve, of what was answered or resolved in these days; the kind '' is all of them. A percentile is the value of the
 * nearest rank.
 */
export const CASE_TIMES_SQL = `
  WITH step AS (
    SELECT k.kind, 'answer' AS step, (extract(epoch FROM answered_at - opened_at) * 1000)::bigint AS ms, answered_at <= answer_by AS in_time
    FROM read.case_openings o CROSS JOIN LATERAL ${kindOf('o.case_id')} k WHERE answered_position <= $1 AND answered_on ${IN_MONTHS}
    UNION ALL
    SELECT k.kind, 'resolve', (extract(epoch FROM resolved_at - opened_at) * 1000)::bigint, resolved_at <= resolve_by
    FROM read.case_openings o CROSS JOIN LATERAL ${kindOf('o.case_id')} k WHERE resolved_position <= $1 AND resolved_on ${IN_MONTHS}
  )
  SELECT coalesce(kind, '') AS kind, step, count(*)::int AS n,
    (percentile_disc(0.5) WITHIN GROUP (ORDER BY ms))::text AS p50_ms,
    (percentile_disc(0.9) WITHIN GROUP (ORDER BY ms))::text AS p90_ms,
    (count(*) FILTER (WHERE in_time))::int AS in_time
  FROM step GROUP BY GROUPING SETS ((step), (kind, step)) ORDER BY coalesce(kind, '') COLLATE "C", step`;

/** Bands of the days that a case has been open. */
export const AGE_BANDS = ['under 7', '7 to 30', '31 to 90', 'over 90'] as const;

/** As of position $1, to which the ledger came at $2 (milliseconds): how long what is open has been so. */
export const CASE_AGES_SQL = `
  SELECT CASE WHEN days < 7 THEN 'under 7' WHEN days <= 30 THEN '7 to 30' WHEN days <= 90 THEN '31 to 90' ELSE 'over 90' END AS band,
    count(*)::int AS cases
  FROM (
    SELECT floor(extract(epoch FROM to_timestamp($2::double precision / 1000) - opened_at) / 86400) AS days
    FROM read.case_openings WHERE opened_position <= $1 AND (resolved_position IS NULL OR resolved_position > $1)
  ) open GROUP BY 1`;

/** As of position $1, of days $2 to $3: the cases opened first behind position $4, $5 of them, that add to the counts or are open. */
export const CASE_SHARES_SQL = `
  SELECT o.case_id, o.opened_position::text AS opened_position, k.kind, s.*, open.is_open
  FROM read.case_openings o
    CROSS JOIN LATERAL (
      SELECT ${countsOf(` AND f.on_day ${IN_MONTHS}`)}, array_agg(f.position ORDER BY f.position) AS positions
      FROM read.case_facts f WHERE f.case_id = o.case_id AND f.position <= $1
    ) s
    CROSS JOIN LATERAL ${kindOf('o.case_id')} k
    CROSS JOIN LATERAL (
      SELECT bool_or(resolved_position IS NULL OR resolved_position > $1) AS is_open
      FROM read.case_openings c WHERE c.case_id = o.case_id AND c.opened_position <= $1
    ) open
  WHERE o.opening = 0 AND o.opened_position > $4 AND o.opened_position <= $1
    AND (s.opened + s.reopened + s.resolved + s.escalated > 0 OR open.is_open)
  ORDER BY o.opened_position LIMIT $5`;
