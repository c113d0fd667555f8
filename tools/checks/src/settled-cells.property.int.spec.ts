import { EventStore, ledgerPool } from '@corridor/event-store';
import { differences, Projector, rebuild } from '@corridor/projections';
import { startTestLedger } from '@corridor/testing';
import fc from 'fast-check';
import type pg from 'pg';
import {
  OPEN_OF_CELLS_SQL,
  RETURNS_OF_CELLS_SQL,
  SUSPENSE_OF_CELLS_SQL,
} from '../../../apps/gateway/src/payments/payment-cells.sql.js';
import {
  DAYS_BY_MONTH_SQL,
  OPEN_SQL,
  RETURNS_SQL,
  SETTLED_BY_PAIR_SQL,
  SUSPENSE_SQL,
} from '../../../apps/gateway/src/payments/payments.sql.js';
import { OWN_CURRENCIES } from '../../../apps/gateway/src/payments/payments-of-rows.js';
import {
  DAYS_OF_CELLS_BY_MONTH_SQL,
  SETTLED_OF_CELLS_BY_PAIR_SQL,
} from '../../../apps/gateway/src/payments/settled-cells.sql.js';
import { accounts } from '../../../apps/reporting/src/accounts/accounts.js';
import { payments } from '../../../apps/reporting/src/payments/payments.js';
import {
  RARE_PLAN,
  SettledStory,
  settledPlan,
} from '../../../apps/reporting/src/payments/settled-story.spec-kit.js';
import { record } from '../../../apps/reporting/src/teller.spec-kit.js';

type Country = string | null | undefined;
/** Of each figure what is asked of cells, and what of rows, each with what else it takes. */
const FIGURES: readonly (readonly [
  cells: string,
  rows: string,
  ofCells: (country: Country) => readonly unknown[],
  ofRows: (country: Country) => readonly unknown[],
])[] = [
  [DAYS_OF_CELLS_BY_MONTH_SQL, DAYS_BY_MONTH_SQL, (country) => [country], (country) => [country]],
  [
    SETTLED_OF_CELLS_BY_PAIR_SQL,
    SETTLED_BY_PAIR_SQL,
    (country) => [country],
    (country) => [country, ...OWN_CURRENCIES],
  ],
  [RETURNS_OF_CELLS_SQL, RETURNS_SQL, () => [], () => []],
];
/** The same of those that are asked for on a day. */
const AGES = [
  [OPEN_OF_CELLS_SQL, OPEN_SQL],
  [SUSPENSE_OF_CELLS_SQL, SUSPENSE_SQL],
] as const;
const DAYS = ['2026-01-30', '2026-03-02', '2026-04-30'] as const;
const MONTHS = [
  ['2026-01-01', '2026-01-31'],
  ['2026-02-01', '2026-03-31'],
  ['2026-01-01', '2026-12-31'],
] as const;

/** Heads that are not the last total of their cell. */
const unlikeTotals = (cells: string, sums: readonly string[]): string => `
  SELECT h FROM read.${cells.slice(0, -1)}_heads h LEFT JOIN LATERAL (
    SELECT * FROM read.${cells} c WHERE c.first_position = h.first_position AND c.nth = h.nth ORDER BY c.position DESC LIMIT 1
  ) t ON true
  WHERE (h.position, ${sums.map((sum) => `h.${sum}`).join(', ')}) IS DISTINCT FROM (t.position, ${sums.map((sum) => `t.${sum}`).join(', ')})`;
const UNLIKE_TOTALS = [
  unlikeTotals('settled_cells', ['obligations', 'days_minor', 'settlements', 'usd_minor']),
  unlikeTotals('payment_cells', ['items', 'minor', 'returned_minor']),
];

async function asked(reader: pg.Pool, sql: string, values: readonly unknown[]): Promise<readonly object[]> {
  const { rows } = await reader.query<object>(sql, [...values]);
  return rows;
}

/** Two pairs of banks in one month stand in no order between them. */
const inOrder = (rows: readonly object[]) =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();

it('figures of payments are of cells what they are of the rows, as of each position, of each bank and of all, live and rebuilt', async () => {
  let [told, open] = [0, 0];
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
        // What waits is read of the lines of accounts, where it is read of rows.
        const books = new Projector({ projection: accounts, pool, store });
        while ((await books.step()) > 0);
        const head = await store.head();
        for (let position = 1; position <= head; position += 1) {
          for (const [at, months] of MONTHS.entries()) {
            const bank = [null, 'bank-karachi', 'bank-almaty'][(position + at) % 3];
            const country = [null, 'KZ', 'UZ', 'PK'][(position + at) % 4];
            for (const [cells, rows, inCells, inRows] of FIGURES) {
              const ofRows = await asked(reader, rows, [position, bank, null, ...months, ...inRows(country)]);
              const ofCells = await asked(reader, cells, [position, bank, ...months, ...inCells(country)]);
              expect(inOrder(ofCells)).toEqual(inOrder(ofRows));
              told += ofRows.length;
            }
            for (const [cells, rows] of AGES) {
              const ofRows = await asked(reader, rows, [position, bank, null, DAYS[at]]);
              expect(await asked(reader, cells, [position, bank, DAYS[at]])).toEqual(ofRows);
              open += ofRows.length;
            }
          }
        }
        for (const sql of UNLIKE_TOTALS) expect(await asked(reader, sql, [])).toEqual([]);
        const rebuilt = await rebuild({ projection: payments, pool, store, batchMax: 1_000 });
        expect(await differences(pool, payments, 1, rebuilt)).toEqual([]);
      } finally {
        await Promise.all([owner.end(), pool.end(), reader.end()]);
        await stop();
      }
    }),
    { numRuns: 4, endOnFailure: true, examples: [[RARE_PLAN, 1]] },
  );
  expect(told).toBeGreaterThan(0);
  expect(open).toBeGreaterThan(0);
}, 300_000);
