/** Positions are bigints, as text. */
export interface FirmRow {
  readonly participant_id: string;
  readonly position: string;
  readonly registered_position: string;
  readonly status: string;
  readonly name: string;
  readonly name_latin: string | null;
  readonly country: string;
  readonly national_ids: { scheme: string; number: string }[];
  readonly ownership: string;
  readonly sectors: string[];
  readonly city: string | null;
  readonly suspension: { reason: string; since: string } | null;
}

/** As of position $1, the firm $2. */
export const FIRM_SQL = `
  SELECT * FROM read.firm_versions WHERE participant_id = $2 AND position <= $1 ORDER BY position DESC LIMIT 1`;

/** As of position $1, the firms registered behind position $2, $3 of them, of the ownership $4 where that is given. */
export const FIRMS_SQL = `
  SELECT v.* FROM read.firm_versions first CROSS JOIN LATERAL (
    SELECT * FROM read.firm_versions
    WHERE participant_id = first.participant_id AND position <= $1 ORDER BY position DESC LIMIT 1
  ) v
  WHERE first.position = first.registered_position AND first.registered_position > $2
    AND ($4::text IS NULL OR v.ownership = $4)
  ORDER BY first.registered_position LIMIT $3`;

/** The same of the country $5: whoever was of it once, in the order of registration, where that holds as of the position. */
export const FIRMS_OF_COUNTRY_SQL = `
  SELECT v.* FROM (
    SELECT DISTINCT ON (registered_position) registered_position, participant_id FROM read.firm_versions
    WHERE country = $5 AND registered_position > $2 AND position <= $1 ORDER BY registered_position
  ) once CROSS JOIN LATERAL (
    SELECT * FROM read.firm_versions WHERE participant_id = once.participant_id AND position <= $1 ORDER BY position DESC LIMIT 1
  ) v
  WHERE v.country = $5 AND ($4::text IS NULL OR v.ownership = $4)
  ORDER BY once.registered_position LIMIT $3`;

export interface TrustCountRow {
  readonly firm: string;
  readonly part: string;
  readonly cases: number;
  readonly successes: number;
  readonly unconfirmed: number;
}

export interface TrustCaseRow {
  readonly firm: string;
  readonly part: string;
  readonly case_id: string;
  readonly position: string;
  readonly success: boolean;
  readonly due_on: string | null;
  readonly on_day: string | null;
  readonly confirmed_position: string | null;
  readonly unconfirmed_because: string | null;
  readonly positions: readonly string[];
}

/**
 * As of position $1, of the firms $2, each with the day $3 of its figure: the cases that count, and those that would if somebody stood behind
 * them. What was decided in the three years up to the day counts; what is open and past its day fails, however old it is, or whoever never pays
 * would have paid.
 */
const CASES = `
  WITH asked AS (SELECT * FROM unnest($2::text[], $3::date[]) a (firm, today)),
  newest AS (
    SELECT DISTINCT ON (c.firm, c.part, c.case_id) c.firm, c.part, c.case_id, c.position, c.outcome, c.due_on, c.on_day,
      c.confirmed_position, c.unconfirmed_because, a.today
    FROM asked a JOIN read.firm_conduct c ON c.firm = a.firm AND c.position <= $1
    ORDER BY c.firm, c.part, c.case_id, c.position DESC
  ),
  counted AS (
    SELECT *, outcome = 'success' AS success FROM newest
    WHERE outcome IN ('success', 'failure') AND on_day >= today - interval '3 years' OR outcome = 'open' AND due_on < today
  )`;

export const TRUST_COUNTS_SQL = `${CASES}
  SELECT firm, part, count(confirmed_position)::int AS cases, count(confirmed_position) FILTER (WHERE success)::int AS successes,
    count(*) FILTER (WHERE confirmed_position IS NULL)::int AS unconfirmed
  FROM counted GROUP BY 1, 2`;

/** Of each firm, the cases behind position $4, part $5 and id $6, $7 of them, by the event that told last of each. */
export const TRUST_CASES_SQL = `${CASES}
  SELECT c.firm, c.part, c.case_id, c.position, c.success, c.due_on::text, c.on_day::text, c.confirmed_position, c.unconfirmed_because, t.positions
  FROM asked a CROSS JOIN LATERAL (
    SELECT * FROM counted WHERE firm = a.firm AND (position, part, case_id) > ($4, $5, $6) ORDER BY position, part, case_id LIMIT $7
  ) c CROSS JOIN LATERAL (
    SELECT array_agg(f.position ORDER BY f.position) AS positions FROM read.firm_conduct f
    WHERE f.part = c.part AND f.case_id = c.case_id AND f.firm = c.firm AND f.position <= $1
  ) t ORDER BY c.position, c.part, c.case_id`;
