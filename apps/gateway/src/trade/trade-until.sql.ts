import { tradeCellsAsOf } from './trade-cells.sql.js';

/** The key of a fact `f` in cut $6. */
const KEY = `CASE $6 WHEN 'sector' THEN f.sector WHEN 'chapter' THEN left(f.hs6, 2)
    WHEN 'office' THEN f.customs_office ELSE '' END`;
const UNTIL = 'to_timestamp($7::float8 / 1000)';

/**
 * Facts `f` of those months `m` of the pair in which anything was told, added or, by a sign, taken off: month by month, each by its own stretch of the index. Joined at once, they would
 * all be read, since the database takes month and instant for independent of each other.
 */
const facts = (key: string, sign: '' | '-', months: string, happened: string, which: string): string => `
    SELECT f.key, f.exports, f.re_exports, f.imports
    FROM (
      SELECT c.month FROM read.trade_cell_heads c
      WHERE c.reporter = $1 AND c.partner = $2 AND c.cut = 'total' AND c.month BETWEEN $3 AND $4 AND ${months}
    ) m CROSS JOIN LATERAL (
      SELECT ${key} AS key, ${sign}sum(f.value_usd_cents) FILTER (WHERE f.flow = 'export') AS exports,
        ${sign}sum(f.value_usd_cents) FILTER (WHERE f.flow = 'export' AND f.country_of_origin <> $1) AS re_exports,
        ${sign}sum(f.value_usd_cents) FILTER (WHERE f.flow = 'import') AS imports
      FROM read.trade_facts f
      WHERE f.reporter = $1 AND f.partner = $2 AND f.month = m.month AND f.position <= $5 AND f.occurred_at ${happened} ${which}
      GROUP BY 1
    ) f`;

/**
 * The same as of what had happened by an instant, $7 (milliseconds since 1970). Months that were over by then, those before $8, are what their cells come to without
 * what happened behind the instant: late clearances and corrections. Of the month of the instant, and later ones, what happened up to it is added up. So it reads the facts of one
 * month, and of all others those alone that lie on the other side of the instant than their month. Keys that come to nothing are left out.
 */
const cellsUntil = (keyOfCell: string, keyOfFact: string, which = { cells: '', facts: '' }): string => `
  SELECT key, coalesce(sum(exports), 0)::text AS exports, coalesce(sum(re_exports), 0)::text AS re_exports, coalesce(sum(imports), 0)::text AS imports
  FROM (
    SELECT ${keyOfCell} AS key, t.exports, t.re_exports, t.imports
    FROM ${tradeCellsAsOf('$5')} AND c.reporter = $1 AND c.partner = $2 AND c.month BETWEEN $3 AND $4 AND c.month < $8 AND c.cut = $6 ${which.cells}
    UNION ALL ${facts(keyOfFact, '-', 'c.month < $8', `> ${UNTIL}`, which.facts)}
    UNION ALL ${facts(keyOfFact, '', 'c.month >= $8', `<= ${UNTIL}`, which.facts)}
  ) parts
  GROUP BY key HAVING sum(exports) <> 0 OR sum(re_exports) <> 0 OR sum(imports) <> 0
`;

export const TRADE_BY_MONTH_UNTIL_SQL = cellsUntil(
  `to_char(c.month, 'YYYY-MM')`,
  `to_char(f.month, 'YYYY-MM')`,
);
export const TRADE_BY_KEY_UNTIL_SQL = cellsUntil('c.key', KEY);
export const TRADE_BY_HEADING_UNTIL_SQL = cellsUntil('left(c.key, 4)', 'left(f.hs6, 4)');
/** The subheadings alone that begin with $9. */
export const TRADE_WITHIN_UNTIL_SQL = cellsUntil('c.key', 'f.hs6', {
  cells: `AND c.key LIKE $9 || '%'`,
  facts: `AND f.hs6 LIKE $9 || '%'`,
});

/** $7 and $8 of an instant (RFC 3339). */
export function untilOf(instant: string): readonly [number, string] {
  const ms = Date.parse(instant);
  const year = new Date(ms).getUTCFullYear();
  // PostgreSQL knows no year 0; behind the last one nothing is told.
  const month =
    year < 1 ? '0001-01-01' : year > 9999 ? '9999-12-01' : `${new Date(ms).toISOString().slice(0, 7)}-01`;
  return [ms, month];
}
