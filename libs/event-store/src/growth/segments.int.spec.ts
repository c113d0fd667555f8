import type { RecordedEvent } from '@corridor/contracts';
import pg from 'pg';
import { EventStore } from '../index.js';
import { LogReader } from '../read/log-reader.js';
import { StreamReader } from '../read/stream-reader.js';
import { event, expecting, request, StoreWorld } from '../store-world.spec-kit.js';
import { Archives } from './archives.js';

let world: StoreWorld;
let owner: pg.Pool;
let store: EventStore;

/** Positions of a segment, in this file. */
const SIZE = 20;

beforeAll(async () => {
  world = await StoreWorld.start();
  await world.segmentEvery(SIZE);
  owner = world.poolOf();
  store = new EventStore({ pool: world.poolOf('trade_events') });
});
afterAll(() => world.stop());

interface Growth {
  readonly position: number;
  readonly segmentedTo: number;
  /** First and last position of each segment. */
  readonly segments: readonly (readonly [number, number])[];
  /** The tables that are in the log. */
  readonly tables: readonly string[];
}

async function growth(): Promise<Growth> {
  const head = await owner.query<Record<string, string>>('SELECT position, segmented_to FROM ledger.head');
  const segments = await owner.query<Record<string, string>>(
    'SELECT first_position, last_position FROM read.segments ORDER BY 1',
  );
  const tables = await owner.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'ledger.events'::regclass ORDER BY 1`,
  );
  return {
    position: Number(head.rows[0]?.position),
    segmentedTo: Number(head.rows[0]?.segmented_to),
    segments: segments.rows.map((row) => [Number(row.first_position), Number(row.last_position)]),
    tables: tables.rows.map(({ name }) => name),
  };
}

const positionsOf = (events: readonly RecordedEvent[]) => events.map(({ position }) => position);
const versionsOf = (events: readonly RecordedEvent[]) => events.map(({ version }) => version);
/** Whole numbers from `first` to `last`, in this order. */
const range = (first: number, last: number) =>
  Array.from({ length: Math.abs(last - first) + 1 }, (_, n) => first + (first < last ? n : -n));

/** One event in four goes to the long stream, so that it spreads over all segments. */
const LONG = 'consignment-long';
const COUNT = 130;

it('makes the next segment ahead of the need, whatever is appended', async () => {
  for (let n = 0; n < COUNT; n += 1) {
    const streamId = n % 4 === 0 ? LONG : `consignment-${n % 7}`;
    const result = await store.append(
      request('', { streams: [{ streamId, expectedVersion: 'any', events: [event({ n })] }] }),
    );
    expect(result.position).toBe(n + 1);
    const { segmentedTo } = await growth();
    // There is room for a quarter of a segment at least, and never two segments that stand empty.
    expect(segmentedTo).toBeGreaterThanOrEqual(n + 1 + SIZE / 4);
    expect(segmentedTo).toBeLessThanOrEqual(n + 2 * SIZE);
  }
  const { segments, tables } = await growth();
  expect(segments).toEqual(range(0, 6).map((n) => [n * SIZE + 1, (n + 1) * SIZE]));
  expect(tables).toHaveLength(7);
  expect(positionsOf(await store.readAll({ after: 0, limit: 1_000 }))).toEqual(range(1, COUNT));
});

describe('a stream that spreads over segments', () => {
  // Events 0, 4, 8, … 128.
  const LAST = 33;

  it('is read whole, forwards and backwards', async () => {
    const events = await store.readStream(LONG);
    expect(versionsOf(events)).toEqual(range(1, LAST));
    expect(positionsOf(events)).toEqual(range(0, LAST - 1).map((n) => n * 4 + 1));
    expect(await store.readStream(LONG, { backwards: true })).toEqual([...events].reverse());
  });

  it.each([
    [{ after: 4, to: 13 }, range(5, 13)],
    [{ after: 4, limit: 9 }, range(5, 13)],
    [{ to: 13, backwards: true, limit: 3 }, range(13, 11)],
    [{ after: 30 }, range(31, 33)],
    [{ after: 33 }, []],
    [{ after: 99, to: 120 }, []],
  ])('is read in the range %j', async (options, versions) => {
    expect(versionsOf(await store.readStream(LONG, options))).toEqual(versions);
  });

  it('is gone over one by one', async () => {
    const events: RecordedEvent[] = [];
    for await (const one of store.iterateStream(LONG, { backwards: true })) events.push(one);
    expect(versionsOf(events)).toEqual(range(LAST, 1));
  });
});

it('takes an append that is larger than a segment', async () => {
  const before = await growth();
  const events = range(1, 3 * SIZE).map((n) => event({ n }));
  const result = await store.append(
    request('', { streams: [{ streamId: 'consignment-large', expectedVersion: 'noStream', events }] }),
  );
  expect(result.position).toBe(before.position + 3 * SIZE);
  const after = await growth();
  expect(after.segmentedTo).toBeGreaterThanOrEqual(after.position + SIZE / 4);
  // One behind the other, without a gap.
  expect(after.segments.map(([first]) => first)).toEqual(
    range(0, after.segments.length - 1).map((n) => n * SIZE + 1),
  );
  const read = await store.readStream('consignment-large');
  expect(read.map(({ data }) => data)).toEqual(events.map(({ data }) => data));
});

it('leaves no segment behind where the append that called for it is rolled back', async () => {
  const before = await growth();
  const client = await world.poolOf('trade_events').connect();
  await client.query('BEGIN');
  await store.appendIn(client, expecting('consignment-undone', 'noStream', 2 * SIZE));
  await client.query('ROLLBACK');
  client.release();
  expect(await growth()).toEqual(before);
  expect(await store.readStream('consignment-undone')).toEqual([]);
  // The same one again finds its place free.
  await store.append(expecting('consignment-undone', 'noStream', 2 * SIZE));
  expect((await growth()).position).toBe(before.position + 2 * SIZE);
});

it('refuses any change of every segment', async () => {
  const { tables, segments } = await growth();
  expect(tables.length).toBe(segments.length);
  for (const table of tables) {
    await expect(owner.query(`TRUNCATE ${table}`)).rejects.toThrow(/append-only/);
    // A row trigger speaks up where there is a row; the last segments stand empty.
    const { rowCount } = await owner.query(`SELECT FROM ${table} LIMIT 1`);
    if (rowCount === 0) continue;
    for (const sql of [`UPDATE ${table} SET type = type`, `DELETE FROM ${table}`])
      await expect(owner.query(sql)).rejects.toThrow(/append-only/);
  }
});

describe('a read looks only where the events can be', () => {
  const archives = new Archives(undefined);

  interface Sent {
    readonly text: string;
    readonly values: readonly unknown[];
  }

  /** The one query that a reader sends, caught on its way. */
  async function sentBy(read: (pool: pg.Pool) => Promise<unknown>): Promise<Sent> {
    let sent: Sent | undefined;
    const pool: pg.Pool = Object.create(owner);
    Object.assign(pool, {
      query: (query: Sent, callback: unknown) => {
        if (sent) throw new Error('More than one query was sent.');
        sent = query;
        return Reflect.apply(owner.query, owner, [query, callback]);
      },
    });
    await read(pool);
    if (!sent) throw new Error('Nothing was read.');
    return sent;
  }

  /** The segments that are scanned, by the plan that a prepared statement comes to have. */
  async function scanned({ text, values }: Sent): Promise<readonly string[]> {
    const client = new pg.Client({ connectionString: world.url });
    await client.connect();
    try {
      await client.query(`SET plan_cache_mode = force_generic_plan; PREPARE asked AS ${text}`);
      const literals = values.map((value) => (value === null ? 'NULL' : pg.escapeLiteral(String(value))));
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) EXECUTE asked (${literals.join(', ')})`,
      );
      const lines = rows.map((row) => row['QUERY PLAN']);
      return lines.flatMap((line) => {
        const [, table] = /Scan.* on (events_\d+)/.exec(line) ?? [];
        return table === undefined || line.includes('never executed') ? [] : [table];
      });
    } finally {
      await client.end();
    }
  }

  it('of a stream: from its first event to its last', async () => {
    await store.append(expecting('consignment-short', 'noStream', 2));
    const [first, second] = positionsOf(await store.readStream('consignment-short'));
    const tables = await scanned(
      await sentBy((pool) => new StreamReader(pool, archives).read('consignment-short')),
    );
    const segmentOf = (position = 0) =>
      `events_${String(Math.floor((position - 1) / SIZE) * SIZE + 1).padStart(12, '0')}`;
    expect(new Set(tables)).toEqual(new Set([segmentOf(first), segmentOf(second)]));
  });

  it('of a page: from its first position on, and no further than it is filled', async () => {
    const page = await sentBy((pool) => new LogReader(pool, archives).page({ after: 65, limit: 10 }));
    expect(await scanned(page)).toEqual(['events_000000000061']);
  });
});
