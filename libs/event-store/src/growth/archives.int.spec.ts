import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '@corridor/contracts';
import type pg from 'pg';
import {
  ArchiveBroken,
  ArchiveMissing,
  archiveSegments,
  EventStore,
  type LogFilter,
  ledgerPool,
  type ReadStreamOptions,
  verifyLog,
} from '../index.js';
import { event, request, StoreWorld } from '../store-world.spec-kit.js';

/** More than two blocks of a file. */
const SIZE = 2_300;
const ARCHIVED = 3 * SIZE;
const COUNT = 8_000;
const LONG = 'consignment-long';
const PAGE = 1_000;

/** Values that a line of the log holds with escapes, in any script. */
const DATA = [
  { text: 'a "quote", a \\ backslash, \\N, a \n line, a \t tab' },
  'қазақ, اردو, 中文 🚚',
  null,
  { n: 1 },
];

let world: StoreWorld;
let url: string;
let owner: pg.Pool;
let directory: string;
/** Before anything was archived, from the database. */
let log: readonly RecordedEvent[];

beforeAll(async () => {
  world = await StoreWorld.start();
  await world.segmentEvery(SIZE);
  const filling = new EventStore({ pool: world.poolOf() });
  for (let n = 0; n < COUNT; n += 500) {
    const events = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) =>
        event(DATA[(from + i) % DATA.length], i % 100 === 0 ? 'Rare' : 'Noted'),
      );
    const streams = [
      { streamId: LONG, expectedVersion: 'any' as const, events: events(n, 240) },
      { streamId: `obligation-${n}`, expectedVersion: 'noStream' as const, events: events(n, 200) },
      ...Array.from({ length: 20 }, (_, i) => ({
        streamId: i === 0 ? `invoice-${n}~\\x` : `consignment-${n}-${i}`,
        expectedVersion: 'noStream' as const,
        events: events(i, 3),
      })),
    ];
    await filling.append(request('', { streams, ...(n % 1_000 === 0 && { causationId: 7, demo: true }) }));
  }
  log = await filling.readAll({ after: 0, limit: 10_000 });
  url = await world.copy();
  owner = ledgerPool(url);
  directory = mkdtempSync(join(tmpdir(), 'archives-'));
  await archiveSegments({ pool: owner, directory, upTo: COUNT });
});
afterAll(async () => {
  await owner.end();
  await world.stop();
  rmSync(directory, { recursive: true, force: true });
});

const storeOf = (archives: string | undefined = directory) =>
  new EventStore({ pool: owner, ...(archives !== undefined && { archives }) });

const gathered = async (events: AsyncIterable<RecordedEvent>) => {
  const all: RecordedEvent[] = [];
  for await (const one of events) all.push(one);
  return all;
};
const passing = ({ categories, types }: LogFilter) =>
  log.filter(
    ({ streamId, type }) =>
      (!categories || categories.some((category) => streamId.startsWith(`${category}-`))) &&
      (!types || types.includes(type)),
  );

it('is of a log whose larger part is archived', async () => {
  expect(log).toHaveLength(COUNT);
  const { rows } = await owner.query(
    'SELECT archived_to, (SELECT min(position) FROM ledger.events) AS first FROM read.head',
  );
  expect(rows).toEqual([{ archived_to: String(ARCHIVED), first: String(ARCHIVED + 1) }]);
});

describe('the log', () => {
  const filters: readonly LogFilter[] = [
    {},
    { categories: ['obligation'] },
    { types: ['Rare'] },
    { categories: ['consignment', 'invoice'], types: ['Rare'] },
    { categories: ['target'] },
  ];

  it.each(filters)('is read in pages as before: %j', async (filter) => {
    const expected = passing(filter);
    const store = storeOf();
    expect(await gathered(store.readLog({ ...filter, pageSize: 700 }))).toEqual(expected);
    const followed: RecordedEvent[] = [];
    for (let after = 0; ; ) {
      const page = await store.readAll({ after, limit: 900, ...filter });
      followed.push(...page);
      if (page.length < 900) break;
      after = page.at(-1)?.position ?? after;
    }
    expect(followed).toEqual(expected);
  });

  it.each([
    [0, 1],
    [SIZE - 1, 2],
    [SIZE, 1_000],
    [1_999, 302],
    [ARCHIVED - 1, 1],
    [ARCHIVED - 1, 5],
    [ARCHIVED, 5],
    [COUNT, 5],
    [17, 0],
  ])('is read behind %i, %i events', async (after, limit) => {
    expect(await storeOf().readAll({ after, limit })).toEqual(log.slice(after, after + limit));
  });

  it('is read up to a position, archived or not', async () => {
    for (const to of [10, SIZE, ARCHIVED, ARCHIVED + 1, COUNT + 5])
      expect(await gathered(storeOf().readLog({ after: 5, to, pageSize: 1_000 }))).toEqual(log.slice(5, to));
  });

  it('is subscribed to, from the archive to what is appended', async () => {
    const ending = new AbortController();
    const store = storeOf();
    const types = ['Rare', 'Later'];
    const expected = passing({ types });
    let seen = 0;
    for await (const one of store.subscribe({ types, pageSize: 50, signal: ending.signal })) {
      if (seen < expected.length) expect(one).toEqual(expected[seen]);
      else {
        expect(one.type).toBe('Later');
        ending.abort();
      }
      seen += 1;
      if (seen === expected.length) {
        const streams = [
          { streamId: 'target-1', expectedVersion: 'any' as const, events: [event(1, 'Later')] },
        ];
        await store.append(request('', { streams }));
      }
    }
    expect(seen).toBe(expected.length + 1);
    await store.close();
  });
});

describe('a stream', () => {
  const long = () => log.filter(({ streamId }) => streamId === LONG);
  const versionOf = (position: number) =>
    log.slice(0, position).filter(({ streamId }) => streamId === LONG).length;

  it('is read as before, wherever it lies', async () => {
    const store = storeOf();
    for (const streamId of new Set(log.map((one) => one.streamId))) {
      const expected = log.filter((one) => one.streamId === streamId);
      expect(await store.readStream(streamId)).toEqual(expected);
      expect(await store.readStream(streamId, { backwards: true, limit: 2 })).toEqual(
        expected.slice(-2).reverse(),
      );
    }
    expect(await store.readStream('consignment-none')).toEqual([]);
  });

  it('is gone over, forwards and backwards', async () => {
    expect(long().length).toBeGreaterThan(3 * PAGE);
    expect(await gathered(storeOf().iterateStream(LONG))).toEqual(long());
    expect(await gathered(storeOf().iterateStream(LONG, { backwards: true }))).toEqual(long().reverse());
  });

  it('is read in every kind of range around the end of the archive', async () => {
    const store = storeOf();
    const border = versionOf(ARCHIVED);
    const edges = [0, 1, 999, border - 1, border, border + 1, long().length, long().length + 5];
    for (const after of edges)
      for (const to of edges)
        for (const limit of [undefined, 1, 3, 2_000])
          for (const backwards of [false, true]) {
            const range = long().slice(after, Math.max(after, to));
            const ordered = backwards ? range.reverse() : range;
            const options: ReadStreamOptions = {
              after,
              to,
              backwards,
              ...(limit !== undefined && { limit }),
            };
            const read = await store.readStream(LONG, options);
            expect(read.map(({ version }) => version)).toEqual(
              ordered.slice(0, limit).map(({ version }) => version),
            );
          }
  });

  it('is read in the transaction of the caller, with its one connection', async () => {
    const pool = ledgerPool(url, undefined, 1);
    const client = await pool.connect();
    const store = new EventStore({ pool, archives: directory });
    expect(await store.readStream(LONG, { client, limit: 5 })).toEqual(long().slice(0, 5));
    client.release();
    await pool.end();
  });

  it('is not read where the database lacks one of its events that no file holds', async () => {
    const streamId = `obligation-${COUNT - 500}`;
    const first = log.find((one) => one.streamId === streamId);
    const client = await owner.connect();
    try {
      await client.query("BEGIN; SET session_replication_role = 'replica'");
      await client.query('DELETE FROM ledger.events WHERE position = $1', [first?.position]);
      await expect(storeOf().readStream(streamId, { client })).rejects.toThrow('version 1 is not in the log');
    } finally {
      client.release(true);
    }
  });
});

describe('snapshots', () => {
  it('stand where their event is archived, for the log that they were taken in', async () => {
    const { snapshots } = storeOf();
    const archived = log[1_234] as RecordedEvent;
    const at = { version: archived.version, position: archived.position, state: { sum: 7n } };
    await snapshots.keep(archived.streamId, 'count/1', at);
    expect(await snapshots.load(archived.streamId, 'count/1')).toEqual({
      state: { sum: 7n },
      version: at.version,
    });
    await owner.query("UPDATE ledger.snapshots SET hash = sha256('another log')");
    expect(await snapshots.load(archived.streamId, 'count/1')).toBeUndefined();
    await expect(storeOf('').snapshots.load(archived.streamId, 'count/1')).rejects.toThrow(ArchiveMissing);
  });
});

it('verifies from the first event, through the files, to the last', async () => {
  const { rows } = await owner.query<{ hash: string; position: string }>(
    "SELECT encode(hash, 'hex') AS hash, position FROM read.head",
  );
  const told: number[] = [];
  const verified = await verifyLog({
    pool: owner,
    archives: directory,
    onProgress: (at) => told.push(at.position),
  });
  const end = Number(rows[0]?.position);
  expect(verified).toEqual({ events: end, breach: undefined, position: end, hash: rows[0]?.hash });
  expect(told).toEqual(expect.arrayContaining([SIZE, 2 * SIZE, ARCHIVED, end]));
});

describe('without the files', () => {
  const FILE = 'events-000000002301-000000004600.log.gz';
  const readers: readonly [string, (store: EventStore) => Promise<unknown>][] = [
    ['a page', (store) => store.readAll({ after: 2_400, limit: 3 })],
    ['a page that nothing passes', (store) => store.readAll({ after: 2_400, limit: 3, types: ['None'] })],
    ['the log', (store) => gathered(store.readLog({ after: 2_400 }))],
    ['a stream', (store) => store.readStream('obligation-2500')],
    ['a subscription', (store) => gathered(store.subscribe({ after: 2_400 }))],
  ];

  it.each(readers)('no folder: %s is an error that tells what to do', async (_, read) => {
    const store = new EventStore({ pool: owner });
    await expect(read(store)).rejects.toThrow(ArchiveMissing);
    await expect(read(store)).rejects.toThrow(/events-\d+-\d+\.log\.gz.*LEDGER_ARCHIVE_DIR/);
  });

  it('no folder: what lies behind the archive is read, and nothing is verified', async () => {
    const store = new EventStore({ pool: owner });
    expect(await store.readAll({ after: ARCHIVED, limit: 5 })).toEqual(log.slice(ARCHIVED, ARCHIVED + 5));
    expect(await store.readStream(LONG, { backwards: true, limit: 5 })).toHaveLength(5);
    await expect(verifyLog({ pool: owner })).rejects.toThrow(ArchiveMissing);
  });

  describe.each<[string, (path: string) => void, string]>([
    ['a file that is not there', (path) => renameSync(path, `${path}.elsewhere`), 'ArchiveMissing'],
    ['a file that was cut', (path) => truncateSync(path, 5_000), 'ArchiveBroken'],
    ['a file with something behind it', (path) => appendFileSync(path, 'x'), 'ArchiveBroken'],
    ['a file with one byte changed', (path) => changeByte(path, 5_000), 'ArchiveBroken'],
  ])('%s', (_, spoil, name) => {
    it.each(readers)('%s is an error that names it', async (__, read) => {
      const path = join(directory, FILE);
      const whole = readFileSync(path);
      const store = storeOf();
      try {
        // Used before, so that it is known as sound.
        await store.readAll({ after: 2_400, limit: 1 });
        spoil(path);
        await expect(read(store)).rejects.toMatchObject({ name, fileName: FILE });
        // Of the other files nothing is kept back.
        expect(await store.readAll({ after: 0, limit: 5 })).toEqual(log.slice(0, 5));
      } finally {
        writeFileSync(path, whole);
      }
      expect(await store.readAll({ after: 2_400, limit: 3 })).toEqual(log.slice(2_400, 2_403));
    });
  });

  it('a file of another part of the log is no replacement', async () => {
    const path = join(directory, FILE);
    const whole = readFileSync(path);
    try {
      writeFileSync(path, readFileSync(join(directory, 'events-000000000001-000000002300.log.gz')));
      await expect(storeOf().readAll({ after: 2_400, limit: 3 })).rejects.toThrow(ArchiveBroken);
    } finally {
      writeFileSync(path, whole);
    }
  });
});

function changeByte(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
}
