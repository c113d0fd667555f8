import { fileURLToPath } from 'node:url';
import { migrate } from '@corridor/migrations';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { ConcurrencyConflict, EventStore, IdempotencyKeyReused, ledgerPool, verifyLog } from '../index.js';
import { CORRELATION_ID, event, expecting, request, StoreWorld } from '../store-world.spec-kit.js';

/** The last migration before the log came to consist of segments. */
const BEFORE = 6;

let world: StoreWorld;
beforeAll(async () => {
  world = await StoreWorld.start();
});
afterAll(() => world.stop());

/** A database of its own, as an older release left it. */
async function olderDatabase(name: string): Promise<string> {
  await world.poolOf().query(`CREATE DATABASE ${name}`);
  const url = new URL(world.url);
  url.pathname = `/${name}`;
  await runner({
    databaseUrl: url.href,
    dir: fileURLToPath(new URL('../../../../infra/postgres/migrations', import.meta.url)),
    migrationsTable: 'migrations',
    migrationsSchema: 'public',
    direction: 'up',
    count: BEFORE,
    log: () => undefined,
  });
  return url.href;
}

/** A value in each script and with each escape that JSON and PostgreSQL know. */
const DATA: readonly unknown[] = [
  { text: 'plain' },
  { text: 'a "quote", a \\ backslash, \\N, a \n line, a \t tab, \r, \b, \f and \u007f' },
  { text: 'қазақ тілі, اردو, 中文 and 🚚' },
  { big: '0012.50', nested: [{ z: 1, a: null }, [], {}, 0.1, -1e21] },
  'a text alone',
  null,
];
const APPENDS = 120;

/** What the n-th append of an older release asked for: one event or two in each of one stream or two, some under a key. */
function olderRequest(n: number) {
  const streams = [`consignment-${n % 13}`, ...(n % 5 === 0 ? [`invoice-${n}~!\\`] : [])];
  return {
    actor: n % 2 === 0 ? 'trader:demo' : 'customs:қазақстан',
    correlationId: CORRELATION_ID,
    ...(n > 10 && n % 3 === 0 && { causationId: n }),
    ...(n < 40 && { demo: true, recordedAt: `2021-01-01T00:00:00.${String(n).padStart(6, '0')}Z` }),
    ...(n % 10 === 0 && {
      key: `key-${n}`,
      requestHash: `hash-${n}`,
      answer: JSON.stringify({ n, ok: 'жақсы' }),
    }),
    streams: streams.map((streamId) => ({
      streamId,
      expected: 'any',
      events: Array.from({ length: 1 + (n % 2) }, (_, i) => ({
        type: i === 0 ? 'Noted' : 'Noted again',
        schemaVersion: 1 + (n % 3),
        occurredAt: n % 4 === 0 ? '2026-03-01T10:00:00.123456789+05:00' : '2026-03-01T10:00:00Z',
        participants: n % 4 === 0 ? [] : ['b', 'a'].slice(n % 2),
        // Text, as the older release passed it: its bytes are kept.
        data: JSON.stringify(DATA[(n + i) % DATA.length]),
      })),
    })),
  };
}

async function fill(pool: pg.Pool): Promise<void> {
  for (let n = 0; n < APPENDS; n += 10) {
    const requests = Array.from({ length: 10 }, (_, i) => olderRequest(n + i));
    await pool.query('SELECT ledger.append($1::jsonb)', [JSON.stringify(requests)]);
  }
}

/** Every column that both forms of the log have, as text, the moments in UTC. */
const toldBy = async (pool: pg.Pool) => {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT json_build_array(position, stream_id, version, type, schema_version, occurred_at, occurred_local,
       recorded_at, actor, correlation_id, causation_id, participants, demo, data::text)::text AS line
     FROM read.events ORDER BY position`,
  );
  return rows.map(({ line }) => line);
};

describe('a log of an older release', () => {
  let pool: pg.Pool;
  let store: EventStore;
  let before: readonly string[];

  beforeAll(async () => {
    const url = await olderDatabase('older');
    pool = ledgerPool(url);
    await fill(pool);
    before = await toldBy(pool);
    await migrate(url);
    store = new EventStore({ pool });
  });
  afterAll(() => pool.end());

  it('is read as before, in every field', async () => {
    // One event or two by turns; one append in five has a stream more, and one event or two by turns for it.
    const count = APPENDS * 1.5 + (APPENDS / 5) * 1.5;
    expect(before).toHaveLength(count);
    expect(await toldBy(pool)).toEqual(before);
    const events = await store.readAll({ after: 0, limit: 1_000 });
    const told = Array.from({ length: APPENDS }, (_, n) => olderRequest(n)).flatMap((one) =>
      one.streams.flatMap(({ streamId, events: asked }) =>
        asked.map(({ data, ...rest }) => ({ streamId, ...rest, data: JSON.parse(data) })),
      ),
    );
    expect(events).toMatchObject(told);
    expect(events.map(({ position }) => position)).toEqual(Array.from({ length: count }, (_, n) => n + 1));
    expect(events[0]?.recordedAt).toBe('2021-01-01T00:00:00.000000Z');
    expect(events.filter(({ demo }) => demo).length).toBe(40 * 1.5 + 8 * 1.5);
  });

  it('is read stream by stream, and page by page', async () => {
    const events = await store.readAll({ after: 0, limit: 1_000 });
    for (const streamId of new Set(events.map((one) => one.streamId))) {
      const stream = events.filter((one) => one.streamId === streamId);
      expect(await store.readStream(streamId)).toEqual(stream);
      expect(stream.map(({ version }) => version)).toEqual(stream.map((_, n) => n + 1));
    }
    const paged = [];
    for await (const one of store.readLog({ pageSize: 50 })) paged.push(one);
    expect(paged).toEqual(events);
  });

  it('verifies from its first event to its last', async () => {
    const verified = await verifyLog({ pool });
    expect(verified).toMatchObject({ breach: undefined, events: before.length });
    const { rows } = await pool.query<{ hash: string }>("SELECT encode(hash, 'hex') AS hash FROM read.head");
    expect(verified.hash).toEqual(rows[0]?.hash);
  });

  it('still answers to the keys that were used', async () => {
    const again = (requestHash: string) =>
      store.append(
        request('consignment-0', {
          actor: 'trader:demo',
          idempotency: { key: 'key-30', requestHash, answer: 'another' },
        }),
      );
    const first = (await store.readStream('invoice-30~!\\'))[0];
    expect(await again('hash-30')).toEqual({
      outcome: 'duplicate',
      // The last event of that append.
      position: first?.position,
      answer: { n: 30, ok: 'жақсы' },
    });
    await expect(again('hash-31')).rejects.toThrow(IdempotencyKeyReused);
  });

  it('goes on where it was', async () => {
    const versions = (await store.readStream('consignment-5')).length;
    await expect(store.append(expecting('consignment-5', versions - 1))).rejects.toThrow(ConcurrencyConflict);
    const streams = [
      { streamId: 'consignment-5', expectedVersion: versions, events: [event()] },
      { streamId: 'consignment-new', expectedVersion: 'noStream' as const, events: [event()] },
    ];
    expect(await store.append(request('', { streams }))).toEqual({
      outcome: 'appended',
      firstPosition: before.length + 1,
      position: before.length + 2,
      versions: [versions + 1, 1],
    });
    expect(await verifyLog({ pool })).toMatchObject({ breach: undefined, events: before.length + 2 });
  });
});

describe('an older log that is broken', () => {
  it.each([
    ['changed', `UPDATE ledger.events SET actor = 'trader:other' WHERE position = 57`, 57],
    ['cut', 'DELETE FROM ledger.events WHERE position = 90', 91],
  ])('is refused where it was %s, and left as it was', async (name, sql, position) => {
    const url = await olderDatabase(`broken_${name}`);
    const pool = ledgerPool(url);
    try {
      await fill(pool);
      await pool.query(
        `SET session_replication_role = 'replica'; ${sql}; SET session_replication_role = 'origin'`,
      );
      const before = await toldBy(pool);
      await expect(migrate(url)).rejects.toThrow(`the log is broken at position ${position}`);
      expect(await toldBy(pool)).toEqual(before);
      const { rows } = await pool.query<{ name: string }>('SELECT name FROM public.migrations ORDER BY id');
      expect(rows.map((row) => row.name.slice(0, 4))).toEqual([
        '0001',
        '0002',
        '0003',
        '0004',
        '0005',
        '0006',
      ]);
      // The older release goes on with it.
      await pool.query('SELECT ledger.append($1::jsonb)', [JSON.stringify([olderRequest(1)])]);
      expect(await toldBy(pool)).toHaveLength(before.length + 2);
    } finally {
      await pool.end();
    }
  });
});
