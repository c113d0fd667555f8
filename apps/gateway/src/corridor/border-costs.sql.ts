import { msOf } from '../holds/held.sql.js';
import { isKnownAt } from '../read/known-at.sql.js';
import { CROSSINGS } from './border-crossings.sql.js';
import type { CrossingWay } from './crossing-keys.js';
import type { CostOnTheWayRow } from './transport-cost.types.js';

/** What was paid, as PostgreSQL tells it: cents are bigints, as text. */
interface PaidRow {
  readonly n: number;
  readonly cents: string;
}

/** What was paid at a border in one direction, by one mode; at all of them together under the crossing ''. */
export interface BorderCostsRow extends PaidRow, CrossingWay {
  readonly unreceipted_cents: string;
  readonly out_n: number;
  readonly out_cents: string;
  readonly in_n: number;
  readonly in_cents: string;
}

/** What was paid for one thing; `n` counts crossings. */
export interface BorderCostsOfKindRow extends PaidRow {
  readonly kind: string;
}

/** A cost behind the figure. */
export interface BorderCostRow extends CostOnTheWayRow {
  readonly crossing: string;
  readonly mode: string | null;
  readonly location: string;
}

/** Where a passage begins: it is passed once more by goods that come back. */
const begun = (passage: string) => `coalesce(${passage}.out_arrived_at, ${passage}.out_seen_at)`;

/**
 * What was paid at the crossings that {@link CROSSINGS} holds, by the same parameters. Of several times that goods passed the place, it is of the one that had
 * begun last as it was paid, or else of the first.
 */
export const COSTS = `${CROSSINGS},
  cost AS MATERIALIZED (
    SELECT c.consignment_id, c.number, c.crossing, c.leaves, c.enters, c.mode, t.location, t.kind, t.description, t.units, t.reference, t.amount_minor,
      t.currency, t.usd_cents AS cents, t.receipted, t.recorded_by, t.withdrawn_position, ${msOf('t.paid_at')} AS paid_ms, t.position
    FROM crossing c
    JOIN read.transport_costs t ON t.consignment_id = c.consignment_id
      AND (c.at_out AND t.location = c.leaves OR c.at_in AND t.location = c.enters)
      AND t.position <= $4 AND (t.withdrawn_position IS NULL OR t.withdrawn_position > $4)
    WHERE c.number = (
      SELECT b.number FROM read.border_passages b
      WHERE b.consignment_id = c.consignment_id AND ${isKnownAt('b', '$4')}
        AND t.location IN (b.out_location, b.in_location)
      ORDER BY ${begun('b')} <= t.paid_at DESC, CASE WHEN ${begun('b')} <= t.paid_at THEN ${begun('b')} END DESC, ${begun('b')}, b.number
      LIMIT 1
    )
  )`;

const paid = (before: string, where = '') => {
  const filter = where && ` FILTER (WHERE ${where})`;
  return `count(DISTINCT (consignment_id, number))${filter}::int AS ${before}n, coalesce(sum(cents)${filter}, 0)::text AS ${before}cents`;
};
const FACTS = `${paid('')}, ${paid('out_', 'location = leaves')}, ${paid('in_', 'location = enters')},
    coalesce(sum(cents) FILTER (WHERE NOT receipted), 0)::text AS unreceipted_cents`;

export const BORDER_COSTS_SQL = `${COSTS}
  SELECT '' AS crossing, '' AS leaves, '' AS enters, NULL AS mode, ${FACTS} FROM cost`;

export const BORDER_COSTS_BY_WAY_SQL = `${COSTS}
  SELECT crossing, leaves, enters, mode, ${FACTS} FROM cost
  GROUP BY crossing, leaves, enters, mode ORDER BY n DESC, crossing COLLATE "C", leaves COLLATE "C", mode COLLATE "C"`;

export const BORDER_COSTS_BY_KIND_SQL = `${COSTS}
  SELECT kind, ${paid('')} FROM cost GROUP BY kind ORDER BY sum(cents) DESC, kind COLLATE "C"`;

/** Those behind position $11, $12 of them; where $13 names customs, without what others told to be without a receipt. */
export const BORDER_COST_EVENTS_SQL = `${COSTS}
  SELECT consignment_id, crossing, mode, location, kind, description, units, reference, amount_minor, currency, cents, receipted, paid_ms, position
  FROM cost
  WHERE position > $11 AND ($13::text IS NULL OR receipted IS DISTINCT FROM false OR recorded_by = $13)
  ORDER BY position LIMIT $12`;
