import { ledgerPool } from '@corridor/event-store';
import { differences, Projector, rebuild } from '@corridor/projections';
import { type ReportedLedger, startReportedLedger } from '../reported-ledger.spec-kit.js';
import { record, Teller } from '../teller.spec-kit.js';
import { payFor, withdrawCost } from './transport-cost-story.spec-kit.js';
import { transportCosts } from './transport-costs.js';

let ledger: ReportedLedger;
beforeAll(async () => {
  ledger = await startReportedLedger();
});
afterAll(() => ledger.stop());

it('keeps costs event by event as rebuilt at once, and the gateway reads them', async () => {
  const { pool, store } = ledger;
  const told = new Teller();
  payFor(told, 9, 1, '40.00', '2026-03-01T10:00:00+05:00');
  withdrawCost(told, 9, 1, '2026-03-02T10:00:00+05:00');
  payFor(told, 9, 1, '44.50', '2026-03-01T10:00:00+05:00');
  await record(store, told.appends);
  const projector = new Projector({ projection: transportCosts, pool, store, batchMax: 1 });
  while ((await projector.step()) > 0);
  const reader = ledgerPool(ledger.url, 'gateway');
  const { rows } = await reader.query(
    'SELECT usd_cents, location, withdrawn_position FROM read.transport_costs ORDER BY position',
  );
  await reader.end();
  expect(rows).toEqual([
    { usd_cents: '4000', location: 'PKTOR', withdrawn_position: '2' },
    { usd_cents: '4450', location: 'PKTOR', withdrawn_position: null },
  ]);
  const again = await rebuild({ projection: transportCosts, pool, store });
  expect(await differences(pool, transportCosts, 1, again)).toEqual([]);
});
