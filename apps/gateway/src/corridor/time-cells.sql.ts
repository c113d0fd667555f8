import { cellsAsOf } from '../read/cells-as-of.sql.js';
import type { TimeRow } from './time-facts.sql.js';

/** What is told apart: visits to a place; crossings of a border as a whole, and at either side of it. */
export type TimeCut = 'visit' | 'crossing' | 'leaving' | 'entering';

/** How long all of a cut took, under the key '', or what has one key of it. */
export interface TimeCutRow extends TimeRow {
  readonly cut: TimeCut;
  readonly key: string;
}

const TENTH_MS = 360_000;

/**
 * As of position $1, what ended in months $2 to $3 (first days) of cuts $4, and is of the place or the crossing $5, where it is not null: each key of each cut, and all of
 * it. A percentile is the time of the one that as many did not exceed (nearest rank), in whole tenths of an hour, as it is shown: rounding leaves the order as it is. So
 * its cell is found by how many each cell has, and its time by the counts of that cell alone.
 */
export const TIME_CUTS_SQL = `
  WITH cell AS MATERIALIZED (
    SELECT c.cut, c.key, c.standing, c.begins, t.n, t.ms, t.counts
    FROM ${cellsAsOf({ heads: 'read.time_cell_heads', totals: 'read.time_cells', sums: ['n', 'ms', 'counts'] }, '$1')}
      AND c.month BETWEEN $2 AND $3 AND c.cut = ANY ($4::text[]) AND ($5::text IS NULL OR split_part(c.key, ' ', 1) = $5)
  ),
  length AS MATERIALIZED (
    SELECT cut, coalesce(key, '') AS key, standing, begins, sum(n) AS n, sum(ms) AS ms
    FROM cell GROUP BY GROUPING SETS ((cut, key, standing, begins), (cut, standing, begins)) HAVING sum(n) > 0
  ),
  ranked AS (
    SELECT cut, key, begins, n, sum(n) OVER (PARTITION BY cut, key) AS of, sum(n) OVER (PARTITION BY cut, key ORDER BY begins) AS upto
    FROM length WHERE standing = 'complete'
  ),
  sought AS MATERIALIZED (
    SELECT cut, key, begins, share, ceil(share * of) - (upto - n) AS rank
    FROM ranked CROSS JOIN (VALUES (0.5), (0.9)) AS percentile (share)
    WHERE ceil(share * of) > upto - n AND ceil(share * of) <= upto
  ),
  counted AS (
    SELECT s.cut, s.key, s.share, s.rank, s.begins + u.place - 1 AS tenths, sum(u.count) AS count
    FROM sought s JOIN cell c ON c.cut = s.cut AND c.begins = s.begins AND c.standing = 'complete' AND s.key IN ('', c.key)
      CROSS JOIN LATERAL unnest(c.counts) WITH ORDINALITY AS u (count, place)
    GROUP BY 1, 2, 3, 4, 5
  ),
  found AS (
    SELECT cut, key, share, min(tenths) AS tenths
    FROM (SELECT *, sum(count) OVER (PARTITION BY cut, key, share ORDER BY tenths) AS upto FROM counted) c
    WHERE upto >= rank GROUP BY 1, 2, 3
  ),
  told AS (
    SELECT cut, key, coalesce(sum(n) FILTER (WHERE standing = 'complete'), 0)::int AS n,
      coalesce(sum(n) FILTER (WHERE standing = 'incomplete'), 0)::int AS incomplete,
      coalesce(sum(n) FILTER (WHERE standing = 'anomaly'), 0)::int AS anomalies, sum(ms)::text AS ms
    FROM length GROUP BY 1, 2
  )
  SELECT told.*, (p50.tenths * ${TENTH_MS})::text AS p50_ms, (p90.tenths * ${TENTH_MS})::text AS p90_ms
  FROM told LEFT JOIN found p50 ON p50.cut = told.cut AND p50.key = told.key AND p50.share = 0.5
    LEFT JOIN found p90 ON p90.cut = told.cut AND p90.key = told.key AND p90.share = 0.9
  ORDER BY n DESC, key`;
