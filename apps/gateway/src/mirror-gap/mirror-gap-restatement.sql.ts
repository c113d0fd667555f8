import { MIRROR_SUMS } from '@corridor/domain';
import { contributionsSql, type RestatedFigure } from '../restatement/restatement.sql.js';
import { GAP_BY_MONTH_SQL } from './mirror-gap.sql.js';

/** The sums by the names that they have in GraphQL. */
const SUMS = MIRROR_SUMS.map((column) => ({
  column,
  measure: column.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
}));
const ASKED = 's.exporter = $1 AND s.importer = $2 AND s.month BETWEEN $3 AND $4';
const told = (position: string) =>
  `${position} > least($5::bigint, $6::bigint) AND ${position} <= greatest($5::bigint, $6::bigint)`;

/** `told` of each side of a line that takes part in a sum: in a cause both do, as far as there are both. */
const bySide = (told: 'declaration' | 'position') =>
  `CASE WHEN m.measure <> 'imports' THEN export_${told} END, CASE WHEN m.measure <> 'exports' THEN import_${told} END`;

/**
 * Line by line, each declaration of it and what sets two of them apart, so that the import of goods whose export was reported is new, and so are its causes: of the
 * consignments alone of which anything was told between position $5, that of the figure, and $6, the other one.
 */
export const RESTATED_GAP: RestatedFigure = {
  contributions: contributionsSql({
    before: `WITH stood AS (
    SELECT s.* FROM read.mirror_shares s
    WHERE ${ASKED} AND s.position <= $5 AND (s.until_position IS NULL OR s.until_position > $5) AND s.consignment_id IN (
      SELECT s.consignment_id FROM read.mirror_shares s WHERE ${ASKED} AND (${told('s.position')} OR ${told('s.until_position')}))
  )`,
    from: 'stood',
    key: `concat_ws('/', consignment_id, line_number, ${bySide('declaration')})`,
    consignment: 'consignment_id',
    positions: `ARRAY[position, until_position, ${bySide('position')}]`,
    measures: SUMS.map(({ column, measure }) => [`'${measure}'`, `'USD'`, column] as const),
  }),
};

/** What the gap comes to as of position $5, by its cells. */
export const GAP_TOTALS_SQL = `
  SELECT m.measure, 'USD' AS unit, sum(m.amount)::text AS amount
  FROM (${GAP_BY_MONTH_SQL}) g CROSS JOIN LATERAL (VALUES ${SUMS.map(({ column, measure }) => `('${measure}', g.${column}::numeric)`).join(', ')}) AS m (measure, amount)
  GROUP BY 1 HAVING sum(m.amount) <> 0 ORDER BY 1`;
