import { PERIOD } from '../calendar/months-by-clock.js';
import { cellsAsOf } from '../read/cells-as-of.sql.js';

const CELLS = cellsAsOf(
  {
    heads: 'read.held_cell_heads',
    totals: 'read.held_cells',
    sums: ['placed', 'open', 'finished', 'standing', 'since_ms'],
  },
  '$4',
);

/** Time up to an instant, of cells that lie before it: what was told ahead of the ledger's clock counts from when that has come there. */
const upTo = (end: string, where: string): string =>
  `coalesce(sum(least(${end}, $5) * standing - since_ms) FILTER (WHERE ${where} AND (ahead_ms = 0 OR ahead_ms < least(${end}, $5))), 0)`;

/**
 * What `heldSumsSql` tells of the holds themselves, of cells: as of position $4, to which the ledger came at $5, of months $6 to $7 (first days), which begin and end by
 * the clocks $1 at $2 and $3. Of cut $8: 'total', 'office' or 'reason'; by offices of the country $9, where it is not null, which has a clock. All up to the end of the months, less all up to their beginning.
 */
export const HELD_SUMS_OF_CELLS_SQL = `
  WITH ${PERIOD},
  cell AS (
    SELECT c.*, p.from_ms, p.until_ms, c.month < $6 AS is_before
    FROM (
      SELECT c.key, c.clock, c.month, c.ahead_ms, t.placed, t.open, t.finished, t.standing, t.since_ms
      FROM ${CELLS} AND c.cut = $8 AND c.month <= $7 AND ($9::text IS NULL OR c.clock = $9)
    ) c JOIN period p ON p.country = c.clock
  )
  SELECT key, (${upTo('until_ms', 'true')} - ${upTo('from_ms', 'is_before')})::text AS ms,
    sum(CASE WHEN NOT is_before THEN placed WHEN $5 > from_ms THEN placed - finished ELSE placed - finished - open END)::int AS holds,
    coalesce(sum(open) FILTER (WHERE NOT is_before OR $5 > from_ms), 0)::int AS open
  FROM cell GROUP BY key
  HAVING sum(CASE WHEN NOT is_before THEN placed WHEN $5 > from_ms THEN placed - finished ELSE placed - finished - open END) > 0`;

/** Whether, as of position $1, anything was ever held at an office of the country $2: each hold is in a cell of its office from the event that placed it. */
export const EVER_HELD_SQL = `
  SELECT EXISTS (SELECT FROM read.held_cell_heads WHERE cut = 'office' AND left(key, 2) = $2 AND first_position <= $1) AS held`;
