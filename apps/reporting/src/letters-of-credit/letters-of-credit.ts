import { insertRows, projectionOf } from '@corridor/projections';
import { CREDIT_USE_EVENTS, type CreditRows, foldCredits } from './letters-of-credit.fold.js';

const TABLES = ['credits', 'credit_facts'] as const satisfies readonly (keyof CreditRows)[];

/** How letters of credit are used: what is issued, drawn, refused, paid and left to expire. */
export const lettersOfCredit = projectionOf({
  name: 'letters-of-credit',
  tables: TABLES.map((table) => `reporting.${table}`),
  handles: CREDIT_USE_EVENTS,
  async apply(events, { client, generation }) {
    const rows = foldCredits(events);
    for (const table of TABLES) {
      await insertRows(
        client,
        `reporting.${table}`,
        rows[table].map((row) => ({ generation, ...row })),
      );
    }
  },
});
