import type { EventBehindTrade } from './bilateral-trade.types.js';

/** Of an event `e`, what it tells of itself. */
export const EVENT_COLUMNS = `e.type, e.occurred_local AS occurred_at,
    to_char(e.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at, e.actor`;

/** An event behind a figure of trade. */
export interface EventBehindTradeRow {
  /** bigint, as text. */
  readonly position: string;
  readonly consignment_id: string;
  /** The database gives null where the event is archived, with all that it says: see `checkPresent`. */
  readonly type: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly actor: string;
}

export function eventBehind(row: EventBehindTradeRow): EventBehindTrade {
  return {
    position: Number(row.position),
    consignmentId: row.consignment_id,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: row.actor,
  };
}

/** An event that made a part of a trade figure. */
export interface TradeEventRow extends EventBehindTradeRow {
  readonly month: string;
  /** bigint, as text. */
  readonly cents: string;
  readonly correction: boolean;
}

/**
 * Of reporter $1 with partners $2, months $3 to $4 (first days), up to position $5 and, where it is told, up to instant $8 (milliseconds since 1970): the events behind
 * position $6, $7 of them. An event's share is the sum of its facts within the question, so that the shares sum to the figure.
 */
export const TRADE_EVENTS_SQL = `
  SELECT share.*, ${EVENT_COLUMNS}
  FROM (
    SELECT f.position, to_char(min(f.month), 'YYYY-MM') AS month, sum(f.value_usd_cents)::text AS cents,
      bool_or(f.correction) AS correction, min(f.consignment_id::text) AS consignment_id
    FROM read.trade_facts f
    WHERE f.reporter = $1 AND f.partner = ANY ($2::text[]) AND f.month BETWEEN $3 AND $4 AND f.position <= $5 AND f.position > $6
      AND ($8::float8 IS NULL OR f.occurred_at <= to_timestamp($8::float8 / 1000))
    GROUP BY f.position ORDER BY f.position LIMIT $7
  ) share LEFT JOIN read.events e USING (position)
  ORDER BY share.position`;
