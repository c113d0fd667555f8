/** Cents and positions are bigints, as text. */
export interface BlockedSumRow {
  /** '' for all together. */
  readonly reason: string;
  readonly consignments: number;
  readonly cents: string;
  readonly unvalued: number;
}

export interface BlockedGoodsRow {
  readonly consignment_id: string;
  readonly at: string;
  readonly cents: string | null;
  readonly valued_by: 'lines' | 'export-declaration' | 'import-declaration' | null;
  readonly reasons: readonly string[];
  readonly positions: readonly string[];
}

/** As of position $1: what a consignment is worth by its own papers, or what it went on as. */
const newest = (consignment: string) => `
  (SELECT usd_cents, parts, cancelled, position FROM read.goods_values WHERE consignment_id = ${consignment} AND position <= $1
   ORDER BY position DESC LIMIT 1)`;
const open = (from: string, until: string) => `${from} <= $1 AND (${until} IS NULL OR ${until} > $1)`;

/**
 * As of position $1: each consignment that is blocked once, with why, and what it is worth. A hold tells by itself which parts of split goods it holds; a
 * case or an overdue transit of the whole blocks all of its parts. What was called off is not blocked. Goods whose lines are not in USD are worth
 * what their export declaration told in USD, else their import declaration, else nothing is known of it.
 */
const BLOCKED = `
  WITH RECURSIVE blocked AS (
    SELECT consignment_id, 'hold' AS reason, from_position AS position, false AS goes_down FROM read.held_consignments
    WHERE ${open('from_position', 'until_position')}
    UNION ALL
    SELECT consignment_id, 'case', opened_position, true FROM read.case_openings
    WHERE consignment_id IS NOT NULL AND ${open('opened_position', 'resolved_position')}
    UNION ALL
    SELECT consignment_id, 'overdue-transit', from_position, true FROM read.overdue_transits
    WHERE consignment_id IS NOT NULL AND ${open('from_position', 'until_position')}
  ),
  told AS (
    SELECT * FROM blocked
    UNION
    SELECT part.id, t.reason, t.position, true
    FROM told t CROSS JOIN LATERAL ${newest('t.consignment_id')} v CROSS JOIN LATERAL unnest(v.parts) AS part(id) WHERE t.goes_down
  ),
  goods AS (
    SELECT consignment_id, array_agg(DISTINCT reason ORDER BY reason) AS reasons, array_agg(DISTINCT position) AS positions
    FROM told GROUP BY consignment_id
  ),
  valued AS (
    SELECT g.consignment_id, g.reasons, coalesce(v.position, g.positions[1]) AS at,
      coalesce(v.usd_cents, d.cents) AS cents,
      CASE WHEN v.usd_cents IS NOT NULL THEN 'lines' WHEN d.flow IS NOT NULL THEN d.flow || '-declaration' END AS valued_by,
      array_remove(g.positions || v.position || CASE WHEN v.usd_cents IS NULL THEN d.positions END, NULL) AS positions
    FROM goods g LEFT JOIN LATERAL ${newest('g.consignment_id')} v ON true
      LEFT JOIN LATERAL (
        SELECT flow, sum(value_usd_cents) AS cents, array_agg(DISTINCT position) AS positions FROM read.trade_facts
        WHERE v.usd_cents IS NULL AND consignment_id = g.consignment_id AND position <= $1
        GROUP BY flow HAVING sum(value_usd_cents) > 0 ORDER BY flow LIMIT 1
      ) d ON true
    WHERE v.parts IS NULL AND v.cancelled IS NOT TRUE
  )`;

/** In all, and by reason: goods that are blocked for several reasons count under each of them, and in all once. */
export const BLOCKED_SUMS_SQL = `${BLOCKED}
  SELECT coalesce(reason, '') AS reason, count(DISTINCT consignment_id)::int AS consignments,
    coalesce(sum(cents), 0)::text AS cents, (count(*) FILTER (WHERE cents IS NULL))::int AS unvalued
  FROM (
    SELECT consignment_id, cents, NULL AS reason FROM valued
    UNION ALL
    SELECT consignment_id, cents, unnest(reasons) FROM valued
  ) cut GROUP BY reason ORDER BY coalesce(reason, '') COLLATE "C"`;

/** The consignments that make it behind position $2, $3 of them. */
export const BLOCKED_GOODS_SQL = `${BLOCKED}
  SELECT consignment_id, at::text AS at, cents::text AS cents, valued_by, reasons,
    ARRAY(SELECT DISTINCT p FROM unnest(positions) p ORDER BY p)::text[] AS positions
  FROM valued v WHERE v.at > $2 ORDER BY v.at LIMIT $3`;
