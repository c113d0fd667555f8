import { createHash } from 'node:crypto';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { PostgresBus, Relay } from '@corridor/messaging';
import { createLogger, type RunningService } from '@corridor/nest-kit';
import { generationsAtWork } from '@corridor/projections';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { startReporting } from './index.js';
import { PROJECTIONS } from './projections.js';
import { Story } from './story.spec-kit.js';
import { record, uuid } from './teller.spec-kit.js';
import { line } from './trade-story.spec-kit.js';

let ledger: TestLedger;
let owner: pg.Pool;
let store: EventStore;
let service: RunningService;

const GOODS = [line(1, '520100', '1000.00')];

const start = (): Promise<RunningService> => {
  const settings = { databaseUrl: ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent' };
  return startReporting(settings, createLogger('reporting', settings));
};

beforeAll(async () => {
  ledger = await startTestLedger();
  owner = ledgerPool(ledger.url);
  store = new EventStore({ pool: owner });
  for (const role of ['reporter', 'operator', 'bank']) {
    const hash = createHash('sha256').update(role).digest();
    await owner.query(`INSERT INTO access.api_keys VALUES ($1, 'somebody', $2, 'test')`, [hash, role]);
  }
  const told = new Story();
  told.aim('pk-kz-yearly', '1000000000.00', '2026-01-02T12:00:00+05:00');
  told.declare(1, GOODS, '2026-03-01T10:00:00+05:00');
  await record(store, told.appends);
  service = await start();
});
afterAll(async () => {
  await service.stop();
  await owner.end();
  await ledger.stop();
});

async function ask(key?: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const response = await fetch(`${service.url}/v1/projections`, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Waits until every projection stands at the head of the log. */
async function caughtUp(): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const head = await store.head();
    const all = await generationsAtWork(owner);
    if (
      all.length === PROJECTIONS.length &&
      all.every(({ position, state }) => position === head && state === 'live')
    )
      return;
    if (Date.now() > deadline) throw new Error(`Reporting does not catch up: ${JSON.stringify(all)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('builds its first generations, and tells operators and reporters how far they have come', async () => {
  await caughtUp();
  const { status, body } = await ask('operator');
  expect(status).toBe(200);
  const one = { generation: 1, live: true, state: 'live', position: 2, lag: 0 };
  const updatedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(body).toEqual({
    head: 2,
    items: [
      'accounts',
      'cases',
      'commitment-realisation',
      'consignments',
      'engagements',
      'epcis-events',
      'firm-conduct',
      'firms',
      'goods-values',
      'holds',
      'leads',
      'letters-of-credit',
      'matches',
      'meetings',
      'milestones',
      'mirror-gap',
      'needs',
      'official-trade',
      'payments',
      'routes',
      'services',
      'services-trade',
      'targets',
      'trade-facts',
      'transits',
      'transport-costs',
      'visa-applications',
      'visits',
    ].map((name) => ({
      name,
      ...one,
      updatedAt,
    })),
  });
  expect(await ask('reporter')).toEqual({ status, body });
});

it('tells it to nobody else', async () => {
  expect(await ask('bank')).toMatchObject({ status: 403, body: { code: 'right-missing' } });
  expect(await ask()).toMatchObject({ status: 401, body: { code: 'key-missing' } });
});

it('follows what the services publish', async () => {
  const told = new Story();
  told.declare(2, GOODS, '2026-03-01T10:00:00+05:00');
  told.lodge(3, 2, 'export', GOODS, '2026-03-01T11:00:00+05:00');
  told.clear(3, '2026-03-01', '2026-03-01T12:00:00+05:00');
  await record(store, told.appends);
  const pool = ledgerPool(ledger.url, 'trade_events');
  const relay = new Relay({
    service: 'trade-events',
    store: new EventStore({ pool }),
    pool,
    bus: new PostgresBus(
      pool,
      () => undefined,
      async () => undefined,
    ),
  });
  while ((await relay.step()) > 0);
  await caughtUp();
  relay.stop();
  await pool.end();
  const { rows } = await owner.query<{ cents: string }>(
    'SELECT sum(value_usd_cents) AS cents FROM read.trade_facts',
  );
  expect(rows).toEqual([{ cents: '100000' }]);
});

it('follows the log by itself where nobody publishes, also what came while it was away', async () => {
  const told = new Story();
  told.declare(4, GOODS, '2026-03-01T10:00:00+05:00');
  await record(store, told.appends);
  await caughtUp();
  await service.stop();
  told.dispatch(4, '2026-03-02T10:00:00+05:00');
  await record(store, told.appends.slice(1));
  service = await start();
  await caughtUp();
  const { rows } = await owner.query<{ status: string }>(
    'SELECT status FROM read.consignments WHERE consignment_id = $1',
    [uuid(4)],
  );
  expect(rows).toEqual([{ status: 'in-transit' }]);
});

it('shows that a projection stands still, and why; the others go on', async () => {
  const head = await store.head();
  await store.append({
    streams: [
      {
        streamId: `consignment-${uuid(4)}`,
        expectedVersion: 'any',
        events: [
          {
            type: 'CheckpointRecorded',
            schemaVersion: 7,
            occurredAt: '2026-03-03T10:00:00+05:00',
            data: {},
            participants: [],
          },
        ],
      },
    ],
    actor: 'operator:test',
    correlationId: uuid(0),
  });
  const deadline = Date.now() + 15_000;
  const items = async () => (await ask('operator')).body.items as readonly Record<string, unknown>[];
  while (!(await items()).every(({ state, lag }) => state === 'stopped' || lag === 0)) {
    if (Date.now() > deadline) throw new Error('It is not told that a projection stands still.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await items()).toMatchObject([
    { name: 'accounts', state: 'live', position: head + 1 },
    { name: 'cases', state: 'live', position: head + 1 },
    { name: 'commitment-realisation', state: 'live', position: head + 1 },
    {
      name: 'consignments',
      live: true,
      state: 'stopped',
      position: head,
      lag: 1,
      error: `Position ${head + 1}, CheckpointRecorded of consignment-${uuid(4)}, cannot be applied: No contract was published for CheckpointRecorded v7.`,
    },
    { name: 'engagements', state: 'live', position: head + 1 },
    { name: 'epcis-events', state: 'live', position: head + 1 },
    { name: 'firm-conduct', state: 'live', position: head + 1 },
    { name: 'firms', state: 'live', position: head + 1 },
    { name: 'goods-values', state: 'live', position: head + 1 },
    { name: 'holds', state: 'live', position: head + 1 },
    { name: 'leads', state: 'live', position: head + 1 },
    { name: 'letters-of-credit', state: 'live', position: head + 1 },
    { name: 'matches', state: 'live', position: head + 1 },
    { name: 'meetings', state: 'live', position: head + 1 },
    { name: 'milestones', live: true, state: 'stopped', position: head, lag: 1 },
    { name: 'mirror-gap', state: 'live', position: head + 1 },
    { name: 'needs', state: 'live', position: head + 1 },
    { name: 'official-trade', state: 'live', position: head + 1 },
    { name: 'payments', state: 'live', position: head + 1 },
    { name: 'routes', state: 'live', position: head + 1 },
    { name: 'services', state: 'live', position: head + 1 },
    { name: 'services-trade', state: 'live', position: head + 1 },
    { name: 'targets', state: 'live', position: head + 1 },
    { name: 'trade-facts', live: true, state: 'stopped', position: head, lag: 1 },
    { name: 'transits', state: 'live', position: head + 1 },
    { name: 'transport-costs', state: 'live', position: head + 1 },
    { name: 'visa-applications', state: 'live', position: head + 1 },
    { name: 'visits', live: true, state: 'stopped', position: head, lag: 1 },
  ]);
});
