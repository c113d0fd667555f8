import { cellsAsOf } from '../read/cells-as-of.sql.js';
import { isAt } from './place.sql.js';

/** What each kind of duty is added up in: how many assessments name it, and what they ask for. */
export const SUMS_OF_KIND = {
  'customs-duty': ['customs_duties', 'customs_duty_minor'],
  'value-added-tax': ['value_added_taxes', 'value_added_tax_minor'],
  excise: ['excises', 'excise_minor'],
  fee: ['fees', 'fee_minor'],
} as const;
const SUMS = [
  ...Object.values(SUMS_OF_KIND).flat(),
  'paid_minor',
  'settled_minor',
  'refunded_minor',
] as const;

/** Duties of a month at an office, exports or imports, in one currency; what was given back is apart, by its reason. Sums are whole numbers, as text. */
export interface DutyCellRow extends Readonly<Record<(typeof SUMS)[number], string>> {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly office: string;
  readonly flow: string;
  readonly currency: string;
  /** Empty of what was assessed and paid. */
  readonly reason: string;
}

/** As of position $1, of months $2 to $3 (days in the first and the last of them), at the office, or the offices of the country, $4, where it is not null. */
export const DUTY_CELLS_SQL = `
  SELECT to_char(c.month, 'YYYY-MM') AS month, c.office, c.flow, c.currency, c.reason, ${SUMS.map((sum) => `t.${sum}::text AS ${sum}`).join(', ')}
  FROM ${cellsAsOf({ heads: 'read.duty_cell_heads', totals: 'read.duty_cells', sums: SUMS }, '$1')}
    AND c.month BETWEEN $2::date AND $3::date AND ${isAt('$4', 'c.office')}`;
