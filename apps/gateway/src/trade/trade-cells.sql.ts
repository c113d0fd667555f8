import { LAST_CHANGE } from '../release-calendar/release-calendar.sql.js';

/** The ways in which trade is told apart, beside the months of the total. */
export type TradeCut = 'total' | 'sector' | 'chapter' | 'heading' | 'office' | 'mode' | 'port';

/** USD cents, as text. */
export interface TradeSumRow {
  readonly key: string;
  readonly exports: string;
  readonly re_exports: string;
  readonly imports: string;
}

/** Each cell `c`, and `t`, what it came to as of a position: one look-up for each, however many events have changed it. */
export const cellsAsOf = (position: string): string => `read.trade_cells c CROSS JOIN LATERAL (
    SELECT position, exports, re_exports, imports FROM read.trade_cells t
    WHERE t.reporter = c.reporter AND t.partner = c.partner AND t.cut = c.cut AND t.key = c.key AND t.month = c.month AND t.position <= ${position}
    ORDER BY t.position DESC LIMIT 1
  ) t
  WHERE c.changes = 1 AND c.position <= ${position}`;

/** Of reporter $1 with partner $2, months $3 to $4 (first days), as of position $5, what each key of cut $6 comes to. */
const cellsBy = (key: string): string => `
  SELECT ${key} AS key, sum(t.exports)::text AS exports, sum(t.re_exports)::text AS re_exports, sum(t.imports)::text AS imports
  FROM ${cellsAsOf('$5')} AND c.reporter = $1 AND c.partner = $2 AND c.month BETWEEN $3 AND $4 AND c.cut = $6
  GROUP BY 1`;

export const TRADE_BY_MONTH_SQL = cellsBy(`to_char(c.month, 'YYYY-MM')`);
export const TRADE_BY_KEY_SQL = cellsBy('c.key');

/** Of reporter $1 with each of partners $2 (null for all), months $3 to $4 (first days), as of position $5. */
export const TRADE_BY_PARTNER_SQL = `
  SELECT c.partner AS key, sum(t.exports)::text AS exports, sum(t.re_exports)::text AS re_exports, sum(t.imports)::text AS imports
  FROM ${cellsAsOf('$5')} AND c.reporter = $1 AND c.partner <> $1 AND ($2::text[] IS NULL OR c.partner = ANY ($2))
    AND c.month BETWEEN $3 AND $4 AND c.cut = 'total'
  GROUP BY 1`;

/** Of reporter $1 with any of partners $2 (null for all), months $3 to $4 (first days), as of position $5: the last event that told of each. */
export const TRADE_LAST_CHANGES_SQL = `
  SELECT ${LAST_CHANGE} FROM (
    SELECT c.month, max(t.position) AS position
    FROM ${cellsAsOf('$5')} AND c.reporter = $1 AND c.partner <> $1 AND ($2::text[] IS NULL OR c.partner = ANY ($2))
      AND c.month BETWEEN $3 AND $4 AND c.cut = 'total'
    GROUP BY 1
  ) last LEFT JOIN read.events e USING (position)`;

/** The first month in which reporter $1 and partner $2 traded, as of position $3. */
export const FIRST_MONTH_SQL = `
  SELECT to_char(c.month, 'YYYY-MM') AS month
  FROM ${cellsAsOf('$3')} AND c.reporter = $1 AND c.partner = $2 AND c.cut = 'total' AND (t.exports <> 0 OR t.imports <> 0)
  ORDER BY c.month LIMIT 1`;
