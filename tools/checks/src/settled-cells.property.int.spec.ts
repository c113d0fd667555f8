import { EventStore, ledgerPool } from '@corridor/event-store';
import { differences, Projector, rebuild } from '@corridor/projections';
import { startTestLedger } from '@corridor/testing';
import fc from 'fast-check';
import type pg from 'pg';
import {
  CURRENCIES_SQL,
  DAYS_BY_MONTH_SQL,
  DAYS_SQL,
  SETTLED_BY_PAIR_SQL,
} from '../../../apps/gateway/src/payments/payments.sql.js';
import { OWN_CURRENCIES } from '../../../apps/gateway/src/payments/payments-of-rows.js';
import {
  CURRENCIES_OF_CELLS_SQL,
  DAYS_OF_CELLS_BY_MONTH_SQL,
  DAYS_OF_CELLS_SQL,
  SETTLED_OF_CELLS_BY_PAIR_SQL,
} from '../../../apps/gateway/src/payments/settled-cells.sql.js';
import { payments } from '../../../apps/reporting/src/payments/payments.js';
import { SettledStory, settledPlan } from '../../../apps/reporting/src/payments/settled-story.spec-kit.js';
import { record } from '../../../apps/reporting/src/teller.spec-kit.js';

/** Of each figure what is asked of cells, and what of rows. */
const FIGURES: readonly (readonly [cells: string, rows: string, more: readonly unknown[]])[] = [
  [DAYS_OF_CELLS_SQL, DAYS_SQL, []],
  [DAYS_OF_CELLS_BY_MONTH_SQL, DAYS_BY_MONTH_SQL, []],
  [CURRENCIES_OF_CELLS_SQL, CURRENCIES_SQL, OWN_CURRENCIES],
  [SETTLED_OF_CELLS_BY_PAIR_SQL, SETTLED_BY_PAIR_SQL, OWN_CURRENCIES],
];
const MONTHS = [
  ['2026-01-01', '2026-01-31'],
  ['2026-02-01', '2026-03-31'],
  ['2026-01-01', '2026-12-31'],
] as const;

/** Heads that are not the last total of their cell. */
const UNLIKE_TOTALS_SQL = `
  SELECT h FROM read.settled_cell_heads h LEFT JOIN LATERAL (
    SELECT * FROM read.settled_cells c WHERE c.first_position = h.first_position AND c.nth = h.nth ORDER BY c.position DESC LIMIT 1
  ) t ON true
  WHERE (h.position, h.obligations, h.days_minor, h.settlements, h.usd_minor) IS DISTINCT FROM
    (t.position, t.obligations, t.days_minor, t.settlements, t.usd_minor)`;

async function asked(reader: pg.Pool, sql: string, values: readonly unknown[]): Promise<readonly object[]> {
  const { rows } = await reader.query<object>(sql, [...values]);
  return rows;
}

/** Two pairs of banks in one month stand in no order between them. */
const inOrder = (rows: readonly object[]) =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();

it('figures of payments are of cells what they are of the rows, as of each position, of each bank and of all, live and rebuilt', async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(settledPlan, fc.integer({ min: 1, max: 20 }), async (plan, batchMax) => {
      const { url, stop } = await startTestLedger();
      const [owner, pool, reader] = [
        ledgerPool(url),
        ledgerPool(url, 'reporting'),
        ledgerPool(url, 'gateway'),
      ];
      try {
        const store = new EventStore({ pool: owner });
        await record(store, new SettledStory(plan).appends);
        const projector = new Projector({ projection: payments, pool, store, batchMax });
        while ((await projector.step()) > 0);
        const head = await store.head();
        for (let position = 1; position <= head; position += 1) {
          for (const [at, months] of MONTHS.entries()) {
            const bank = [null, 'bank-karachi', 'bank-almaty'][(position + at) % 3];
            for (const [cells, rows, more] of FIGURES) {
              const ofRows = await asked(reader, rows, [position, bank, null, ...months, ...more]);
              expect(inOrder(await asked(reader, cells, [position, bank, ...months]))).toEqual(
                inOrder(ofRows),
              );
              told += ofRows.length;
            }
          }
        }
        expect(await asked(reader, UNLIKE_TOTALS_SQL, [])).toEqual([]);
        const rebuilt = await rebuild({ projection: payments, pool, store, batchMax: 1_000 });
        expect(await differences(pool, payments, 1, rebuilt)).toEqual([]);
      } finally {
        await Promise.all([owner.end(), pool.end(), reader.end()]);
        await stop();
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
  expect(told).toBeGreaterThan(0);
}, 300_000);
