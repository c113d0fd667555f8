import { cellsAsOf } from '../read/cells-as-of.sql.js';
import { ofCountry } from './payments.sql.js';

/**
 * What figures of days and of what was settled come to, as the rows of `payments.sql.ts` do, but of cells: by months and pairs of banks, however many payments stand behind
 * them.
 */
const CELLS = `${cellsAsOf(
  {
    heads: 'read.settled_cell_heads',
    totals: 'read.settled_cells',
    sums: [
      'obligations',
      'advances',
      'paid_minor',
      'days_minor',
      'late_minor',
      'settlements',
      'settled_minor',
      'usd_minor',
      'own_minor',
      'own_usd_minor',
      'unconverted',
    ],
  },
  '$1',
)} AND ($2::text IS NULL OR c.bank = $2) AND c.month BETWEEN $3 AND $4 AND ${ofCountry('c.debtor_agent', '$5')}`;

const AGENT = `nullif(c.debtor_agent, '')`;

const DAYS = `sum(t.obligations)::int AS obligations, sum(t.advances)::int AS advances, sum(t.paid_minor)::text AS minor,
    sum(t.days_minor)::text AS days_minor, sum(t.late_minor)::text AS late_minor`;

/** As of position $1, of the bank $2 or of all, of months $3 to $4 (days in the first and the last of them), from any bank or from those of country $5. */
export const DAYS_OF_CELLS_BY_MONTH_SQL = `
  SELECT ${AGENT} AS debtor_agent, c.bank AS creditor_bank, to_char(c.month, 'YYYY-MM') AS month, c.currency, ${DAYS}
  FROM ${CELLS} GROUP BY c.bank, c.debtor_agent, c.month, c.currency HAVING sum(t.obligations + t.advances) > 0
  ORDER BY month, c.currency COLLATE "C"`;

const SETTLED = `sum(t.settlements)::int AS settlements, sum(t.settled_minor)::text AS minor, sum(t.usd_minor)::text AS usd_minor,
    sum(t.own_usd_minor)::text AS own_usd_minor, sum(t.own_minor)::text AS own_minor, sum(t.unconverted)::int AS unconverted`;

export const SETTLED_OF_CELLS_BY_PAIR_SQL = `
  SELECT ${AGENT} AS debtor_agent, c.bank AS creditor_bank, to_char(c.month, 'YYYY-MM') AS month, c.currency, ${SETTLED}
  FROM ${CELLS} GROUP BY c.bank, c.debtor_agent, c.month, c.currency HAVING sum(t.settlements) > 0
  ORDER BY month, c.currency COLLATE "C"`;
