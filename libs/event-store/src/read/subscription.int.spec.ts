import type { RecordedEvent } from '@corridor/contracts';
import { jest } from '@jest/globals';
import pg from 'pg';
import { EventStore, isLostConnection } from '../index.js';
import { event, request, StoreWorld } from '../store-world.spec-kit.js';

let world: StoreWorld;
let writing: EventStore;
let store: EventStore;

beforeAll(async () => {
  world = await StoreWorld.start({ alone: true });
  writing = new EventStore({ pool: world.poolOf() });
  store = new EventStore({ pool: world.poolOf('gateway') });
});
afterAll(async () => {
  await store.close();
  await world.stop();
});

const append = (streamId: string, type = 'Noted') =>
  writing.append(request('', { streams: [{ streamId, expectedVersion: 'any', events: [event({}, type)] }] }));

/** Takes so many events from a subscription, and then ends it. */
async function take(
  count: number,
  options: Parameters<EventStore['subscribe']>[0],
  onEvent: (event: RecordedEvent, taken: number) => unknown = () => undefined,
): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const each of store.subscribe(options)) {
    events.push(each);
    await onEvent(each, events.length);
    if (events.length === count) break;
  }
  return events;
}

const positions = (events: readonly RecordedEvent[]) => events.map(({ position }) => position);

it('gives what is there and then what comes, each once', async () => {
  const after = await writing.head();
  for (let n = 0; n < 25; n += 1) await append(`consignment-${n}`);
  const taken = take(40, { after, pageSize: 10 }, async (_, count) => {
    if (count >= 25 && count < 40) await append(`consignment-late-${count}`);
  });
  expect(positions(await taken)).toEqual(Array.from({ length: 40 }, (_, index) => after + index + 1));
});

it('is woken up by an append, long before it would look', async () => {
  const after = await writing.head();
  const coming = take(1, { after, pollMs: 60_000 });
  // Until it listens and waits.
  const owner = world.poolOf();
  for (;;) {
    const { rows } = await owner.query(
      `SELECT 1 FROM pg_stat_activity WHERE query = 'LISTEN ledger' AND state = 'idle'`,
    );
    if (rows.length > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await append('consignment-wake');
  expect(positions(await coming)).toEqual([after + 1]);
});

it('passes by what its filter leaves out, and does not wait behind it', async () => {
  const after = await writing.head();
  for (let n = 0; n < 30; n += 1)
    await append(n % 10 === 9 ? `settlement-${n}` : `consignment-f${n}`, n % 2 === 0 ? 'Noted' : 'Sealed');
  const taken = await take(3, { after, categories: ['settlement'], pageSize: 2 });
  expect(positions(taken)).toEqual([after + 10, after + 20, after + 30]);
  expect(positions(await take(1, { after: after + 1, types: ['Sealed'] }))).toEqual([after + 2]);
});

it('survives the loss of every connection, without a gap and without a repetition', async () => {
  const after = await writing.head();
  const owner = world.poolOf();
  // Counted where they are ended: one that is idle just then is replaced by the pool, and no statement fails.
  let lost = 0;
  const taken = take(60, { after, pageSize: 7, pollMs: 50 }, async (_, count) => {
    if (count % 10 !== 0) return;
    const { rowCount } = await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ~ 'gateway'`,
    );
    lost += rowCount ?? 0;
  });
  for (let n = 0; n < 60; n += 1) await append(`consignment-lost-${n}`);
  const events = await taken;
  expect(lost).toBeGreaterThan(0);
  expect(positions(events)).toEqual(Array.from({ length: 60 }, (_, index) => after + index + 1));
});

it('ends with its store, and asks no more', async () => {
  const pool = world.poolOf('gateway', 1);
  const closing = new EventStore({ pool });
  const after = await writing.head();
  const ended = (async () => {
    for await (const each of closing.subscribe({ after, pollMs: 60_000 })) throw each;
  })();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await closing.close();
  await ended;
});

it('looks once for each notification, whatever that says', async () => {
  const after = await writing.head();
  const stop = new AbortController();
  const query = jest.spyOn(pg.Pool.prototype, 'query');
  const ended = (async () => {
    for await (const each of store.subscribe({ after, pollMs: 60_000, signal: stop.signal })) throw each;
  })();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await world.poolOf('gateway', 1).query("NOTIFY ledger, '9000000000000000'");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const asked = query.mock.calls.length;
  query.mockRestore();
  stop.abort();
  await ended;
  expect(asked).toBeLessThan(10);
});

it('ends with its signal while it waits', async () => {
  const stop = new AbortController();
  const ended = (async () => {
    for await (const each of store.subscribe({
      after: await writing.head(),
      pollMs: 60_000,
      signal: stop.signal,
    }))
      throw each;
  })();
  setTimeout(() => stop.abort(), 50);
  await ended;
});

it('throws what would come again and again', async () => {
  const pool = new pg.Pool({ connectionString: world.url });
  pool.on('error', () => undefined);
  const denied = new EventStore({ pool });
  await pool.query('CREATE ROLE stranger; CREATE SCHEMA elsewhere');
  await pool.query('ALTER DATABASE postgres SET role = stranger');
  const other = new pg.Pool({ connectionString: world.url });
  const strange = new EventStore({ pool: other });
  try {
    await expect(
      (async () => {
        for await (const each of strange.subscribe({})) throw each;
      })(),
    ).rejects.toThrow(/permission denied/);
  } finally {
    await pool.query('RESET role; ALTER DATABASE postgres RESET role');
    await Promise.all([denied.close(), strange.close()]);
    await Promise.all([pool.end(), other.end()]);
  }
});

it.each<[string, unknown, boolean]>([
  ['a reset connection', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), true],
  ['a broken pipe', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }), true],
  ['pg\u2019s own words', new Error('Connection terminated unexpectedly'), true],
  ['a read that took too long', new Error('Query read timeout'), true],
  ['a file that cannot be read', Object.assign(new Error('EACCES'), { code: 'EACCES' }), false],
  ['a mistake in a call', Object.assign(new RangeError('x'), { code: 'ERR_OUT_OF_RANGE' }), false],
  ['a mistake in code', new TypeError('undefined is no function'), false],
  ['no error at all', 'x', false],
])('takes %s for a lost connection: %#', (_, error, expected) => {
  expect(isLostConnection(error)).toBe(expected);
});
