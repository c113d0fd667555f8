/** The ways in which trade is told apart, beside the months of the total. */
export type TradeCut = 'total' | 'sector' | 'chapter' | 'heading' | 'office';

/** USD cents, as text. */
export interface TradeSumRow {
  readonly key: string;
  readonly exports: string;
  readonly re_exports: string;
  readonly imports: string;
}

/**
 * Of reporter $1 with partner $2, months $3 to $4 (first days), as of position $5, what each key of cut $6 comes to: one look-up for each cell, however
 * many events have changed it.
 */
const cellsBy = (key: string): string => `
  SELECT ${key} AS key, sum(t.exports)::text AS exports, sum(t.re_exports)::text AS re_exports, sum(t.imports)::text AS imports
  FROM read.trade_cells c CROSS JOIN LATERAL (
    SELECT exports, re_exports, imports FROM read.trade_cells t
    WHERE t.reporter = c.reporter AND t.partner = c.partner AND t.cut = c.cut AND t.key = c.key AND t.month = c.month AND t.position <= $5
    ORDER BY t.position DESC LIMIT 1
  ) t
  WHERE c.reporter = $1 AND c.partner = $2 AND c.month BETWEEN $3 AND $4 AND c.cut = $6 AND c.changes = 1 AND c.position <= $5
  GROUP BY 1`;

export const TRADE_BY_MONTH_SQL = cellsBy(`to_char(c.month, 'YYYY-MM')`);
export const TRADE_BY_KEY_SQL = cellsBy('c.key');
