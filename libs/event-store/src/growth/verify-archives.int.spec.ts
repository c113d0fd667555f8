import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { ArchiveBroken, ArchiveMissing, archiveSegments, EventStore, verifyLog } from '../index.js';
import { expecting, StoreWorld } from '../store-world.spec-kit.js';

const SIZE = 20;
const COUNT = 50;
const FILE = 'events-000000000021-000000000040.log.gz';

let world: StoreWorld;
let owner: pg.Pool;
let directory: string;

beforeAll(async () => {
  world = await StoreWorld.start();
  await world.segmentEvery(SIZE);
  owner = world.poolOf();
  directory = mkdtempSync(join(tmpdir(), 'verify-'));
  const store = new EventStore({ pool: owner });
  for (let n = 0; n < COUNT; n += 10) await store.append(expecting(`consignment-${n % 3}`, 'any', 10));
  await archiveSegments({ pool: owner, directory, upTo: COUNT });
});
afterAll(async () => {
  await world.stop();
  rmSync(directory, { recursive: true, force: true });
});

const verify = () => verifyLog({ pool: owner, archives: directory });

/** Verifies while the file of the second segment is another one. */
async function spoilt(change: (bytes: Buffer) => Buffer): Promise<Awaited<ReturnType<typeof verify>>> {
  const path = join(directory, FILE);
  const whole = join(directory, 'whole');
  copyFileSync(path, whole);
  try {
    writeFileSync(path, change(readFileSync(whole)));
    return await verify();
  } finally {
    copyFileSync(whole, path);
    rmSync(whole);
  }
}

/** Another file, of other lines. */
const lines = (change: (lines: string[]) => string[]) => (bytes: Buffer) =>
  gzipSync(change(gunzipSync(bytes).toString('utf8').split('\n')).join('\n'));
/** Changes the line of an event, by its position. */
const at = (position: number, change: (line: string) => readonly string[]) =>
  lines((all) => all.flatMap((line) => (line.startsWith(`${position}\t`) ? change(line) : [line])));

it('finds nothing where nothing is wrong', async () => {
  expect(await verify()).toMatchObject({ breach: undefined, events: COUNT });
});

it.each<[string, (bytes: Buffer) => Buffer, number, string]>([
  ['edited data', at(33, (line) => [line.replace('{"n":1}', '{"n":2}')]), 33, 'changed'],
  ['another actor', at(21, (line) => [line.replace('trader:demo', 'trader:demi')]), 21, 'changed'],
  ['another version', at(40, (line) => [line.replace(/^(\d+\t\d+\t)\d+/, '$19')]), 40, 'changed'],
  ['a removed event', at(30, () => []), 30, 'missing'],
  ['a removed end', at(40, () => []), 40, 'missing'],
  ['an event that stands twice', at(30, (line) => [line, line]), 31, 'missing'],
  ['what is no event', at(30, () => ['nothing at all']), 30, 'changed'],
  ['a file without events', () => gzipSync(''), 21, 'missing'],
  ['a file that is no gzip', () => Buffer.from('events, they said'), 21, 'changed'],
])('names the first broken position of %s', async (_, change, position, reason) => {
  expect((await spoilt(change)).breach).toEqual({ position, reason });
});

it('names a position in a file that was cut', async () => {
  const { breach } = await spoilt((bytes) => bytes.subarray(0, 200));
  expect(breach?.reason).toBe('missing');
  expect(breach?.position).toBe(21);
});

it('says where events stand, but the file is another one', async () => {
  await expect(spoilt(lines((all) => all))).rejects.toThrow(ArchiveBroken);
});

it('says where something stands behind the events of a file, and calls no event of the next one missing', async () => {
  await expect(spoilt((bytes) => Buffer.concat([bytes, Buffer.from('x')]))).rejects.toThrow(ArchiveBroken);
});

it('says where a file is not there', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'empty-'));
  try {
    await expect(verifyLog({ pool: owner, archives: elsewhere })).rejects.toThrow(ArchiveMissing);
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});

it('misses no event and finds no gap while the archive moves on', async () => {
  const pool = world.poolOf();
  const store = new EventStore({ pool, archives: directory });
  for (let n = 0; n < 60; n += 1) await store.append(expecting(`consignment-${n % 3}`, 'any', SIZE / 2));
  const end = COUNT + 60 * (SIZE / 2);
  let isDone = false;
  const run = archiveSegments({ pool: owner, directory, upTo: end }).finally(() => {
    isDone = true;
  });
  const all = Array.from({ length: end }, (_, n) => n + 1);
  let rounds = 0;
  for (; !isDone; rounds += 1) {
    const page = await store.readAll({ after: 0, limit: 10_000, categories: ['consignment'] });
    expect(page.map(({ position }) => position)).toEqual(all);
    const read: number[] = [];
    for await (const { position } of store.readLog({ pageSize: 70, types: ['Noted'] })) read.push(position);
    expect(read).toEqual(all);
    const stream = await store.readStream('consignment-1');
    expect(stream.map(({ version }) => version)).toEqual(stream.map((_, n) => n + 1));
    expect(stream.length).toBeGreaterThan(200);
    expect(await verify()).toMatchObject({ breach: undefined, events: end });
  }
  await run;
  expect(rounds).toBeGreaterThan(1);
  expect(await verify()).toMatchObject({ breach: undefined, events: end });
});
