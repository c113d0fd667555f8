/** The classes of refusals, as events have them. */
export const REFUSAL_REASONS = [
  'documents',
  'invitation',
  'purpose',
  'security',
  'previous-stay',
  'other',
] as const;
type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Of one month: of all of it where there is no nationality, else of one nationality and destination. */
export type VisaFiguresRow = {
  readonly month: string;
  readonly nationality: string | null;
  readonly destination: string | null;
  readonly submitted: number;
  /** Whose they are, each once. */
  readonly firms: readonly string[];
  readonly granted: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly open: number;
  readonly days: number;
  readonly p50: number | null;
  readonly p90: number | null;
} & { readonly [Reason in RefusalReason as `refused_${Reason}`]: number };

/** Positions are bigints, as text. */
export interface VisaApplicationRow {
  readonly visa_id: string;
  readonly position: string;
  readonly month: string;
  readonly submitted_on: string;
  readonly nationality: string;
  readonly destination: string;
  readonly outcome: 'granted' | 'refused' | 'withdrawn' | 'open';
  readonly reason: string | null;
  readonly days_taken: number | null;
  readonly positions: readonly string[];
}

export interface VisaDelayRow {
  readonly visa_id: string;
  readonly position: string;
  readonly delegation_id: string;
  readonly nationality: string;
  readonly destination: string;
  readonly intended_from: string;
  readonly decided_on: string | null;
  readonly days_late: number;
  readonly positions: readonly string[];
}

/** As of position $1, what was submitted on the days $2 to $3, and what became of it: an application has one end at most. */
const APPLICATION = `
  WITH application AS (
    SELECT s.visa_id, s.position, s.on_day, to_char(s.on_day, 'YYYY-MM') AS month, a.nationality, a.destination, a.firm,
      coalesce(e.kind, 'open') AS outcome, e.reason, e.days_taken
    FROM read.visa_facts s JOIN read.visa_applications a USING (visa_id)
      LEFT JOIN read.visa_facts e ON e.visa_id = s.visa_id AND e.kind IN ('granted', 'refused', 'withdrawn') AND e.position <= $1
    WHERE s.kind = 'submitted' AND s.position <= $1 AND s.on_day BETWEEN $2 AND $3
  )`;

const OUTCOMES = ['granted', 'refused', 'withdrawn', 'open'] as const;
const countOf = (condition: string, name: string) => `count(*) FILTER (WHERE ${condition})::int AS "${name}"`;
/** By the nearest rank, as everywhere: a number of days that some application took. */
const rankOf = (share: string, name: string) =>
  `percentile_disc(${share}) WITHIN GROUP (ORDER BY days_taken) AS ${name}`;

/** By month, and within it by nationality and destination. */
export const VISA_FIGURES_SQL = `${APPLICATION}
  SELECT month, nationality, destination, count(*)::int AS submitted, array_agg(DISTINCT firm) AS firms,
    ${OUTCOMES.map((outcome) => countOf(`outcome = '${outcome}'`, outcome)).join(', ')},
    ${REFUSAL_REASONS.map((reason) => countOf(`outcome = 'refused' AND reason = '${reason}'`, `refused_${reason}`)).join(', ')},
    coalesce(sum(days_taken), 0)::float8 AS days, ${rankOf('0.5', 'p50')}, ${rankOf('0.9', 'p90')}
  FROM application GROUP BY GROUPING SETS ((month), (month, nationality, destination))
  ORDER BY month, nationality COLLATE "C" NULLS FIRST, destination COLLATE "C"`;

const POSITIONS = `(SELECT array_agg(f.position ORDER BY f.position) FROM read.visa_facts f
    WHERE f.visa_id = page.visa_id AND f.position <= $1) AS positions`;

/** The applications behind position $4, $5 of them, of nationality $6 and destination $7 or of all, each with its events. */
export const VISA_APPLICATIONS_SQL = `${APPLICATION}
  SELECT page.visa_id, page.position, page.month, page.on_day::text AS submitted_on, page.nationality, page.destination, page.outcome,
    page.reason, page.days_taken, ${POSITIONS}
  FROM (
    SELECT * FROM application
    WHERE position > $4 AND ($6::text IS NULL OR nationality = $6) AND ($7::text IS NULL OR destination = $7)
    ORDER BY position LIMIT $5
  ) page ORDER BY page.position`;

/**
 * As of position $1, to which the ledger came on day $6: applications of delegations that meant to start on the days $2 to $3, and were decided behind
 * their start, or are open behind it; those behind position $4, $5 of them.
 */
export const VISA_DELAYS_SQL = `
  SELECT page.*, ${POSITIONS}
  FROM (
    SELECT a.visa_id, a.first_position AS position, a.delegation_id, a.nationality, a.destination,
      a.intended_from::text AS intended_from, e.on_day::text AS decided_on, coalesce(e.on_day, $6::date) - a.intended_from AS days_late
    FROM read.visa_applications a
      LEFT JOIN read.visa_facts e ON e.visa_id = a.visa_id AND e.kind IN ('declined', 'granted', 'refused', 'withdrawn') AND e.position <= $1
    WHERE a.delegation_id IS NOT NULL AND a.intended_from BETWEEN $2 AND $3 AND a.first_position <= $1 AND a.first_position > $4
      AND (e.kind IS NULL OR e.kind IN ('granted', 'refused')) AND coalesce(e.on_day, $6::date) > a.intended_from
    ORDER BY a.first_position LIMIT $5
  ) page ORDER BY page.position`;
