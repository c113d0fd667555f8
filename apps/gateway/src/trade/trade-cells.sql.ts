import type { CarriageCut } from '@corridor/domain';
import { cellsAsOf } from '../read/cells-as-of.sql.js';
import { LAST_CHANGE } from '../release-calendar/release-calendar.sql.js';

/** The ways in which trade is told apart, beside the months of the total. */
export type TradeCut = 'total' | 'sector' | 'chapter' | 'subheading' | 'office' | CarriageCut;

/** USD cents, as text. */
export interface TradeSumRow {
  readonly key: string;
  readonly exports: string;
  readonly re_exports: string;
  readonly imports: string;
}

const CELLS = {
  heads: 'read.trade_cell_heads',
  totals: 'read.trade_cells',
  sums: ['exports', 're_exports', 'imports'],
};

/** Each cell of trade as of a position. */
export const tradeCellsAsOf = (position: string): string => cellsAsOf(CELLS, position);

/** Of reporter $1 with partner $2, months $3 to $4 (first days), as of position $5, what each key of cut $6 comes to: a cell for each key and month. */
const cellsBy = (key: string, which = ''): string => `
  SELECT ${key} AS key, sum(t.exports)::text AS exports, sum(t.re_exports)::text AS re_exports, sum(t.imports)::text AS imports
  FROM ${cellsAsOf({ ...CELLS, isToldOften: true }, '$5')} AND c.reporter = $1 AND c.partner = $2 AND c.month BETWEEN $3 AND $4 AND c.cut = $6 ${which}
  GROUP BY 1`;

export const TRADE_BY_MONTH_SQL = cellsBy(`to_char(c.month, 'YYYY-MM')`);
export const TRADE_BY_KEY_SQL = cellsBy('c.key');
/** A heading is all of its subheadings. */
export const TRADE_BY_HEADING_SQL = cellsBy('left(c.key, 4)');
/** The keys alone that begin with $7. */
export const TRADE_WITHIN_SQL = cellsBy('c.key', `AND c.key LIKE $7 || '%'`);

/** Of reporter $1 with each of partners $2 (null for all), months $3 to $4 (first days), as of position $5. */
export const TRADE_BY_PARTNER_SQL = `
  SELECT c.partner AS key, sum(t.exports)::text AS exports, sum(t.re_exports)::text AS re_exports, sum(t.imports)::text AS imports
  FROM ${tradeCellsAsOf('$5')} AND c.reporter = $1 AND c.partner <> $1 AND ($2::text[] IS NULL OR c.partner = ANY ($2))
    AND c.month BETWEEN $3 AND $4 AND c.cut = 'total'
  GROUP BY 1`;

/** Of reporter $1 with any of partners $2 (null for all), months $3 to $4 (first days), as of position $5: the last event that told of each. */
export const TRADE_LAST_CHANGES_SQL = `
  SELECT ${LAST_CHANGE} FROM (
    SELECT c.month, max(t.position) AS position
    FROM ${tradeCellsAsOf('$5')} AND c.reporter = $1 AND c.partner <> $1 AND ($2::text[] IS NULL OR c.partner = ANY ($2))
      AND c.month BETWEEN $3 AND $4 AND c.cut = 'total'
    GROUP BY 1
  ) last LEFT JOIN read.events e USING (position)`;

/** The first month in which reporter $1 and partner $2 traded, as of position $3. */
export const FIRST_MONTH_SQL = `
  SELECT to_char(c.month, 'YYYY-MM') AS month
  FROM ${tradeCellsAsOf('$3')} AND c.reporter = $1 AND c.partner = $2 AND c.cut = 'total' AND (t.exports <> 0 OR t.imports <> 0)
  ORDER BY c.month LIMIT 1`;
