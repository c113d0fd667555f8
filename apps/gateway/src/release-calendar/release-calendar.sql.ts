export interface ReleaseRuleRow {
  readonly effective_from: string;
  readonly provisional_months: number;
  readonly final_after_months: number | null;
  readonly year_end_month: number | null;
  readonly source: string;
  /** bigint, as text. */
  readonly position: string;
}

/** Of reporter $1, what was told last by position $2, and where $3 is there had been told by that instant (milliseconds since 1970), of the months from one on, in their order. */
export const RELEASE_RULES_SQL = `
  SELECT DISTINCT ON (effective_from) effective_from, provisional_months, final_after_months, year_end_month, source, position::text AS position
  FROM read.release_calendars WHERE reporter = $1 AND position <= $2 AND ($3::float8 IS NULL OR occurred_at <= to_timestamp($3::float8 / 1000))
  ORDER BY effective_from, position DESC`;

/** The last event that changed what a month comes to. */
export interface LastChangeRow {
  readonly month: string;
  /** bigint, as text. */
  readonly position: string;
  /** Milliseconds since 1970; null where the event is archived. */
  readonly recorded_ms: number | null;
}

/** What is read of months and the positions of their last changes, `last (month, position)`. */
export const LAST_CHANGE = `to_char(last.month, 'YYYY-MM') AS month, last.position::text AS position,
    (extract(epoch FROM e.recorded_at) * 1000)::float8 AS recorded_ms`;
