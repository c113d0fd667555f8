import { insertRows, projectionOf, upsertRows } from '@corridor/projections';
import { keepCells } from '../cells/cells.js';
import { PAYMENT_CELLS } from './payment-cells.js';
import { foldPayments, PAYMENT_EVENTS, type PaymentRows } from './payments.fold.js';
import { foldSettled, SETTLED_CELLS } from './settled-cells.fold.js';
import { recallSettled } from './settled-memory.js';
import { questionOf } from './settled-question.js';

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

const WAITING = 'reporting.waiting_credits';
const SETTLED = {
  ...SETTLED_CELLS,
  heads: 'reporting.settled_cell_heads',
  totals: 'reporting.settled_cells',
};
const OPEN = { ...PAYMENT_CELLS, heads: 'reporting.payment_cell_heads', totals: 'reporting.payment_cells' };

/** How long payments take, in which currencies they come, what is open and overdue, and what went back. */
export const payments = projectionOf({
  name: 'payments',
  tables: [
    ...TABLES.map((table) => `reporting.${table}`),
    ...[SETTLED.heads, SETTLED.totals, OPEN.heads, OPEN.totals, WAITING],
  ],
  handles: PAYMENT_EVENTS,
  async apply(events, { client, generation }) {
    const rows = foldPayments(events);
    const { settled, open, waiting } = foldSettled(
      events,
      await recallSettled(client, generation, questionOf(events)),
    );
    for (const table of TABLES) {
      await insertRows(
        client,
        `reporting.${table}`,
        rows[table].map((row) => ({ generation, ...row })),
      );
    }
    await keepCells(client, generation, SETTLED, settled);
    await keepCells(client, generation, OPEN, open);
    await upsertRows(
      client,
      WAITING,
      ['generation', 'settlement_id'],
      waiting.map((row) => ({ generation, ...row })),
    );
  },
});
