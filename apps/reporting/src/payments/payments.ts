import { insertRows, projectionOf } from '@corridor/projections';
import { foldPayments, PAYMENT_EVENTS, type PaymentRows } from './payments.fold.js';

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

/** How long payments take, in which currencies they come, what is open and overdue, and what went back. */
export const payments = projectionOf({
  name: 'payments',
  tables: TABLES.map((table) => `reporting.${table}`),
  handles: PAYMENT_EVENTS,
  async apply(events, { client, generation }) {
    const rows = foldPayments(events);
    for (const table of TABLES) {
      await insertRows(
        client,
        `reporting.${table}`,
        rows[table].map((row) => ({ generation, ...row })),
      );
    }
  },
});
