import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import {
  ArchiveMissing,
  archiveSegments,
  EventStore,
  type ExportOptions,
  exportLog,
  ledgerPool,
  verifyFile,
} from '../index.js';
import { copyRows } from '../read/copy-rows.js';
import { event, request, StoreWorld } from '../store-world.spec-kit.js';
import { LINE_FIELDS } from './log-line.js';

/** Two blocks of an archived file, and a part of a third. */
const SIZE = 2_300;
/** More than one page of an export is in the database, whatever is archived. */
const COUNT = 11_500;

let world: StoreWorld;
let owner: pg.Pool;
let directory: string;
/** As they stood before anything was archived. */
const lines: string[] = [];

beforeAll(async () => {
  world = await StoreWorld.start();
  await world.segmentEvery(SIZE);
  const pool = world.poolOf();
  const filling = new EventStore({ pool });
  for (let n = 0; n < COUNT; n += 500) {
    const events = Array.from({ length: 500 }, (_, i) =>
      event({ n: n + i, text: 'a \\ and a \n line, 中文' }),
    );
    const streams = [{ streamId: `consignment-${n % 1_500}`, expectedVersion: 'any' as const, events }];
    await filling.append(request('', { streams }));
  }
  const client = await pool.connect();
  await copyRows(
    client,
    `SELECT ${LINE_FIELDS} FROM read.log ORDER BY position`,
    (buffer, start, end) => void lines.push(`${buffer.toString('utf8', start, end)}\n`),
  );
  client.release();
});
afterAll(() => world.stop());

beforeEach(async () => {
  owner = ledgerPool(await world.copy());
  directory = mkdtempSync(join(tmpdir(), 'export-'));
});
afterEach(async () => {
  await owner.end();
  rmSync(directory, { recursive: true, force: true });
});

const archives = () => join(directory, 'archives');
const path = () => join(directory, 'log.gz');
const archive = (upTo: number) => archiveSegments({ pool: owner, directory: archives(), upTo });

async function exportedWith(options: Partial<ExportOptions>): Promise<string> {
  await exportLog({ pool: owner, to: COUNT, path: path(), ...options });
  return gunzipSync(readFileSync(path())).toString('utf8');
}
const exported = (options: Partial<ExportOptions> = {}) => exportedWith({ archives: archives(), ...options });
const expected = (after: number, to: number) => lines.slice(after, to).join('');

it('holds the archived part of the log like the rest of it', async () => {
  await archive(2 * SIZE);
  expect(await exported()).toBe(expected(0, COUNT));
  expect(await verifyFile({ path: path() })).toMatchObject({ events: COUNT, breach: undefined });
});

it('holds what was asked for, wherever it lies', async () => {
  await archive(2 * SIZE);
  for (const [after, to] of [
    [0, 1],
    [999, 1_001],
    [SIZE - 1, SIZE + 1],
    [1_500, 3_600],
    [2 * SIZE - 1, 2 * SIZE],
    [2 * SIZE - 1, 2 * SIZE + 1],
    [2 * SIZE, 2 * SIZE + 5],
    [17, 17],
    [COUNT - 2, COUNT + 1_000],
  ] as const)
    expect(await exported({ after, to })).toBe(expected(after, to));
});

it('leaves nothing out that is archived meanwhile', async () => {
  await archive(SIZE);
  let run: Promise<unknown> | undefined;
  const onProgress = (): void => {
    run ??= archive(4 * SIZE);
  };
  expect(await exported({ onProgress })).toBe(expected(0, COUNT));
  await run;
  expect(readdirSync(archives())).toHaveLength(4);
});

it('goes over to the files where a part is archived between two of its pages', async () => {
  const client = await owner.connect();
  const { query } = client;
  let asked = 0;
  // The first question is for the end of the log: before it is answered, all that can be is archived.
  const asking: unknown = async (...call: Parameters<typeof query>) => {
    const answer = await Reflect.apply(query, client, call);
    client.query = query;
    asked += 1;
    await archive(4 * SIZE);
    return answer;
  };
  client.query = asking as typeof query;
  client.release();
  expect(await exported()).toBe(expected(0, COUNT));
  expect(asked).toBe(1);
});

it('is an error without the folder, and leaves no file behind, where a part of it is archived', async () => {
  await archive(2 * SIZE);
  const run = exportedWith({ after: 2 * SIZE - 1 });
  await expect(run).rejects.toThrow(ArchiveMissing);
  await expect(run).rejects.toThrow(/-000000004600\.log\.gz.*LEDGER_ARCHIVE_DIR/);
  expect(readdirSync(directory)).toEqual(['archives']);
  expect(await exportedWith({ after: 2 * SIZE })).toBe(expected(2 * SIZE, COUNT));
});

it('is an error that names the archived file which is not there', async () => {
  await archive(2 * SIZE);
  const file = 'events-000000002301-000000004600.log.gz';
  renameSync(join(archives(), file), join(directory, 'elsewhere'));
  await expect(exported()).rejects.toMatchObject({ name: 'ArchiveMissing', fileName: file });
});

it('ends by its signal, with the reason, and leaves no file behind', async () => {
  const ending = new AbortController();
  const run = exported({ signal: ending.signal, onProgress: () => ending.abort(new Error('enough')) });
  await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  expect(readdirSync(directory)).toEqual([]);
});
