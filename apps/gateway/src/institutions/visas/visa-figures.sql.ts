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
export const OUTCOMES = ['granted', 'refused', 'withdrawn', 'open'] as const;
type Outcome = (typeof OUTCOMES)[number];

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
} & { readonly [Reason in RefusalReason as `refused_${Reason}`]: number } & {
  /** Whose they are, each once. */
  readonly [Value in Outcome | `refused_${RefusalReason}` as `${Value}_firms`]: readonly string[];
};

/** Positions are bigints, as text. */
export interface VisaApplicationRow {
  readonly visa_id: string;
  readonly position: string;
  readonly month: string;
  readonly submitted_on: string;
  readonly nationality: string;
  readonly destination: string;
  readonly outcome: Outcome;
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
  readonly starts_on: string;
  readonly intended_from: string;
  readonly decided_on: string | null;
  readonly days_late: number;
  readonly positions: readonly string[];
}

/** When a month is told to everybody: at the end of the next one, by the clock of Pakistan and Kazakhstan. */
const RELEASE = `((date_trunc('month', s.on_day::timestamp) + interval '2 months' - interval '5 hours') AT TIME ZONE 'UTC')`;

/**
 * As of position $1, what was submitted on the days $2 to $3, and what became of it: an application has one end at most.
 * @param which of them, where not all: a condition on applications `a`
 * @param isReleased whether only what the ledger had of a month at its release, once it has come there with $4: whoever asks again learns nothing more.
 */
const applicationOf = (isReleased: boolean, which = 'true') => `
  WITH application AS (
    SELECT s.visa_id, s.position, s.on_day, to_char(s.on_day, 'YYYY-MM') AS month, a.nationality, a.destination, a.firm,
      coalesce(e.kind, 'open') AS outcome, e.reason,
      CASE WHEN e.kind IN ('granted', 'refused') THEN e.on_day - s.on_day END AS days_taken
    FROM read.visa_facts s JOIN read.visa_applications a USING (visa_id)
      LEFT JOIN read.visa_facts e ON e.visa_id = s.visa_id AND e.kind IN ('granted', 'refused', 'withdrawn') AND e.position <= $1
        ${isReleased ? `AND e.told_at < ${RELEASE}` : ''}
    WHERE s.kind = 'submitted' AND s.position <= $1 AND s.on_day BETWEEN $2 AND $3 AND ${which}
      -- Where the day was corrected, the last one counts.
      AND NOT EXISTS (
        SELECT FROM read.visa_facts c WHERE c.visa_id = s.visa_id AND c.kind = 'submitted' AND c.position > s.position AND c.position <= $1
          ${isReleased ? `AND c.told_at < ${RELEASE}` : ''}
      )
      ${isReleased ? `AND s.told_at < ${RELEASE} AND ${RELEASE} <= $4::timestamptz` : ''}
  )`;

const COLUMNS = 'month, nationality, destination, firm, outcome, reason, days_taken';

/** The same of what the ledger says of them now: of each that nothing was told of behind the position, one row tells all; of the others, their facts. */
const ASKED_NOW = `${applicationOf(false, 'a.last_position > $1')},
  asked AS (
    SELECT ${COLUMNS} FROM application
    UNION ALL
    SELECT to_char(a.submitted_on, 'YYYY-MM'), a.nationality, a.destination, a.firm,
      CASE WHEN a.status IN ('granted', 'refused', 'withdrawn') THEN a.status ELSE 'open' END, CASE a.status WHEN 'refused' THEN a.reason END,
      CASE WHEN a.status IN ('granted', 'refused') THEN a.decided_on - a.submitted_on END
    FROM read.visa_applications a WHERE a.last_position <= $1 AND a.submitted_on BETWEEN $2 AND $3
  )`;

const countOf = (condition: string, name: string) => `count(*) FILTER (WHERE ${condition})::int AS "${name}"`;
/** By the nearest rank, as everywhere: a number of days that some application took. */
const rankOf = (share: string, name: string) =>
  `percentile_disc(${share}) WITHIN GROUP (ORDER BY days_taken) AS ${name}`;

const firmsOf = (condition: string, name: string) =>
  `coalesce(array_agg(DISTINCT firm) FILTER (WHERE ${condition}), '{}') AS "${name}_firms"`;
const VALUES = [
  ...OUTCOMES.map((outcome) => [`outcome = '${outcome}'`, outcome] as const),
  ...REFUSAL_REASONS.map(
    (reason) => [`outcome = 'refused' AND reason = '${reason}'`, `refused_${reason}`] as const,
  ),
];

/** By month, and within it by nationality and destination. */
const figuresOf = (asked: string, table: string) => `${asked}
  SELECT month, nationality, destination, count(*)::int AS submitted, array_agg(DISTINCT firm) AS firms,
    ${VALUES.flatMap(([condition, name]) => [countOf(condition, name), firmsOf(condition, name)]).join(', ')},
    coalesce(sum(days_taken), 0)::float8 AS days, ${rankOf('0.5', 'p50')}, ${rankOf('0.9', 'p90')}
  FROM ${table} GROUP BY GROUPING SETS ((month), (month, nationality, destination))
  ORDER BY month, nationality COLLATE "C" NULLS FIRST, destination COLLATE "C"`;
export const VISA_FIGURES_SQL = figuresOf(ASKED_NOW, 'asked');
/** As everybody is told them. */
export const RELEASED_VISA_FIGURES_SQL = figuresOf(applicationOf(true), 'application');

const POSITIONS = `(SELECT array_agg(f.position ORDER BY f.position) FROM read.visa_facts f
    WHERE f.visa_id = page.visa_id AND f.position <= $1) AS positions`;

/** The applications behind position $4, $5 of them, of nationality $6 and destination $7 or of all, each with its events. */
export const VISA_APPLICATIONS_SQL = `${applicationOf(false)}
  SELECT page.visa_id, page.position, page.month, page.on_day::text AS submitted_on, page.nationality, page.destination, page.outcome,
    page.reason, page.days_taken, ${POSITIONS}
  FROM (
    SELECT * FROM application
    WHERE position > $4 AND ($6::text IS NULL OR nationality = $6) AND ($7::text IS NULL OR destination = $7)
    ORDER BY position LIMIT $5
  ) page ORDER BY page.position`;

/**
 * As of position $1, to which the ledger came on day $6: applications of delegations that begin on the days $2 to $3, which were asked for before that first
 * day and decided behind it, or are open behind it; those behind position $4, $5 of them. A delegation begins as was told of it last; one that was called
 * off is not held up.
 */
export const VISA_DELAYS_SQL = `
  WITH told AS (
    SELECT DISTINCT ON (engagement_id) engagement_id, starts_on FROM read.engagement_facts
    WHERE starts_on IS NOT NULL AND position <= $1 ORDER BY engagement_id, position DESC
  ), delegation AS (
    SELECT told.* FROM told WHERE starts_on BETWEEN $2 AND $3 AND NOT EXISTS (
      SELECT FROM read.engagement_facts c WHERE c.engagement_id = told.engagement_id AND c.kind = 'cancelled' AND c.position <= $1
    )
  )
  SELECT page.*, ${POSITIONS}
  FROM (
    SELECT a.visa_id, a.first_position AS position, a.delegation_id, a.nationality, a.destination, d.starts_on::text AS starts_on,
      a.intended_from::text AS intended_from, e.on_day::text AS decided_on, coalesce(e.on_day, $6::date) - d.starts_on AS days_late
    FROM delegation d JOIN read.visa_applications a ON a.delegation_id = d.engagement_id
      JOIN read.visa_facts r ON r.position = a.first_position AND r.on_day < d.starts_on
      LEFT JOIN read.visa_facts e ON e.visa_id = a.visa_id AND e.kind IN ('declined', 'granted', 'refused', 'withdrawn') AND e.position <= $1
    WHERE a.first_position <= $1 AND a.first_position > $4
      AND (e.kind IS NULL OR e.kind IN ('granted', 'refused')) AND coalesce(e.on_day, $6::date) > d.starts_on
    ORDER BY a.first_position LIMIT $5
  ) page ORDER BY page.position`;
