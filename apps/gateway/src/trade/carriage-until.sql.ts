import { tradeCellsAsOf } from './trade-cells.sql.js';

/** What of goods that went one way counts by an instant, and what of it stands in the cells of months that were over by then. */
export interface CarriedRow {
  readonly flow: 'export' | 'import';
  readonly country_of_consignment: string | null;
  /** Goods of another country than the reporter. */
  readonly is_foreign: boolean;
  /** Their movements as of the position, as JSON, where they stand in cells; and those of them that had happened by the instant. */
  readonly way_known: string | null;
  readonly way_happened: string;
  /** USD cents, as text: what stands in cells of them, and what counts. */
  readonly known: string;
  readonly happened: string;
}

/** The plans of routes, up to a position: where they begin and end, and their gates. */
export interface PlanRow {
  readonly route_id: string;
  readonly position: number;
  readonly begins: string;
  readonly ends: string;
  readonly gates: readonly string[];
  /** By the instant. */
  readonly has_happened: boolean;
}

const UNTIL = 'to_timestamp($6::float8 / 1000)';
const OF_MONTH = 'f.reporter = $1 AND f.partner = $2 AND f.month = a.month AND f.position <= $5';

const happened = (row: string): string => `AND ${row}.occurred_at <= ${UNTIL}`;

/**
 * The movements of a consignment `f` in order, as JSON: kind, place, mode, and a number that sorts them by when they were. Before them the last plan that stood as they were told
 * last. Goods that went alike are alike in it.
 */
const wayOf = (which: (row: string) => string): string => `(
    SELECT json_build_object('plan', coalesce((
        SELECT max(p.position) FROM read.trade_route_plans p WHERE p.position <= max(m.position) ${which('p')}), 0),
      'told', coalesce(json_agg(json_build_array(m.kind, m.place, m.mode, m.rank) ORDER BY m.position), '[]'))::text
    FROM (
      SELECT m.*, dense_rank() OVER (ORDER BY m.at) AS rank FROM read.trade_movements m
      WHERE m.consignment_id = f.consignment_id AND m.position <= $5 ${which('m')}
    ) m
  )`;

/**
 * Of reporter $1 with partner $2, months $3 to $4 (first days), as of position $5, by an instant $6 (milliseconds since 1970), before the month of which, $7, months were over: what their
 * cells do not hold, or hold otherwise.
 *
 * - Of months that were over by then: facts that happened behind the instant; and goods of which anything was told that happened behind it, or that were held against a plan that
 *   did. Of months in which nothing was told so late, nothing is read but the first.
 * - Of the month of the instant, and later ones, all that had happened.
 */
export const CARRIED_UNTIL_SQL = `
  WITH late_plan AS MATERIALIZED (
    SELECT min(position) AS position FROM read.trade_route_plans WHERE position <= $5 AND occurred_at > ${UNTIL}
  ),
  asked AS MATERIALIZED (
    SELECT c.month, c.month < $7::date AS is_over, m.moved_at > ${UNTIL} OR m.moved_position > late_plan.position AS is_moved, late_plan.position AS late_plan
    FROM read.trade_cell_heads c CROSS JOIN late_plan
    LEFT JOIN read.trade_moved m ON m.reporter = c.reporter AND m.partner = c.partner AND m.month = c.month
    WHERE c.reporter = $1 AND c.partner = $2 AND c.cut = 'total' AND c.month BETWEEN $3 AND $4 AND c.first_position <= $5
  ),
  told AS MATERIALIZED (
    SELECT a.is_over, f.*
    FROM asked a CROSS JOIN LATERAL (
      SELECT f.consignment_id, f.flow, f.country_of_consignment, f.country_of_origin, f.value_usd_cents AS known, 0 AS happened
      FROM read.trade_facts f WHERE a.is_over AND ${OF_MONTH} AND f.occurred_at > ${UNTIL}
      UNION ALL
      SELECT f.consignment_id, f.flow, f.country_of_consignment, f.country_of_origin, CASE WHEN a.is_over THEN f.value_usd_cents ELSE 0 END, f.value_usd_cents
      FROM read.trade_facts f WHERE (NOT a.is_over OR a.is_moved) AND ${OF_MONTH} AND f.occurred_at <= ${UNTIL}
        AND (NOT a.is_over OR EXISTS (
          SELECT FROM read.trade_movements m
          WHERE m.consignment_id = f.consignment_id AND m.position <= $5 AND (m.occurred_at > ${UNTIL} OR m.position > a.late_plan)))
    ) f
  ),
  carried AS MATERIALIZED (
    SELECT f.consignment_id, f.is_over, f.flow, f.country_of_consignment, f.country_of_origin <> $1 AS is_foreign, sum(f.known) AS known, sum(f.happened) AS happened
    FROM told f GROUP BY 1, 2, 3, 4, 5
  )
  SELECT flow, country_of_consignment, is_foreign, way_known, way_happened, sum(known)::text AS known, sum(happened)::text AS happened
  FROM (
    SELECT f.*, CASE WHEN f.is_over THEN ${wayOf(() => '')} END AS way_known, ${wayOf(happened)} AS way_happened
    FROM carried f
  ) f
  GROUP BY 1, 2, 3, 4, 5`;

/** All up to position $1, in order, and whether they had happened by $2 (milliseconds since 1970). */
export const TRADE_PLANS_SQL = `
  SELECT route_id, position::float8, begins, ends, gates, occurred_at <= to_timestamp($2::float8 / 1000) AS has_happened
  FROM read.trade_route_plans WHERE position <= $1 ORDER BY position`;

/** Of reporter $1 with partner $2, months $3 to $4 (first days), as of position $5, what each key of cut $6 comes to in months before $7. */
export const CARRIED_CELLS_SQL = `
  SELECT c.key, sum(t.exports)::text AS exports, sum(t.re_exports)::text AS re_exports, sum(t.imports)::text AS imports
  FROM ${tradeCellsAsOf('$5')} AND c.reporter = $1 AND c.partner = $2 AND c.month BETWEEN $3 AND $4 AND c.month < $7 AND c.cut = $6
  GROUP BY 1`;
