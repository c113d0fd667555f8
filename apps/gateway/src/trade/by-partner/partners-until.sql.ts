import { tradeCellsAsOf } from '../trade-cells.sql.js';

const ASKED = `c.reporter = $1 AND c.partner <> $1 AND ($2::text[] IS NULL OR c.partner = ANY ($2)) AND c.month BETWEEN $3 AND $4 AND c.cut = 'total'`;

/** Facts `f` of those partners and months in which anything was told: month by month, each by its own stretch of the index. */
const facts = (sign: '' | '-', months: string, happened: string): string => `
    SELECT m.partner, f.exports, f.re_exports, f.imports
    FROM (SELECT c.partner, c.month FROM ${tradeCellsAsOf('$5')} AND ${ASKED} AND ${months}) m CROSS JOIN LATERAL (
      SELECT ${sign}sum(f.value_usd_cents) FILTER (WHERE f.flow = 'export') AS exports,
        ${sign}sum(f.value_usd_cents) FILTER (WHERE f.flow = 'export' AND f.country_of_origin <> $1) AS re_exports,
        ${sign}sum(f.value_usd_cents) FILTER (WHERE f.flow = 'import') AS imports
      FROM read.trade_facts f
      WHERE f.reporter = $1 AND f.partner = m.partner AND f.month = m.month AND f.position <= $5
        AND f.occurred_at ${happened} to_timestamp($6::float8 / 1000)
    ) f`;

/**
 * Of reporter $1 with each of partners $2 (null for all), months $3 to $4 (first days), as of position $5, what had happened by $6 (milliseconds since 1970): of
 * months that were over by then, those before $7, by their cells, as with one partner.
 */
export const TRADE_BY_PARTNER_UNTIL_SQL = `
  SELECT partner AS key, coalesce(sum(exports), 0)::text AS exports, coalesce(sum(re_exports), 0)::text AS re_exports, coalesce(sum(imports), 0)::text AS imports
  FROM (
    SELECT c.partner, t.exports, t.re_exports, t.imports FROM ${tradeCellsAsOf('$5')} AND ${ASKED} AND c.month < $7
    UNION ALL ${facts('-', 'c.month < $7', '>')}
    UNION ALL ${facts('', 'c.month >= $7', '<=')}
  ) parts
  GROUP BY 1`;
