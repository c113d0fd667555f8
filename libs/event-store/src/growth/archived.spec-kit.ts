import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { type ArchiveProgress, type ArchiveRun, archiveSegments, EventStore, ledgerPool } from '../index.js';
import { expecting, StoreWorld } from '../store-world.spec-kit.js';

/** Positions of a segment in the tests of archives. */
export const SIZE = 10;

/** A ledger of small segments with so many events, five an append, for three streams in turn. */
export async function segmentedWorld(count: number): Promise<StoreWorld> {
  const world = await StoreWorld.start();
  await world.segmentEvery(SIZE);
  const filling = new EventStore({ pool: world.poolOf() });
  for (let n = 0; n < count; n += 5) await filling.append(expecting(`consignment-${n % 3}`, 'any', 5));
  return world;
}

/** A copy of it for one test, with a folder to archive into. */
export interface ArchivedCopy {
  readonly url: string;
  readonly owner: pg.Pool;
  readonly directory: string;
  archive(upTo: number, onProgress?: (progress: ArchiveProgress) => void): Promise<ArchiveRun>;
  end(): Promise<void>;
}

export async function copyToArchive(world: StoreWorld): Promise<ArchivedCopy> {
  const url = await world.copy();
  const owner = ledgerPool(url);
  const directory = mkdtempSync(join(tmpdir(), 'archive-'));
  return {
    url,
    owner,
    directory,
    archive: (upTo, onProgress) =>
      archiveSegments({ pool: owner, directory, upTo, ...(onProgress && { onProgress }) }),
    end: async () => {
      await owner.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Up to where a ledger says that its log is archived. */
export async function archivedToOf(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ archived_to: string }>('SELECT archived_to FROM read.head');
  return Number(rows[0]?.archived_to);
}

/** The segments whose tables there are, by their first position. */
export async function tablesOf(pool: pg.Pool): Promise<readonly number[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'ledger'::regnamespace AND relkind = 'r' AND relname ~ '^events_' ORDER BY 1`,
  );
  return rows.map(({ name }) => Number(name.slice('events_'.length)));
}

/** What the file of the segment that begins at `first` is called. */
export const nameOf = (first: number): string =>
  `events-${String(first).padStart(12, '0')}-${String(first + SIZE - 1).padStart(12, '0')}.log.gz`;
