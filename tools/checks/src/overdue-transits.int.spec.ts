import { createHash } from 'node:crypto';
import { ledgerPool } from '@corridor/event-store';
import { createLogger, type RunningService } from '@corridor/nest-kit';
import { startReporting } from '@corridor/reporting';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { startTradeEvents } from '@corridor/trade-events';
import type pg from 'pg';

const OPENED = '2026-03-20T10:00:00+05:00';
const LIMIT = '2026-03-25T18:00:00+05:00';

let ledger: TestLedger;
let owner: pg.Pool;
const running: RunningService[] = [];
beforeAll(async () => {
  ledger = await startTestLedger();
  owner = ledgerPool(ledger.url);
  const hash = createHash('sha256').update('operator').digest();
  await owner.query(`INSERT INTO access.api_keys VALUES ($1, 'demo-operator', 'operator', 'test')`, [hash]);
});
afterAll(async () => {
  await Promise.all(running.map((service) => service.stop()));
  await owner.end();
  await ledger.stop();
});

const settings = () => ({ databaseUrl: ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent' });
const logger = createLogger('overdue', { logLevel: 'silent' });

async function tradeEventsAt(now: string): Promise<RunningService> {
  const service = await startTradeEvents(settings(), logger, () => Date.parse(now));
  running.push(service);
  return service;
}

async function post({ url }: RunningService, path: string, body: object): Promise<Record<string, string>> {
  const headers = { authorization: 'Bearer operator', 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return JSON.parse(text);
}

/** The row of the only transit, once `holds` of it. @throws Error if that does not come about in time. */
async function rowWhere(holds: (row: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { rows } = await owner.query(
      `SELECT transit_id, status, overdue_since, reserved_minor, late_minutes_max FROM read.transits`,
    );
    if (rows[0] && holds(rows[0])) return rows[0];
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(rows)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('a transit that nobody terminates is found by the read model, marked by trade-events, and shown as overdue', async () => {
  running.push(await startReporting(settings(), logger));
  const before = await tradeEventsAt(OPENED);
  const party = (participantId: string) => ({ participantId, name: participantId, country: 'PK' });
  const amount = { amount: '400.00', currency: 'PKR' };
  const { guaranteeId } = await post(before, 'guarantees', {
    occurredAt: OPENED,
    kind: 'insurance',
    reference: 'RIG-1',
    guarantor: party('demo-insurer-lahore'),
    principal: party('demo-textiles-faisalabad'),
    amount,
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
  });
  const { transitId } = await post(before, 'transits', {
    occurredAt: OPENED,
    transitNumber: 'TR-1',
    guaranteeId,
    carrier: party('demo-trucks-lahore'),
    vehicle: { mode: 'road', registration: 'TLA-118' },
    goods: [
      {
        hs6: '851712',
        description: 'Telephones',
        netMassKg: '4200',
        grossMassKg: '4550.5',
        packages: 210,
        value: { amount: '180000.00', currency: 'USD' },
      },
    ],
    dutyAtRisk: amount,
    officeOfDeparture: 'PKGWD',
    officeOfDestination: 'KGFRU',
    itinerary: [{ location: 'CNKHG', dueBy: LIMIT }],
    dueBy: LIMIT,
  });
  expect(await rowWhere(() => true)).toEqual({
    transit_id: transitId,
    status: 'opened',
    overdue_since: null,
    reserved_minor: '40000',
    late_minutes_max: '0',
  });

  // Two processes that look behind the limit, beside the one that looks before it.
  const [after] = await Promise.all([0, 1].map(() => tradeEventsAt('2026-03-25T13:00:01Z')));
  const overdue = await rowWhere(({ overdue_since }) => overdue_since !== null);
  expect(overdue).toMatchObject({ status: 'opened', overdue_since: new Date(LIMIT) });
  if (!after) throw new Error('not started');
  await post(after, `transits/${transitId}/termination`, {
    occurredAt: '2026-03-25T18:30:00+05:00',
    office: 'KGFRU',
  });
  await rowWhere(({ status, late_minutes_max }) => status === 'terminated' && late_minutes_max === '30');
  const { rows } = await owner.query(`SELECT type FROM read.log WHERE stream_id = $1 ORDER BY position`, [
    `transit-${transitId}`,
  ]);
  expect(rows.map(({ type }) => type)).toEqual([
    'TransitOpened',
    'TransitBecameOverdue',
    'TransitTerminated',
  ]);
}, 60_000);
