import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { rowsHandled } from '../spec-kit/rows-handled.js';
import { CREDIT_SHARES_SQL, CREDITS_SQL } from './letters-of-credit.sql.js';

const CREDITS = 300;
const FACTS_EACH = 6;
// Some for each part of the answer; with a look at all facts from each of them there would be hundreds.
const ROWS_PER_FACT_MAX = 50;
let ledger: FilledLedger;
beforeAll(async () => {
  ledger = await startFilledLedger();
  await ledger.owner.query(
    `INSERT INTO reporting.credits
     SELECT 1, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, n * ${FACTS_EACH}, 'demo-bank-karachi', 'USD', false, now()
     FROM generate_series(1, ${CREDITS}) n`,
  );
  await ledger.owner.query(
    `INSERT INTO reporting.credit_facts (generation, position, letter_of_credit_id, kind, presentation, on_day, amount_minor, most_minor, occurred_at)
     SELECT 1, c.position + f.at, c.letter_of_credit_id, f.kind, f.presentation, date '2026-03-01' + f.at, f.amount, f.most, now()
     FROM reporting.credits c, (VALUES (0, 'issued', NULL::int, 100000, 110000), (1, 'presented', 1, 40000, NULL::int), (2, 'complied', 1, NULL, NULL),
       (3, 'paid', 1, 40000, NULL), (4, 'presented', 2, 40000, NULL), (5, 'refused', 2, NULL, NULL)) f (at, kind, presentation, amount, most)`,
  );
  await ledger.owner.query('ANALYZE reporting.credits, reporting.credit_facts');
});
afterAll(() => ledger.stop());

it.each([
  ['the figures', CREDITS_SQL, []],
  ['a page of the credits behind them', CREDIT_SHARES_SQL, [0, 100]],
] as const)('%s cost the same for each fact, however many credits there are', async (_, sql, more) => {
  const values = [(CREDITS + 1) * FACTS_EACH, null, null, '2026-01-01', '2026-12-31', ...more];
  const handled = await rowsHandled(ledger, sql, values);
  expect(handled / (CREDITS * FACTS_EACH)).toBeLessThan(ROWS_PER_FACT_MAX);
});
