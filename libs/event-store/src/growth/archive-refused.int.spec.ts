import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { ArchiveRefused, archiveSegments, ledgerPool } from '../index.js';
import { StoreWorld } from '../store-world.spec-kit.js';
import {
  type ArchivedCopy,
  archivedToOf,
  copyToArchive,
  nameOf,
  segmentedWorld,
  tablesOf,
} from './archived.spec-kit.js';

let world: StoreWorld;
let copy: ArchivedCopy;
let url: string;
let owner: pg.Pool;
let directory: string;

const COUNT = 45;

beforeAll(async () => {
  world = await segmentedWorld(COUNT);
});
afterAll(() => world.stop());

beforeEach(async () => {
  copy = await copyToArchive(world);
  ({ url, owner, directory } = copy);
});
afterEach(() => copy.end());

const archive: ArchivedCopy['archive'] = (...args) => copy.archive(...args);

const archivedTo = () => archivedToOf(owner);
const tables = () => tablesOf(owner);

describe('a run is refused', () => {
  it('to all but the owner', async () => {
    for (const role of ['trade_events', 'reporting'] as const) {
      const pool = ledgerPool(url, role);
      const run = archiveSegments({ pool, directory, upTo: 30 });
      await expect(run).rejects.toThrow(ArchiveRefused);
      await expect(pool.query("SELECT ledger.record_archive(1, 'f', 'aa', 1, '', '')")).rejects.toThrow(
        /permission denied/,
      );
      await expect(pool.query('UPDATE ledger.segments SET file_name = null')).rejects.toThrow(
        /permission denied/,
      );
      await pool.end();
    }
    expect(await archivedTo()).toBe(0);
  });

  it('to an owner who could not see all older snapshots, with the right that is missing', async () => {
    const { rows } = await owner.query<{ name: string }>('SELECT current_user AS name');
    await owner.query(`CREATE ROLE keeper IN ROLE ${rows[0]?.name}`);
    const pool = ledgerPool(`${url}?options=${encodeURIComponent('-c role=keeper')}`);
    const run = () => archiveSegments({ pool, directory, upTo: 30 });
    await expect(run()).rejects.toThrow(ArchiveRefused);
    await expect(run()).rejects.toThrow('GRANT pg_read_all_stats TO keeper');
    expect(await archivedTo()).toBe(0);
    expect(readdirSync(directory)).toEqual([]);
    await owner.query('GRANT pg_read_all_stats TO keeper');
    expect(await run()).toEqual({ segments: 3, archivedTo: 30 });
    await pool.end();
    // All databases of the server have it.
    await owner.query('DROP ROLE keeper');
  });

  it('while another one is under way', async () => {
    // Its older snapshot keeps the first run from ending.
    const reader = await owner.connect();
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
    let first: Promise<unknown> | undefined;
    await new Promise<void>((resolve) => {
      first = archive(10, ({ stage }) => {
        if (stage === 'recorded') resolve();
      });
    });
    await expect(archive(30)).rejects.toThrow(ArchiveRefused);
    await reader.query('COMMIT');
    reader.release();
    await first;
    expect(await archivedTo()).toBe(10);
  });

  it('where the folder holds a file of that name by another ledger, which stays', async () => {
    const path = join(directory, nameOf(11));
    writeFileSync(path, 'the only copy of another ledger');
    const run = archive(30);
    await expect(run).rejects.toThrow(ArchiveRefused);
    await expect(run).rejects.toThrow(`${path} is there already`);
    expect(readFileSync(path, 'utf8')).toBe('the only copy of another ledger');
    expect(readdirSync(directory).sort()).toEqual([1, 11].map(nameOf));
    expect(await archivedTo()).toBe(10);
    expect((await tables())[0]).toBe(11);
  });

  it.each([
    [`UPDATE ledger.events SET data = '"other"' WHERE position = 14`, 'position 14 (changed)'],
    ['DELETE FROM ledger.events WHERE position = 14', 'position 14 (missing)'],
    ['DELETE FROM ledger.events WHERE position = 20', 'position 20 (missing)'],
  ])('for a segment that is broken: %s', async (sql, words) => {
    await owner.query(
      `SET session_replication_role = 'replica'; ${sql}; SET session_replication_role = 'origin'`,
    );
    await expect(archive(30)).rejects.toThrow(words);
    expect(await archivedTo()).toBe(10);
    expect((await tables())[0]).toBe(11);
    expect(readdirSync(directory)).toEqual([nameOf(1)]);
  });
});

it('goes on while logins are made: their lock is another one', async () => {
  const start = await owner.connect();
  await start.query('SELECT pg_advisory_lock(7236838)');
  expect(await archive(10)).toEqual({ segments: 1, archivedTo: 10 });
  start.release(true);
});
