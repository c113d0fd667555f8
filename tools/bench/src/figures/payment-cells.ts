import type { Filling } from '../filled-gateway.js';

const SUMS = ['items', 'minor'];

/** What is owed from an obligation to the payment that pays all of it, and what waits from each credit to its match. */
const CHANGES = `
  SELECT 'owed' AS what, due_on AS day, creditor_bank AS bank, currency, told.position, sign AS items, sign * amount_minor AS minor
  FROM reporting.obligations, LATERAL (VALUES (position, 1), (position + 2, -1)) AS told (position, sign)
  UNION ALL
  SELECT 'waiting', value_date, bank, currency, told.position, sign, sign * amount_minor
  FROM reporting.booked_credits, LATERAL (VALUES (position, 1), (position + 1, -1)) AS told (position, sign)`;
const CELL = 'what, day, bank, currency';

/** What is open and what waits, as the projection keeps it, in the order of the log, in which it writes. */
export const PAYMENT_CELLS: Filling['filling'] = [
  [
    'what is open comes to',
    `INSERT INTO reporting.payment_cell_heads (generation, ${CELL}, reason, first_position, nth, position, ${SUMS.join(', ')}, returned_minor)
     SELECT 1, ${CELL}, '', min(position), 0, max(position), sum(items), sum(minor), 0 FROM (${CHANGES}) change GROUP BY ${CELL} ORDER BY min(position)`,
  ],
  [
    'what is open has come to',
    `INSERT INTO reporting.payment_cells (generation, first_position, nth, position, ${SUMS.join(', ')}, returned_minor)
     SELECT 1, min(position) OVER so_far, 0, position, ${SUMS.map((sum) => `sum(${sum}) OVER so_far`).join(', ')}, 0
     FROM (${CHANGES}) change WINDOW so_far AS (PARTITION BY ${CELL} ORDER BY position) ORDER BY position`,
  ],
];
