import { insertRows, projectionOf } from '@corridor/projections';
import { keepCells } from '../cells/cells.js';
import { foldPayments, PAYMENT_EVENTS, type PaymentRows } from './payments.fold.js';
import { foldSettled, questionOf, SETTLED_CELLS } from './settled-cells.fold.js';
import { recallSettled } from './settled-memory.js';

const TABLES = [
  'invoice_parties',
  'obligations',
  'withdrawn_invoices',
  'booked_credits',
  'credit_confirmations',
  'credit_agents',
  'payment_facts',
  'return_facts',
  'return_tellings',
] as const satisfies readonly (keyof PaymentRows)[];

const CELLS = { ...SETTLED_CELLS, heads: 'reporting.settled_cell_heads', totals: 'reporting.settled_cells' };

/** How long payments take, in which currencies they come, what is open and overdue, and what went back. */
export const payments = projectionOf({
  name: 'payments',
  tables: [...TABLES.map((table) => `reporting.${table}`), CELLS.heads, CELLS.totals],
  handles: PAYMENT_EVENTS,
  async apply(events, { client, generation }) {
    const rows = foldPayments(events);
    const changes = foldSettled(events, await recallSettled(client, generation, questionOf(events)));
    for (const table of TABLES) {
      await insertRows(
        client,
        `reporting.${table}`,
        rows[table].map((row) => ({ generation, ...row })),
      );
    }
    await keepCells(client, generation, CELLS, changes);
  },
});
