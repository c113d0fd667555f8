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
