import { cellsAsOf } from '../read/cells-as-of.sql.js';

/** What cells of one way and one kind come to, over months. Cents are bigints, as text. */
export interface BorderCostCellsRow {
  /** As `wayOfKey` reads it. */
  readonly key: string;
  readonly kind: string;
  /** Crossings of which a cost of the kind was told. */
  readonly kind_n: number;
  /** Summed over kinds, the crossings of which any cost was told; and those at either side. */
  readonly n: number;
  readonly out_n: number;
  readonly in_n: number;
  readonly cents: string;
  readonly out_cents: string;
  readonly unreceipted_cents: string;
}

const COUNTS = ['kind_n', 'n', 'out_n', 'in_n'];
const CENTS = ['cents', 'out_cents', 'unreceipted_cents'];
const CELLS = {
  heads: 'read.border_cost_cell_heads',
  totals: 'read.border_cost_cells',
  sums: [...COUNTS, ...CENTS],
};
const sumsAs = (sums: readonly string[], type: 'int' | 'text'): string =>
  sums.map((sum) => `sum(t.${sum})::${type} AS ${sum}`).join(', ');

/** As of position $1, what was paid at crossings that ended in months $2 to $3 (first days), at the crossing $4, where it is not null. */
export const BORDER_COST_CELLS_SQL = `
  SELECT c.key, c.kind, ${sumsAs(COUNTS, 'int')}, ${sumsAs(CENTS, 'text')}
  FROM ${cellsAsOf(CELLS, '$1')}
    AND c.month BETWEEN $2 AND $3 AND ($4::text IS NULL OR split_part(c.key, ' ', 1) = $4)
  GROUP BY c.key, c.kind`;
