import { cellsAsOf } from '../read/cells-as-of.sql.js';

/** The columns of the causes of a gap, in their order. */
export const CAUSES = [
  'freight_and_insurance',
  'exchange_rate',
  'timing',
  'partner',
  'classification',
  'one_side_only',
  'residual',
] as const;
export type Cause = (typeof CAUSES)[number];

/** USD cents, as text. */
export type GapRow = Readonly<Record<'exports' | 'imports' | Cause, string>> & {
  readonly month: string;
  /** Empty for all goods. */
  readonly chapter: string;
};

const SUMS = ['exports', 'imports', ...CAUSES];
const CELLS = { heads: 'read.mirror_cell_heads', totals: 'read.mirror_cells', sums: SUMS };

/** Of exports of $1 to $2, months $3 to $4 (first days), as of position $5. */
const cellsOf = (goods: string): string => `
  SELECT to_char(c.month, 'YYYY-MM') AS month, c.chapter, ${SUMS.map((sum) => `t.${sum}::text AS ${sum}`).join(', ')}
  FROM ${cellsAsOf(CELLS, '$5')} AND c.exporter = $1 AND c.importer = $2 AND c.month BETWEEN $3 AND $4 AND ${goods}
  ORDER BY c.chapter, c.month`;

export const GAP_BY_MONTH_SQL = cellsOf(`c.chapter = ''`);
export const GAP_BY_CHAPTER_SQL = cellsOf(`c.chapter <> ''`);
