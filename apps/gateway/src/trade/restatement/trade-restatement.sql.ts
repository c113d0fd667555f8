import { EVENT_COLUMNS, type EventBehindTradeRow } from '../trade-events.sql.js';

/** USD cents, as text. */
export interface CorrectionsRow {
  readonly corrections: string;
}

/** An event that restates a figure; bigints as text. */
export interface RestatingEventRow extends CorrectionsRow, EventBehindTradeRow {
  readonly month: string;
  readonly share: string;
  readonly new_trade: string;
}

const happened = (fact: string) =>
  `($7::float8 IS NULL OR ${fact}.occurred_at <= to_timestamp($7::float8 / 1000))`;

/** Of reporter $1 with partner $2, months $3 to $4 (first days), what is told behind position $5 up to $6 and, where instant $7 (milliseconds since 1970) is told, had happened by then. */
const TOLD = `f.reporter = $1 AND f.partner = $2 AND f.month BETWEEN $3 AND $4 AND f.position > $5 AND f.position <= $6
      AND ${happened('f')}`;

/**
 * A fact corrects what was held at $5 where its declaration counted by then, be it with another partner; a correction of what came behind $5 only tells
 * new trade as it is.
 */
const CORRECTS = `f.correction AND EXISTS (
    SELECT FROM read.trade_facts held WHERE held.consignment_id = f.consignment_id AND held.declaration_id = f.declaration_id
      AND held.position <= $5 AND ${happened('held')})`;

/** Corrections are few, and have an index: all else is new trade, so that nobody has to read it. */
export const CORRECTIONS_SQL = `
  SELECT coalesce(sum(f.value_usd_cents), 0)::text AS corrections FROM read.trade_facts f WHERE ${TOLD} AND ${CORRECTS}`;

/** The events behind position $8, $9 of them, each with its share of either part. */
export const RESTATING_EVENTS_SQL = `
  SELECT share.*, ${EVENT_COLUMNS}
  FROM (
    SELECT position, to_char(min(month), 'YYYY-MM') AS month, sum(value_usd_cents)::text AS share,
      coalesce(sum(value_usd_cents) FILTER (WHERE NOT corrects), 0)::text AS new_trade,
      coalesce(sum(value_usd_cents) FILTER (WHERE corrects), 0)::text AS corrections, min(consignment_id::text) AS consignment_id
    FROM (SELECT f.*, ${CORRECTS} AS corrects FROM read.trade_facts f WHERE ${TOLD} AND f.position > $8) changes
    GROUP BY position ORDER BY position LIMIT $9
  ) share LEFT JOIN read.events e USING (position)
  ORDER BY share.position`;
