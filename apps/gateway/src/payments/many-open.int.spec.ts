import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { rowsHandled } from '../spec-kit/rows-handled.js';
import { OPEN_SHARES_SQL, RETURN_SHARES_SQL } from './open-shares.sql.js';

const OBLIGATIONS = 6_000;
const PAGE = 20;
/** The last ones, due on one day: of these one in four is open. All others were paid. */
const DUE_LAST = 400;
/** For each row of a page: of four obligations that it comes past one is open. */
const ROWS_MAX = 50;
let ledger: FilledLedger;
beforeAll(async () => {
  ledger = await startFilledLedger();
  const id = (from: number) => `('00000000-0000-4000-8000-' || lpad((${from} + n)::text, 12, '0'))::uuid`;
  // What is paid is so in two parts; a return for each.
  await ledger.owner.query(
    `INSERT INTO reporting.obligations
     SELECT 1, ${id(0)}, 3 * n, ${id(500_000)}, ${id(0)}, 'mills', 'stores', 'demo-bank-karachi', 'open-account', 'USD', 1000, '2026-03-01',
       CASE WHEN n > ${OBLIGATIONS - DUE_LAST} THEN date '2026-04-01' ELSE date '2026-03-31' - n % 30 END, false, now()
     FROM generate_series(1, ${OBLIGATIONS}) n`,
  );
  await ledger.owner.query(
    `INSERT INTO reporting.payment_facts (generation, position, line, kind, settlement_id, obligation_id, amount_minor, settled_minor, occurred_at)
     SELECT 1, 3 * n + at, 1, 'paid', ${id(900_000)}, ${id(0)}, 500, 500, now()
     FROM generate_series(1, ${OBLIGATIONS}) n, (VALUES (1), (2)) part (at) WHERE n % 4 > 0 OR n <= ${OBLIGATIONS - DUE_LAST}`,
  );
  await ledger.owner.query(
    `INSERT INTO reporting.payment_cell_heads (generation, what, day, bank, currency, reason, first_position, nth, position, items, minor, returned_minor)
     SELECT 1, 'owed', due_on, creditor_bank, currency, '', min(position), 0, max(position) + 2, open, 1000 * open, 0
     FROM (SELECT *, CASE due_on WHEN '2026-04-01' THEN ${DUE_LAST / 4} ELSE 0 END AS open FROM reporting.obligations) o GROUP BY due_on, creditor_bank, currency, open`,
  );
  await ledger.owner.query(
    `INSERT INTO reporting.return_facts (generation, position, settlement_id, return_id, bank, reason, currency, amount_minor, returned_minor, booked_on, demo, occurred_at)
     SELECT 1, 3 * n, ${id(900_000)}, ${id(700_000)}, 'demo-bank-karachi', 'AC04', 'USD', 10, 10, '2026-03-05', false, now()
     FROM generate_series(1, ${OBLIGATIONS}) n`,
  );
  await ledger.owner.query(
    'ANALYZE reporting.obligations, reporting.payment_cell_heads, reporting.payment_facts, reporting.return_facts, reporting.withdrawn_invoices, reporting.return_tellings',
  );
});
afterAll(() => ledger.stop());

const asOf = 3 * OBLIGATIONS + 2;
it.each([
  // Those of the day on which any is open are put in order, without what paid them.
  ['what is open', OPEN_SHARES_SQL, ['2026-04-30'], 8 * DUE_LAST + PAGE * ROWS_MAX],
  ['what went back', RETURN_SHARES_SQL, ['2026-01-01', '2026-12-31'], PAGE * ROWS_MAX],
] as const)(
  'a page of %s costs by its own rows, wherever it lies and however many lie behind it',
  async (_, sql, days, rowsMax) => {
    for (const after of [0, (3 * OBLIGATIONS) / 2, 3 * (OBLIGATIONS - 4 * PAGE)]) {
      const handled = await rowsHandled(ledger, sql, [asOf, null, null, ...days, after, PAGE]);
      expect(handled).toBeLessThan(rowsMax);
    }
  },
);
