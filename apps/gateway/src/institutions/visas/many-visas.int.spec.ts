import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { rowsHandled } from '../../spec-kit/rows-handled.js';
import {
  RELEASED_VISA_FIGURES_SQL,
  VISA_APPLICATIONS_SQL,
  VISA_DELAYS_SQL,
  VISA_FIGURES_SQL,
} from './visa-figures.sql.js';

const VISAS = 300;
const FACTS_EACH = 4;
// Some for each part of the answer; with a look at all facts from each of them there would be hundreds.
const ROWS_PER_FACT_MAX = 20;
let ledger: FilledLedger;
beforeAll(async () => {
  ledger = await startFilledLedger();
  await ledger.owner.query(
    `INSERT INTO reporting.visa_applications (generation, visa_id, firm, purpose, nationality, destination, intended_from, intended_until,
       delegation_id, status, demo, first_position, last_position)
     SELECT 1, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'demo-firm', 'delegation', 'PK', 'KZ', '2026-03-10', '2026-03-20',
       '00000000-0000-4000-8000-000000000000', 'granted', false, n * ${FACTS_EACH}, n * ${FACTS_EACH} + 3
     FROM generate_series(1, ${VISAS}) n`,
  );
  await ledger.owner.query(
    `INSERT INTO reporting.visa_facts (generation, position, visa_id, kind, on_day, told_at, days_taken)
     SELECT 1, a.first_position + f.at, a.visa_id, f.kind, date '2026-03-01' + 5 * f.at, '2026-04-01', f.days
     FROM reporting.visa_applications a, (VALUES (0, 'requested', NULL::int), (1, 'invited', NULL), (2, 'submitted', NULL), (3, 'granted', 5)) f (at, kind, days)`,
  );
  await ledger.insert('reporting.engagement_facts', {
    generation: 1,
    position: 1,
    engagement_id: '00000000-0000-4000-8000-000000000000',
    kind: 'planned',
    on_day: '2026-03-01',
    starts_on: '2026-03-10',
    ends_on: '2026-03-20',
  });
  await ledger.owner.query('ANALYZE reporting.visa_applications, reporting.visa_facts');
});
afterAll(() => ledger.stop());

it.each([
  ['the figures', VISA_FIGURES_SQL, []],
  ['the figures for everybody', RELEASED_VISA_FIGURES_SQL, ['2026-12-31']],
  ['a page of the applications behind them', VISA_APPLICATIONS_SQL, [0, 100, null, null]],
  ['a page of what held up delegations', VISA_DELAYS_SQL, [0, 100, '2026-06-01']],
] as const)('%s cost the same for each fact, however many applications there are', async (_, sql, more) => {
  const values = [(VISAS + 1) * FACTS_EACH, '2026-01-01', '2026-12-31', ...more];
  const handled = await rowsHandled(ledger, sql, values);
  expect(handled / (VISAS * FACTS_EACH)).toBeLessThan(ROWS_PER_FACT_MAX);
});
