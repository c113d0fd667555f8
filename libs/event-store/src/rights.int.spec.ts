import type pg from 'pg';
import { AppendForbidden, EventStore, type LedgerRole, ledgerPool } from './index.js';
import { event, request, StoreWorld } from './store-world.spec-kit.js';

let world: StoreWorld;
let owner: pg.Pool;

const SERVICES = ['trade_events', 'payments_settlement', 'reporting', 'gateway'] as const;

beforeAll(async () => {
  world = await StoreWorld.start({ alone: true });
  owner = world.poolOf();
  const idempotency = { key: 'k', requestHash: 'aa', answer: 1 };
  await new EventStore({ pool: owner }).append(request('consignment-kept', { idempotency }));
});
afterAll(() => world.stop());

/** Category of a stream → the role that may append to it. */
const CATEGORIES: Readonly<Record<string, LedgerRole>> = {
  consignment: 'trade_events',
  declaration: 'trade_events',
  invoice: 'trade_events',
  target: 'trade_events',
  guarantee: 'trade_events',
  transit: 'trade_events',
  epcis: 'trade_events',
  capture: 'trade_events',
  obligation: 'payments_settlement',
  settlement: 'payments_settlement',
  payment: 'payments_settlement',
  message: 'payments_settlement',
  statement: 'payments_settlement',
  lc: 'payments_settlement',
  rate: 'payments_settlement',
  calendar: 'payments_settlement',
  webhook: 'payments_settlement',
  flag: 'payments_settlement',
  instrument: 'payments_settlement',
};

describe.each(SERVICES)('%s', (role) => {
  it.each(Object.entries(CATEGORIES))('appends to %s only where it is its own', async (category, holder) => {
    const store = new EventStore({ pool: world.poolOf(role, 1) });
    const before = await store.head();
    const append = store.append(request(`${category}-of-${role.replace('_', '-')}`));
    if (role === holder) {
      expect(await append).toMatchObject({ outcome: 'appended', position: before + 1 });
    } else {
      // Readers may not call it at all; writers are told which category is another's.
      await expect(append).rejects.toThrow(
        /permission denied for (schema ledger|function append)|may not append to the category/,
      );
      expect(await store.head()).toBe(before);
    }
  });

  it.each([
    'INSERT INTO ledger.events SELECT * FROM ledger.events',
    "INSERT INTO ledger.streams VALUES ('consignment-mine', 1, 1, 1)",
    'UPDATE ledger.events SET type = type',
    'UPDATE ledger.streams SET version = 9',
    'UPDATE ledger.head SET position = 0',
    'UPDATE ledger.idempotency SET answer = answer',
    'DELETE FROM ledger.events',
    'DELETE FROM ledger.streams',
    'DELETE FROM ledger.idempotency',
    'TRUNCATE ledger.events',
    'TRUNCATE ledger.events_000000000001',
    'DROP TABLE ledger.events_000000000001',
    'ALTER TABLE ledger.events DISABLE TRIGGER ALL',
    'SELECT * FROM ledger.events',
    'SELECT ledger.make_segment()',
    'UPDATE read.log SET type = type',
    'DELETE FROM read.events',
  ])('may not: %s', async (sql) => {
    await expect(world.poolOf(role, 1).query(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('reads the log', async () => {
    const events = await new EventStore({ pool: world.poolOf(role, 1) }).readAll({ after: 0, limit: 1 });
    expect(events).toHaveLength(1);
  });
});

it('refuses a request whole where one of its streams is of another service', async () => {
  const store = new EventStore({ pool: world.poolOf('trade_events') });
  const streams = ['consignment-both', 'settlement-both'].map((streamId) => ({
    streamId,
    expectedVersion: 'any' as const,
    events: [event()],
  }));
  await expect(store.append(request('', { streams }))).rejects.toThrow(AppendForbidden);
  expect(await store.readStream('consignment-both')).toEqual([]);
});

it('goes by the role of the moment: a login that gives it up, though it inherits its rights, owns no category', async () => {
  await owner.query(`CREATE ROLE by_hand LOGIN INHERIT PASSWORD 'p' IN ROLE trade_events`);
  const pool = ledgerPool(world.url.replace(/\/\/[^@]+@/, '//by_hand:p@'), 'trade_events', 1);
  const store = new EventStore({ pool });
  try {
    expect(await store.append(request('consignment-by-hand'))).toMatchObject({ outcome: 'appended' });
    await pool.query('SET ROLE NONE');
    await expect(store.append(request('consignment-by-hand'))).rejects.toThrow(AppendForbidden);
    expect(await store.readStream('consignment-by-hand')).toHaveLength(1);
  } finally {
    await pool.end();
  }
});

describe('the owner of the tables', () => {
  it.each([
    "UPDATE ledger.events SET actor = 'me'",
    "UPDATE ledger.events_000000000001 SET actor = 'me'",
    'DELETE FROM ledger.events',
    'DELETE FROM ledger.events_000000000001',
    'TRUNCATE ledger.events',
    'TRUNCATE ledger.events_000000000001',
    'DELETE FROM ledger.idempotency',
    'TRUNCATE ledger.idempotency',
    'DELETE FROM ledger.streams',
    'TRUNCATE ledger.streams',
    'DELETE FROM ledger.head',
    'TRUNCATE ledger.head',
  ])('does not by accident: %s', async (sql) => {
    await expect(owner.query(sql)).rejects.toThrow(/append-only/);
  });
});

describe('the time of recording', () => {
  it('is not chosen by a service', async () => {
    const store = new EventStore({ pool: world.poolOf('trade_events') });
    await store.append(request('consignment-old', { recordedAt: '1999-01-01T00:00:00Z' }));
    const [read] = await store.readStream('consignment-old');
    expect(Date.parse(read?.recordedAt ?? '')).toBeGreaterThan(Date.parse('2026-01-01T00:00:00Z'));
  });

  it('is kept where the owner imports, and never goes back', async () => {
    const store = new EventStore({ pool: owner });
    await store.append(request('consignment-import', { recordedAt: '2126-05-06T07:08:09.5Z' }));
    const [read] = await store.readStream('consignment-import');
    expect(read?.recordedAt).toBe('2126-05-06T07:08:09.500000Z');
    await expect(
      store.append(request('consignment-back', { recordedAt: '2126-05-06T07:08:09.4Z' })),
    ).rejects.toThrow('lies before one that is in the log');
    // The clock of the server is behind now: what it records is not.
    await store.append(request('consignment-import'));
    const [, next] = await store.readStream('consignment-import');
    expect(next?.recordedAt).toBe('2126-05-06T07:08:09.500000Z');
  });
});
