import { type MoneyType, usd } from '../../graphql/money.type.js';

/** USD cents, as text. */
export interface RestatedSumRow {
  readonly new_trade: string;
  readonly corrections: string;
}

/** An event that restates a figure; bigints as text. */
export interface RestatingEventRow extends RestatedSumRow {
  readonly position: string;
  readonly month: string;
  readonly share: string;
  readonly consignment_id: string;
  /** The database gives null where the event is archived, with all that it says: see `checkPresent`. */
  readonly type: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly actor: string;
}

/**
 * Facts of reporter $1 with partner $2, months $3 to $4 (first days), behind position $5 up to $6. Such a one corrects what was held at $5
 * where its declaration counted by then, be it with another partner; a correction of what came behind $5 only tells new trade as it is.
 */
const CHANGES = `
  SELECT f.*, f.correction AND EXISTS (
    SELECT FROM read.trade_facts held WHERE held.consignment_id = f.consignment_id AND held.declaration_id = f.declaration_id
      AND held.position <= $5) AS corrects
  FROM read.trade_facts f
  WHERE f.reporter = $1 AND f.partner = $2 AND f.month BETWEEN $3 AND $4 AND f.position > $5 AND f.position <= $6`;

const SPLIT = `coalesce(sum(value_usd_cents) FILTER (WHERE NOT corrects), 0)::text AS new_trade,
    coalesce(sum(value_usd_cents) FILTER (WHERE corrects), 0)::text AS corrections`;

export const RESTATED_SUM_SQL = `SELECT ${SPLIT} FROM (${CHANGES}) changes`;

/** The events behind position $7, $8 of them, each with its share of either part. */
export const RESTATING_EVENTS_SQL = `
  SELECT share.*, e.type, e.occurred_local AS occurred_at,
    to_char(e.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at, e.actor
  FROM (
    SELECT position, to_char(min(month), 'YYYY-MM') AS month, sum(value_usd_cents)::text AS share, ${SPLIT},
      min(consignment_id::text) AS consignment_id
    FROM (${CHANGES}) changes WHERE position > $7 GROUP BY position ORDER BY position LIMIT $8
  ) share LEFT JOIN read.events e USING (position)
  ORDER BY share.position`;

/** Both parts as money. */
export function splitOf(row: RestatedSumRow): Readonly<Record<'newTrade' | 'corrections', MoneyType>> {
  return { newTrade: usd(BigInt(row.new_trade)), corrections: usd(BigInt(row.corrections)) };
}
