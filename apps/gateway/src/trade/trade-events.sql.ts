/** An event that made a part of a trade figure. */
export interface TradeEventRow {
  /** bigint, as text, like `cents`. */
  readonly position: string;
  readonly month: string;
  readonly cents: string;
  readonly correction: boolean;
  readonly consignment_id: string;
  /** The database gives null where the event is archived, with all that it says: see `checkPresent`. */
  readonly type: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly actor: string;
}

/**
 * Of reporter $1 with partner $2, months $3 to $4 (first days), up to position $5: the events behind position $6, $7 of
 * them. An event's share is the sum of its facts within the question, so that the shares sum to the figure.
 */
export const TRADE_EVENTS_SQL = `
  SELECT share.*, e.type, e.occurred_local AS occurred_at,
    to_char(e.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at, e.actor
  FROM (
    SELECT f.position, to_char(min(f.month), 'YYYY-MM') AS month, sum(f.value_usd_cents)::text AS cents,
      bool_or(f.correction) AS correction, min(f.consignment_id::text) AS consignment_id
    FROM read.trade_facts f
    WHERE f.reporter = $1 AND f.partner = $2 AND f.month BETWEEN $3 AND $4 AND f.position <= $5 AND f.position > $6
    GROUP BY f.position ORDER BY f.position LIMIT $7
  ) share LEFT JOIN read.events e USING (position)
  ORDER BY share.position`;
