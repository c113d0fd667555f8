import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import { type ArchiveProgress, archiveSegments, EventStore, verifyLog } from '../index.js';
import { GENESIS } from '../integrity/chain.js';
import { expecting, StoreWorld } from '../store-world.spec-kit.js';
import {
  type ArchivedCopy,
  archivedToOf,
  copyToArchive,
  nameOf,
  SIZE,
  segmentedWorld,
  tablesOf,
} from './archived.spec-kit.js';

let world: StoreWorld;
let copy: ArchivedCopy;
let owner: pg.Pool;
let store: EventStore;
let directory: string;

const COUNT = 65;

beforeAll(async () => {
  world = await segmentedWorld(COUNT);
});
afterAll(() => world.stop());

beforeEach(async () => {
  copy = await copyToArchive(world);
  ({ owner, directory } = copy);
  store = new EventStore({ pool: owner, archives: directory });
});
afterEach(() => copy.end());

const archive: ArchivedCopy['archive'] = (...args) => copy.archive(...args);

const archivedTo = () => archivedToOf(owner);
const tables = () => tablesOf(owner);

const positions = async () =>
  (await store.readAll({ after: 0, limit: 1_000 })).map(({ position }) => position);
const ALL = Array.from({ length: COUNT }, (_, n) => n + 1);

it('moves the full segments up to a position into files, the oldest first', async () => {
  expect(await archive(39)).toEqual({ segments: 3, archivedTo: 30 });
  expect(readdirSync(directory).sort()).toEqual([1, 11, 21].map(nameOf));
  expect(await tables()).toEqual([31, 41, 51, 61]);
  expect(await positions()).toEqual(ALL);
  // The one that is appended to stays, whatever is asked for.
  expect(await archive(1_000_000)).toEqual({ segments: 3, archivedTo: 60 });
  expect(await archive(1_000_000)).toEqual({ segments: 0, archivedTo: 60 });
  expect(await tables()).toEqual([61]);
  expect(await positions()).toEqual(ALL);
  await store.append(expecting('consignment-0', 'any', 10));
  expect(await archive(1_000_000)).toEqual({ segments: 1, archivedTo: 70 });
  expect(await positions()).toHaveLength(COUNT + 10);
});

it('writes files that any gunzip reads, and records what they are', async () => {
  const { rows: before } = await owner.query<{ position: string; hash: string; data: string }>(
    `SELECT position, encode(hash, 'hex') AS hash, data::text FROM read.log ORDER BY position LIMIT 20`,
  );
  await archive(20);
  const file = readFileSync(join(directory, nameOf(11)));
  const lines = gunzipSync(file).toString('utf8').split('\n');
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    format: 'corridor-ledger-archive',
    version: 1,
    first: 11,
    last: 20,
    hashBefore: before[9]?.hash,
    hashAfter: before[19]?.hash,
  });
  const told = lines.slice(1, 1 + SIZE).map((line) => line.split('\t'));
  expect(told.map(([position]) => position)).toEqual(before.slice(10).map(({ position }) => position));
  expect(told.map((fields) => fields[4])).toEqual(before.slice(10).map(({ hash }) => hash));
  expect(told.map((fields) => fields.at(-1))).toEqual(before.slice(10).map(({ data }) => data));
  const { rows } = await owner.query(
    `SELECT first_position, last_position, file_name, file_sha256, file_bytes, hash_before, hash_after
     FROM read.segments WHERE archived_at IS NOT NULL ORDER BY first_position`,
  );
  expect(rows[0].hash_before.toString('hex')).toEqual(GENESIS);
  expect(rows[1]).toEqual({
    first_position: '11',
    last_position: '20',
    file_name: nameOf(11),
    file_sha256: createHash('sha256').update(file).digest('hex'),
    file_bytes: String(file.length),
    hash_before: Buffer.from(before[9]?.hash ?? '', 'hex'),
    hash_after: Buffer.from(before[19]?.hash ?? '', 'hex'),
  });
});

it('tells how far each segment is', async () => {
  const told: ArchiveProgress[] = [];
  await archive(20, (progress) => told.push(progress));
  const stages = ['written', 'checked', 'recorded', 'freed'] as const;
  const of = (first: number) =>
    stages.map((stage) => ({
      first,
      last: first + SIZE - 1,
      fileName: nameOf(first),
      stage,
      done: SIZE,
      total: SIZE,
    }));
  expect(told).toEqual([...of(1), ...of(11)]);
});

describe('a run that is interrupted', () => {
  it.each(['written', 'checked', 'recorded', 'freed'] as const)(
    'once it has %s goes on where it was',
    async (stage) => {
      const interrupted = archive(30, (progress) => {
        if (progress.first === 11 && progress.stage === stage) throw new Error('power cut');
      });
      await expect(interrupted).rejects.toThrow('power cut');
      // Half of it is not done: a segment is in the database until it is recorded.
      const isRecorded = stage === 'recorded' || stage === 'freed';
      expect(await archivedTo()).toBe(isRecorded ? 20 : 10);
      expect(await tables()).toEqual(stage === 'freed' ? [21, 31, 41, 51, 61] : [11, 21, 31, 41, 51, 61]);
      expect(readdirSync(directory).sort()).toEqual(isRecorded ? [1, 11].map(nameOf) : [nameOf(1)]);
      expect(await positions()).toEqual(ALL);
      expect(await archive(30)).toEqual({ segments: isRecorded ? 1 : 2, archivedTo: 30 });
      expect(await tables()).toEqual([31, 41, 51, 61]);
      expect(await positions()).toEqual(ALL);
      expect(await verifyLog({ pool: owner, archives: directory })).toMatchObject({
        breach: undefined,
        events: COUNT,
      });
    },
  );

  it('by its signal ends soon, with the reason', async () => {
    const ending = new AbortController();
    const run = archiveSegments({
      pool: owner,
      directory,
      upTo: 30,
      signal: ending.signal,
      onProgress: () => ending.abort(new Error('enough')),
    });
    await expect(run).rejects.toThrow('enough');
    expect(await archivedTo()).toBe(0);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('by a kill leaves files behind, of which the next run makes its own, and touches no others', async () => {
    // Cut while it wrote one; another ledger writes into the same folder.
    const { rows } = await owner.query<{ hash: string }>(
      "SELECT encode(hash, 'hex') AS hash FROM read.log WHERE position = 20",
    );
    writeFileSync(join(directory, `.${nameOf(11)}.${rows[0]?.hash}.part`), 'half of');
    const foreign = `.${nameOf(11)}.${'ab'.repeat(32)}.part`;
    writeFileSync(join(directory, foreign), 'of another ledger');
    await archive(20);
    expect(readdirSync(directory).sort()).toEqual([foreign, ...[1, 11].map(nameOf)]);
    expect(await positions()).toEqual(ALL);
  });

  it('between the naming of a file and its record takes that file', async () => {
    await owner.query('ALTER FUNCTION ledger.record_archive RENAME TO record_later');
    await expect(archive(10)).rejects.toThrow(/record_archive/);
    expect(readdirSync(directory)).toEqual([nameOf(1)]);
    await owner.query('ALTER FUNCTION ledger.record_later RENAME TO record_archive');
    const { ino } = statSync(join(directory, nameOf(1)));
    expect(await archive(10)).toEqual({ segments: 1, archivedTo: 10 });
    expect(readdirSync(directory)).toEqual([nameOf(1)]);
    expect(statSync(join(directory, nameOf(1))).ino).toBe(ino);
    expect(await positions()).toEqual(ALL);
  });

  it('loses its connection and leaves nothing half done', async () => {
    const run = archive(20, async ({ stage }) => {
      if (stage !== 'checked') return;
      await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database AND datname = current_database()
         WHERE locktype = 'advisory' AND objid = 7236839`,
      );
    });
    // Whether the record came before the end of the connection is chance; that nothing is lost is not.
    await run.catch(() => undefined);
    expect(await positions()).toEqual(ALL);
    expect((await archive(20)).archivedTo).toBe(20);
    expect(await tables()).toEqual([21, 31, 41, 51, 61]);
    expect(await positions()).toEqual(ALL);
  });

  const recordedOnly = () =>
    expect(
      archive(10, ({ stage }) => {
        if (stage === 'recorded') throw new Error('power cut');
      }),
    ).rejects.toThrow('power cut');

  it('in the middle of detaching a table finishes that', async () => {
    await recordedOnly();
    const [reader, detaching] = [await owner.connect(), await owner.connect()];
    await reader.query('BEGIN; SELECT count(*) FROM ledger.events');
    await detaching.query("SET lock_timeout = '100ms'");
    // Its first half is committed; its second waits for the reader.
    await expect(
      detaching.query('ALTER TABLE ledger.events DETACH PARTITION ledger.events_000000000001 CONCURRENTLY'),
    ).rejects.toThrow('lock timeout');
    await reader.query('COMMIT');
    reader.release();
    detaching.release(true);
    const { rows } = await owner.query('SELECT FROM pg_inherits WHERE inhdetachpending');
    expect(rows).toHaveLength(1);
    expect(await archive(10)).toEqual({ segments: 0, archivedTo: 10 });
    expect((await tables())[0]).toBe(11);
  });

  it('before it dropped a table that it had detached finishes that', async () => {
    await recordedOnly();
    await owner.query('ALTER TABLE ledger.events DETACH PARTITION ledger.events_000000000001');
    await archive(10);
    expect((await tables())[0]).toBe(11);
    expect(await positions()).toEqual(ALL);
  });

  it.each([
    ['is gone', (path: string) => renameSync(path, `${path}.elsewhere`), 'ArchiveMissing'],
    ['was changed', (path: string) => writeFileSync(path, 'x'), 'ArchiveBroken'],
  ])('keeps the table where the file meanwhile %s', async (_, change, error) => {
    await recordedOnly();
    change(join(directory, nameOf(1)));
    await expect(archive(20)).rejects.toMatchObject({ name: error, fileName: nameOf(1) });
    expect((await tables())[0]).toBe(1);
  });
});

it('drops no table from which an older snapshot may still be read', async () => {
  const reader = await owner.connect();
  // It has not touched the log yet, so that no lock of its own keeps the table.
  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
  const stages: string[] = [];
  let recorded = (): void => undefined;
  const isRecorded = new Promise<void>((resolve) => {
    recorded = resolve;
  });
  const run = archive(10, ({ stage }) => {
    stages.push(stage);
    if (stage === 'recorded') recorded();
  });
  await isRecorded;
  // Longer than freeing a table takes.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { rows } = await reader.query<{ archived_to: string; count: string }>(
    'SELECT archived_to, (SELECT count(*) FROM ledger.events) AS count FROM read.head',
  );
  expect(rows).toEqual([{ archived_to: '0', count: String(COUNT) }]);
  expect(stages).toEqual(['written', 'checked', 'recorded']);
  await reader.query('COMMIT');
  reader.release();
  await run;
  expect(stages.at(-1)).toBe('freed');
  expect((await tables())[0]).toBe(11);
});

it('keeps its records: none goes, none changes, none is passed over', async () => {
  await archive(10);
  for (const sql of [
    'DELETE FROM ledger.segments',
    'TRUNCATE ledger.segments',
    "UPDATE ledger.segments SET file_sha256 = 'aa' WHERE first_position = 1",
  ])
    await expect(owner.query(sql)).rejects.toThrow(/append-only/);
  const record = (first: number) =>
    owner.query("SELECT ledger.record_archive($1, 'f', 'aa', 1, '', '')", [first]);
  // Archived before; behind the next one; not full; none at all.
  for (const first of [1, 21, 61, 17])
    await expect(record(first)).rejects.toThrow('not the next one to archive');
  expect(await archivedTo()).toBe(10);
});
