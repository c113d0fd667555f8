import type pg from 'pg';
import { OPEN, RETURNS, WAITING } from '../payments/payments.sql.js';

const CELL = 'what, day, bank, currency, reason';
const SUMS = 'items, minor, returned_minor';

/** A statement over the rows as of position `asked`, of all banks and months, whatever had happened; ages are counted to a day of its own. */
const told = (rows: string, from: string): string => {
  const values = ['asked.position', 'NULL', 'NULL', `'2000-01-01'::date`, `'9999-12-31'::date`];
  const sql = rows
    .replaceAll('BETWEEN $4', `BETWEEN '0001-01-01'::date`)
    .replaceAll(/\$(\d)/g, (_, at) => values[at - 1] ?? '');
  return `SELECT asked.position, told.* FROM asked CROSS JOIN LATERAL (${sql} ${from} GROUP BY 1, 2, 3, 4, 5) told`;
};

const FILL_SQL = `
  WITH asked AS MATERIALIZED (
    SELECT position FROM read.obligations UNION SELECT position FROM read.withdrawn_invoices UNION SELECT position FROM read.booked_credits
    UNION SELECT position FROM read.credit_confirmations UNION SELECT position FROM read.payment_facts UNION SELECT position FROM read.return_facts
    UNION SELECT position FROM read.return_tellings UNION SELECT position FROM read.postings WHERE account = 'suspense'
  ), told (position, ${CELL}, ${SUMS}) AS MATERIALIZED (
    ${told(OPEN, `SELECT 'owed', '2000-01-01'::date - days, creditor_bank, currency, '', count(*), sum(minor), 0 FROM open WHERE minor > 0`)}
    UNION ALL
    ${told(WAITING, `SELECT 'waiting', value_date, bank, currency, '', count(*), sum(minor), 0 FROM waiting`)}
    UNION ALL
    ${told(
      RETURNS,
      `SELECT 'returned', date_trunc('month', booked_on)::date, bank, currency, coalesce(reason, ''), count(*), sum(minor), sum(returned_minor) FROM given_back`,
    )}
  ), cell AS (
    SELECT ${CELL}, min(position) AS first_position, row_number() OVER (PARTITION BY min(position)) AS nth FROM told GROUP BY ${CELL}
  ), behind AS (
    SELECT ${CELL}, first_position, nth, asked.position, ${SUMS.split(', ')
      .map((sum) => `coalesce(sum(${sum}), 0) AS ${sum}`)
      .join(', ')}
    FROM cell JOIN asked ON asked.position >= first_position LEFT JOIN told USING (position, ${CELL})
    GROUP BY ${CELL}, first_position, nth, asked.position
  ), head AS (
    INSERT INTO reporting.payment_cell_heads (generation, ${CELL}, first_position, nth, position, ${SUMS})
    SELECT DISTINCT ON (${CELL}) 1, ${CELL}, first_position, nth, position, ${SUMS} FROM behind ORDER BY ${CELL}, position DESC
  )
  INSERT INTO reporting.payment_cells (generation, first_position, nth, position, ${SUMS})
  SELECT 1, first_position, nth, position, ${SUMS} FROM behind`;

/** What the projection keeps of what is open, waits or was given back: what the statements over the rows come to, asked as of each position in turn. */
export async function fillPaymentCells(owner: pg.Pool): Promise<void> {
  await owner.query('DELETE FROM reporting.payment_cells');
  await owner.query('DELETE FROM reporting.payment_cell_heads');
  await owner.query(FILL_SQL);
}
