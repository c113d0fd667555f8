import { ledgerPool } from '@corridor/event-store';
import { differences, Projector, rebuild } from '@corridor/projections';
import { type ReportedLedger, startReportedLedger } from '../reported-ledger.spec-kit.js';
import { record, Teller, uuid } from '../teller.spec-kit.js';
import { servicesTrade } from './services-trade.js';
import { agree, giveServicesBack, payUnder, tellContract } from './services-trade-story.spec-kit.js';

let ledger: ReportedLedger;
beforeAll(async () => {
  ledger = await startReportedLedger();
});
afterAll(() => ledger.stop());

it('keeps what is paid for services event by event as rebuilt at once; the gateway reads it, trade-events the contracts', async () => {
  const { pool, store } = ledger;
  const told = new Teller();
  agree(told, 7, '2026-03-01T10:00:00+05:00');
  payUnder(told, { credit: 8, contract: 7 }, '2026-03-02T10:00:00+05:00');
  giveServicesBack(told, 8, '120.00', '2026-03-04T10:00:00+05:00', 9);
  tellContract(told, 7, '2026-03-05T10:00:00+05:00', 'WithdrawServiceContract', { reason: 'x' });
  await record(store, told.appends);
  const projector = new Projector({ projection: servicesTrade, pool, store, batchMax: 1 });
  while ((await projector.step()) > 0);
  const read = async (role: 'gateway' | 'trade_events', sql: string) => {
    const reader = ledgerPool(ledger.url, role);
    try {
      return (await reader.query(sql)).rows;
    } finally {
      await reader.end();
    }
  };
  expect(
    await read('gateway', 'SELECT usd_minor, what FROM read.service_payments ORDER BY position'),
  ).toEqual([
    { usd_minor: '30000', what: 'matched' },
    { usd_minor: '-12000', what: 'returned' },
  ]);
  expect(
    await read('trade_events', 'SELECT service_contract_id, status FROM read.service_contracts'),
  ).toEqual([{ service_contract_id: uuid(7), status: 'withdrawn' }]);
  const again = await rebuild({ projection: servicesTrade, pool, store });
  expect(await differences(pool, servicesTrade, 1, again)).toEqual([]);
});
