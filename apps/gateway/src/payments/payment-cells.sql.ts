import { cellsAsOf } from '../read/cells-as-of.sql.js';
import { OVERDUE, WAITS } from './payments.sql.js';

/** Cells of one kind as of position $1, of the bank $2 or of all; `which` may hold something then. */
const cells = (what: 'owed' | 'waiting' | 'returned', which: string): string =>
  `${cellsAsOf(
    {
      heads: 'read.payment_cell_heads',
      totals: 'read.payment_cells',
      sums: ['items', 'minor', 'returned_minor'],
    },
    '$1',
  )} AND c.what = '${what}' AND ${which} AND t.items <> 0 AND ($2::text IS NULL OR c.bank = $2)`;

/** By how many days it is overdue, or waits, on day $3; cells that held nothing any more by then are not come across. */
const ofAge = (what: 'owed' | 'waiting'): string =>
  `(SELECT c.bank, c.currency, c.day, $3::date - c.day AS days, t.items, t.minor FROM ${cells(what, 'c.until_position > $1')}) open`;

export const OPEN_OF_CELLS_SQL = `
  SELECT bank AS creditor_bank, currency, ${OVERDUE} AS band, sum(items)::int AS obligations, sum(minor)::text AS minor
  FROM ${ofAge('owed')} GROUP BY 1, 2, 3 ORDER BY bank COLLATE "C", currency COLLATE "C", min(days)`;

export const SUSPENSE_OF_CELLS_SQL = `
  SELECT bank, currency, ${WAITS} AS age, sum(items)::int AS settlements, sum(minor)::text AS minor, min(day)::text AS oldest
  FROM ${ofAge('waiting')} GROUP BY 1, 2, 3 ORDER BY bank COLLATE "C", currency COLLATE "C", min(days)`;

/** Of months $3 to $4 (days in the first and the last of them). */
export const RETURNS_OF_CELLS_SQL = `
  SELECT nullif(c.reason, '') AS reason, c.currency, sum(t.items)::int AS returns, sum(t.minor)::text AS minor, sum(t.returned_minor)::text AS returned_minor
  FROM ${cells('returned', 'c.day BETWEEN $3 AND $4')} GROUP BY c.reason, c.currency
  ORDER BY nullif(c.reason, '') COLLATE "C" NULLS LAST, c.currency COLLATE "C"`;
