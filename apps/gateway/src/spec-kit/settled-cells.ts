import type pg from 'pg';
import { DAYS_BY_MONTH_SQL, SETTLED_BY_PAIR_SQL } from '../payments/payments.sql.js';
import { OWN_CURRENCIES } from '../payments/payments-of-rows.js';

const CELL = 'month, bank, debtor_agent, currency';
const OF_DAYS = ['obligations', 'advances', 'paid_minor', 'days_minor', 'late_minor'];
const OF_SETTLED = ['settlements', 'settled_minor', 'usd_minor', 'own_minor', 'own_usd_minor', 'unconverted'];
const SUMS = [...OF_DAYS, ...OF_SETTLED].join(', ');

/** Rows of a statement over the rows as of each position; of the sums that it does not tell, nothing. */
const told = (sql: string, sums: readonly string[], of: (sum: string) => string): string => `
  SELECT p.position, to_date(month, 'YYYY-MM') AS month, creditor_bank AS bank, coalesce(debtor_agent, '') AS debtor_agent, currency,
    ${[...OF_DAYS, ...OF_SETTLED].map((sum) => (sums.includes(sum) ? `${of(sum)}::numeric` : '0')).join(', ')}
  FROM p CROSS JOIN LATERAL (${sql.replaceAll(/\$(\d)/g, (_, at) => (at === '1' ? 'p.position' : `$${at - 1}`))}) told`;

const FILL_SQL = `
  WITH p AS MATERIALIZED (
    SELECT position FROM read.obligations UNION SELECT position FROM read.booked_credits
    UNION SELECT position FROM read.credit_confirmations UNION SELECT position FROM read.credit_agents
    UNION SELECT position FROM read.payment_facts
  ), told (position, ${CELL}, ${SUMS}) AS MATERIALIZED (
    ${told(DAYS_BY_MONTH_SQL, OF_DAYS, (sum) => (sum === 'paid_minor' ? 'minor' : sum))}
    UNION ALL
    ${told(SETTLED_BY_PAIR_SQL, OF_SETTLED, (sum) => (sum === 'settled_minor' ? 'minor' : sum))}
  ), cell AS (
    SELECT ${CELL}, min(position) AS first_position, row_number() OVER (PARTITION BY min(position)) AS nth FROM told GROUP BY ${CELL}
  ), behind AS (
    SELECT ${CELL}, first_position, nth, p.position, ${[...OF_DAYS, ...OF_SETTLED].map((sum) => `coalesce(sum(${sum}), 0) AS ${sum}`).join(', ')}
    FROM cell JOIN p ON p.position >= first_position LEFT JOIN told USING (position, ${CELL})
    GROUP BY ${CELL}, first_position, nth, p.position
  ), head AS (
    INSERT INTO reporting.settled_cell_heads (generation, ${CELL}, first_position, nth, position, ${SUMS})
    SELECT DISTINCT ON (${CELL}) 1, ${CELL}, first_position, nth, position, ${SUMS} FROM behind ORDER BY ${CELL}, position DESC
  )
  INSERT INTO reporting.settled_cells (generation, first_position, nth, position, ${SUMS})
  SELECT 1, first_position, nth, position, ${SUMS} FROM behind`;

/** What the projection keeps beside the rows of payments: what the statements over these come to, asked as of each position in turn. */
export async function fillSettledCells(owner: pg.Pool): Promise<void> {
  await owner.query('DELETE FROM reporting.settled_cells');
  await owner.query('DELETE FROM reporting.settled_cell_heads');
  await owner.query(FILL_SQL, [null, null, '0001-01-01', '9999-12-31', null, ...OWN_CURRENCIES]);
}
