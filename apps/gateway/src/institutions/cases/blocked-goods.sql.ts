import { contributionsSql, type RestatedFigure } from '../../restatement/restatement.sql.js';

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

/** As of position $1, in all and by reason: goods that are blocked for several reasons count under each of them, and in all once. */
export const BLOCKED_SUMS_SQL = `
  WITH valued AS (SELECT * FROM read.blocked_goods($1))
  SELECT coalesce(reason, '') AS reason, count(DISTINCT consignment_id)::int AS consignments,
    coalesce(sum(cents), 0)::text AS cents, (count(*) FILTER (WHERE cents IS NULL))::int AS unvalued
  FROM (
    SELECT consignment_id, cents, NULL AS reason FROM valued
    UNION ALL
    SELECT consignment_id, cents, unnest(reasons) FROM valued
  ) cut GROUP BY reason ORDER BY coalesce(reason, '') COLLATE "C"`;

/** As of position $1: the consignments that make it behind position $2, $3 of them. */
export const BLOCKED_GOODS_SQL = `
  SELECT consignment_id, at::text AS at, cents::text AS cents, valued_by, reasons,
    ARRAY(SELECT DISTINCT p FROM unnest(positions) p ORDER BY p)::text[] AS positions
  FROM read.blocked_goods($1) v WHERE v.at > $2 ORDER BY v.at LIMIT $3`;

/** Consignment by consignment, each once, for whatever reasons it is blocked. */
export const RESTATED_BLOCKED: RestatedFigure = {
  contributions: contributionsSql({
    from: 'read.blocked_goods($1) v',
    key: 'v.consignment_id::text',
    consignment: 'v.consignment_id',
    positions: 'v.positions',
    measures: [
      [`'consignments'`, `'count'`, '1'],
      [`'unvalued'`, `'count'`, '(v.cents IS NULL)::int'],
      [`'value'`, `'USD'`, 'v.cents'],
    ],
  }),
  // What unblocks goods is told by what blocked them; that they arrived, were split or called off, by what is told of them.
  events: `SELECT unnest(ARRAY[h.until_position, h.ended_by_position]) FROM read.held_consignments h WHERE h.consignment_id = e.consignment_id
    UNION SELECT c.resolved_position FROM read.case_openings c WHERE c.consignment_id = e.consignment_id
    UNION SELECT o.until_position FROM read.overdue_transits o WHERE o.consignment_id = e.consignment_id
    UNION SELECT a.position FROM read.goods_arrived a WHERE a.consignment_id = e.consignment_id
    UNION SELECT w.position FROM read.goods_values w WHERE w.consignment_id = e.consignment_id`,
};
