import type { RecordedEvent } from '@corridor/contracts';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import pg from 'pg';
import { type Bus, IdempotentConsumer, type Reactions, Relay, reactInRows } from './index.js';

let ledger: TestLedger;
let pool: pg.Pool;
let payments: pg.Pool;
let store: EventStore;

beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url, 'trade_events');
  payments = ledgerPool(ledger.url, 'payments_settlement');
  store = new EventStore({ pool });
});
afterAll(async () => {
  await Promise.all([pool.end(), payments.end()]);
  await ledger.stop();
});

const append = (streamId: string, count = 1) =>
  (streamId.startsWith('settlement') ? new EventStore({ pool: payments }) : store).append({
    streams: [
      {
        streamId,
        expectedVersion: 'any',
        events: Array.from({ length: count }, () => ({
          type: 'Noted',
          schemaVersion: 1,
          occurredAt: '2026-03-01T10:00:00Z',
          data: {},
          participants: [],
        })),
      },
    ],
    actor: 'trader:demo',
    correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
  });

const busOf = (name: string, publish: Bus['publish']): Pick<Bus, 'identity' | 'publish'> => ({
  identity: async () => name,
  publish,
});

describe('the relay', () => {
  it('publishes its own service, in order, and goes on behind what it published', async () => {
    await append('consignment-a', 2);
    await append('settlement-x');
    await append('consignment-b', 2);
    const published: string[] = [];
    const publish = async (_: string, events: readonly RecordedEvent[]): Promise<void> => {
      published.push(...events.map(({ streamId, version }) => `${streamId}@${version}`));
    };
    const relay = new Relay({
      service: 'trade-events',
      store,
      pool,
      bus: busOf('first', publish),
      batchSize: 3,
    });
    expect(await relay.step()).toBe(3);
    // Another process of the service stands by meanwhile.
    const standby = new Relay({ service: 'trade-events', store, pool, bus: busOf('first', publish) });
    expect(await standby.step()).toBe(0);
    expect(await relay.step()).toBe(1);
    expect(await relay.step()).toBe(0);
    expect(published).toEqual(['consignment-a@1', 'consignment-a@2', 'consignment-b@1', 'consignment-b@2']);

    await append('consignment-b');
    relay.stop();
    // The lock falls with the connection, which takes the server a moment.
    let taken = 0;
    for (let attempt = 0; attempt < 200 && taken === 0; attempt += 1) taken = await standby.step();
    expect(published.slice(4)).toEqual(['consignment-b@3']);
    standby.stop();
  });

  it('publishes again what the bus did not take', async () => {
    const before = await store.head();
    await append('settlement-y', 2);
    const seen: number[] = [];
    let down = true;
    const relay = new Relay({
      service: 'payments-settlement',
      store,
      pool: payments,
      bus: busOf('first', async (_, events) => {
        if (down) throw new Error('the bus is down');
        seen.push(...events.map(({ position }) => position));
      }),
    });
    await expect(relay.step()).rejects.toThrow('the bus is down');
    down = false;
    let count = 0;
    for (let attempt = 0; attempt < 200 && count === 0; attempt += 1) count = await relay.step();
    expect(seen.slice(-2)).toEqual([before + 1, before + 2]);
    relay.stop();
  });
});

describe('the relay of a ledger that changes its bus', () => {
  it('publishes the whole log on the new one, and on the former only what came meanwhile', async () => {
    const publishedOn = async (name: string): Promise<readonly number[]> => {
      const positions: number[] = [];
      const bus = busOf(name, async (_, events) => {
        positions.push(...events.map(({ position }) => position));
      });
      const relay = new Relay({ service: 'payments-settlement', store, pool: payments, bus });
      let count = 0;
      for (let attempt = 0; attempt < 200 && count === 0; attempt += 1) count = await relay.step();
      relay.stop();
      return positions;
    };
    const first = await append('settlement-moving');
    await publishedOn('yesterday');
    const second = await append('settlement-moving');
    const onNew = await publishedOn('today');
    expect(onNew).toContain(first.position);
    expect(onNew.at(-1)).toBe(second.position);
    const third = await append('settlement-moving');
    expect(await publishedOn('yesterday')).toEqual([second.position, third.position]);
  });
});

describe('the idempotent consumer', () => {
  const eventOf = (streamId: string, version: number, type = 'Noted'): RecordedEvent => ({
    position: version,
    streamId,
    version,
    type,
    schemaVersion: 1,
    occurredAt: '2026-03-01T10:00:00Z',
    recordedAt: '2026-03-01T10:00:00.000000Z',
    actor: 'trader:demo',
    correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
    participants: [],
    demo: false,
    data: {},
  });
  const deadLetters = async (group: string) =>
    (
      await pool.query('SELECT position::int, reason FROM bus.dead_letters WHERE consumer_group = $1', [
        group,
      ])
    ).rows;

  it('applies each event once, though it comes again, alone or in other company', async () => {
    const applied: string[] = [];
    const consumer = new IdempotentConsumer({
      group: 'once',
      pool,
      store,
      handle: async ({ streamId, version }) => {
        applied.push(`${streamId}@${version}`);
      },
    });
    const [a1, a2, b1] = [eventOf('a', 1), eventOf('a', 2), eventOf('b', 1)];
    await consumer.consume([a1, a1]);
    await consumer.consume([a1, a2, b1]);
    await consumer.consume([a2, b1]);
    expect(applied).toEqual(['a@1', 'a@2', 'b@1']);
  });

  it('applies what the bus left out, from the log and in order', async () => {
    await append('consignment-gap', 3);
    const [v1, v2, v3] = await store.readStream('consignment-gap');
    if (!v1 || !v2 || !v3) throw new Error('appended, and not in the log');
    const applied: RecordedEvent[] = [];
    const consumer = new IdempotentConsumer({
      group: 'gap',
      pool,
      store,
      handle: async (event) => void applied.push(event),
    });
    for (const event of [v1, v3, v2]) await consumer.consume([event]);
    expect(applied).toEqual([v1, v2, v3]);
    // The same in one batch, for a group that begins in the middle.
    const late: number[] = [];
    const other = new IdempotentConsumer({
      group: 'gap at the start',
      pool,
      store,
      handle: async ({ version }) => void late.push(version),
    });
    await other.consume([v3, v2, v1]);
    expect(late).toEqual([1, 2, 3]);
  });

  it('commits what it has applied where a batch takes long', async () => {
    const applied: number[] = [];
    const inTransactions: string[] = [];
    const consumer = new IdempotentConsumer({
      group: 'long',
      pool,
      store,
      handle: async ({ version }, client) => {
        const { rows } = await client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
        if (version === 3) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
        inTransactions.push(rows[0]?.id ?? '');
        applied.push(version);
        await client.query('SELECT pg_sleep(0.05)');
      },
    });
    const events = [1, 2, 3].map((version) => eventOf('long', version));
    await expect(consumer.consume(events)).rejects.toThrow('gone');
    expect(applied).toEqual([1, 2]);
    expect(new Set(inTransactions).size).toBe(2);
    // What was committed does not come again.
    await expect(consumer.consume(events)).rejects.toThrow('gone');
    expect(applied).toEqual([1, 2]);
  });

  it('applies what is left for the next part, though what passes by stands behind it in its stream', async () => {
    const delivered = (position: number, letter: string, version: number): RecordedEvent => {
      const consignmentId = `0191d8a0-0000-7000-8000-00000000000${letter}`;
      const event = eventOf(`consignment-${consignmentId}`, version, 'ConsignmentDelivered');
      return { ...event, position, data: { consignmentId, location: 'KZALA' } };
    };
    const [slow, first, third] = [delivered(1, 'b', 1), delivered(2, 'a', 1), delivered(4, 'a', 3)];
    // Nobody handles it: the bus leaves it out, and the log brings it.
    const passing = { ...delivered(3, 'a', 2), type: 'ConsignmentSettled', data: {} };
    const applied: number[] = [];
    const reactions: Reactions<'ConsignmentDelivered'> = {
      ConsignmentDelivered: async ({ position }) => void applied.push(position),
    };
    const consumer = new IdempotentConsumer({
      group: 'left',
      pool,
      store: { readStream: async (_, { after = 0 } = {}) => [first, passing, third].slice(after) },
      handle: async () => undefined,
      handleRow: reactInRows(reactions, {}, () => undefined),
      // Each event is a part of its own.
      partMs: 0,
    });
    await consumer.consume([slow, first, third]);
    expect(applied).toEqual([1, 2, 4]);
  });

  it('takes back the effect of a batch whose server was lost, and applies it when it comes again', async () => {
    let lost = true;
    const consumer = new IdempotentConsumer({
      group: 'lost',
      pool,
      store,
      handle: async ({ version }, client) => {
        await store.appendIn(client, {
          streams: [
            {
              streamId: 'consignment-lost',
              expectedVersion: 'any',
              events: [
                {
                  type: 'Noted',
                  schemaVersion: 1,
                  occurredAt: '2026-03-01T10:00:00Z',
                  data: {},
                  participants: [],
                },
              ],
            },
          ],
          actor: 'process:test',
          correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
        });
        if (lost && version === 2) throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      },
    });
    const batch = [eventOf('lost', 1), eventOf('lost', 2)];
    await expect(consumer.consume(batch)).rejects.toThrow('reset');
    expect(await store.readStream('consignment-lost')).toEqual([]);
    lost = false;
    await consumer.consume(batch);
    expect(await store.readStream('consignment-lost')).toHaveLength(2);
    expect(await deadLetters('lost')).toEqual([]);
  });

  it.each([
    ['a table that is missing', 'SELECT FROM bus.of_tomorrow'],
    ['a right that is missing', 'DELETE FROM bus.dead_letters'],
    [
      'what the server cannot do',
      `DO $$ BEGIN RAISE EXCEPTION 'not supported' USING ERRCODE = '0A000'; END $$`,
    ],
  ])('waits for a deployment to be mended, and buries nothing: %s', async (fault, statement) => {
    let mended = false;
    const applied: number[] = [];
    const consumer = new IdempotentConsumer({
      group: fault,
      pool,
      store,
      handle: async ({ version }, client) => {
        if (!mended) await client.query(statement);
        applied.push(version);
      },
    });
    const batch = [eventOf('deployed', 1), eventOf('deployed', 2)];
    await expect(consumer.consume(batch)).rejects.toThrow(pg.DatabaseError);
    expect(await deadLetters(fault)).toEqual([]);
    mended = true;
    await consumer.consume(batch);
    expect(applied).toEqual([1, 2]);
  });

  it('buries what cannot be applied, once and with its reason, and applies the rest', async () => {
    const applied: number[] = [];
    const consumer = new IdempotentConsumer({
      group: 'poison',
      pool,
      store,
      handle: async ({ version, type }, client) => {
        if (type === 'Poison') await client.query('SELECT 1 / 0');
        applied.push(version);
      },
    });
    const batch = [eventOf('p', 1), eventOf('p', 2, 'Poison'), eventOf('p', 3)];
    await consumer.consume(batch);
    await consumer.consume(batch);
    expect(await deadLetters('poison')).toEqual([
      { position: 2, reason: expect.stringContaining('division by zero') },
    ]);
    // The first try was rolled back at the poison; the second applied its neighbours.
    expect(applied).toEqual([1, 1, 3]);
  });

  it('buries what fails with a NUL in its reason', async () => {
    const consumer = new IdempotentConsumer({
      group: 'nul',
      pool,
      store,
      handle: async () => {
        throw new Error('broken\u0000here');
      },
    });
    await consumer.consume([eventOf('nul', 1)]);
    expect(await deadLetters('nul')).toEqual([{ position: 1, reason: 'Error: broken\ufffdhere' }]);
  });

  it('gives a group of two the effect of one, though both get the same event at once', async () => {
    const member = () =>
      new IdempotentConsumer({
        group: 'pair',
        pool,
        store,
        handle: async (_, client) => {
          await store.appendIn(client, {
            streams: [
              {
                streamId: 'consignment-pair',
                expectedVersion: 'any',
                events: [
                  {
                    type: 'Noted',
                    schemaVersion: 1,
                    occurredAt: '2026-03-01T10:00:00Z',
                    data: {},
                    participants: [],
                  },
                ],
              },
            ],
            actor: 'process:test',
            correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
          });
        },
      });
    await Promise.all([member().consume([eventOf('pair', 1)]), member().consume([eventOf('pair', 1)])]);
    expect(await store.readStream('consignment-pair')).toHaveLength(1);
  });
});
