import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { ArchiveRefused } from '../errors.js';
import { GENESIS } from '../integrity/chain.js';
import { ChainCheck } from '../integrity/chain-check.js';
import { parseLine } from '../integrity/log-line.js';
import { ArchiveFile } from './archive-file.js';
import { type ArchivedSegment, archiveName } from './archive-format.js';
import { scanArchive } from './archive-scan.js';
import { writeArchive } from './archive-writer.js';
import { freeSegment } from './free-segment.js';
import { putInPlace } from './put-in-place.js';
import { archivedSegments } from './segment-catalogue.js';

/** How far one segment is. */
export interface ArchiveProgress {
  /** First and last position of the segment. */
  readonly first: number;
  readonly last: number;
  readonly fileName: string;
  /** Written to a file; read back and checked; recorded, so that readers take it from there; gone from the database. */
  readonly stage: 'written' | 'checked' | 'recorded' | 'freed';
  /** Events for which the stage is done, of `total`. */
  readonly done: number;
  readonly total: number;
}

export interface ArchiveOptions {
  /** Connections of the ledger's owner. */
  readonly pool: pg.Pool;
  /** The folder of archived files, which every reader of the ledger has to see; made where it is not there. */
  readonly directory: string;
  /** Segments that end at this position or before it are archived, as far as they are full. */
  readonly upTo: number;
  readonly onProgress?: (progress: ArchiveProgress) => void;
  readonly signal?: AbortSignal;
}

export interface ArchiveRun {
  /** Segments that this run archived. */
  readonly segments: number;
  /** The last position that is archived. */
  readonly archivedTo: number;
}

/** Beside the locks of the ledger, 7236837, and of making logins, 7236838. */
const ARCHIVE_LOCK = 7_236_839;
const LOCK_TIMEOUT = '2s';

/**
 * Moves full segments out of the database into archived files, the oldest first, without a gap. It may be interrupted at any point, by
 * its signal or by a crash: called again, it goes on where it was. Nothing leaves the database before its file was read back from the
 * disk and proved by the chain.
 * @throws ArchiveRefused where another run is under way, the caller is not the owner or does not see all transactions, the log is
 *   broken, another file has the name of one to write, or readers hold a table for too long; the reason of the signal; the error of
 *   the file system or the database
 */
export async function archiveSegments(options: ArchiveOptions): Promise<ArchiveRun> {
  const client = await options.pool.connect();
  try {
    await begin(client);
    const run = await archive(client, options);
    await client.query('SELECT pg_advisory_unlock($1)', [ARCHIVE_LOCK]);
    // Its time-outs are of this run: the pool makes another one.
    client.release(true);
    return run;
  } catch (error) {
    await client.query('SELECT pg_advisory_unlock($1)', [ARCHIVE_LOCK]).catch(() => undefined);
    client.release(true);
    throw error;
  }
}

async function begin(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ role: string; is_owner: boolean; sees_all: boolean }>(
    `SELECT quote_ident(current_user) AS role, pg_has_role(c.relowner, 'USAGE') AS is_owner,
       pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees_all
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'ledger' AND c.relname = 'events'`,
  );
  const [caller] = rows;
  if (!caller?.is_owner) throw new ArchiveRefused('Only the owner of the ledger may archive a part of it.');
  // Or else the wait for older snapshots would pass by those of other users.
  if (!caller.sees_all) {
    throw new ArchiveRefused(
      `Archiving waits for transactions of all users, which ${caller.role} cannot see: GRANT pg_read_all_stats TO ${caller.role}, as a superuser.`,
    );
  }
  const { rows: locks } = await client.query<{ is_alone: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS is_alone',
    [ARCHIVE_LOCK],
  );
  if (!locks[0]?.is_alone) throw new ArchiveRefused('Another run archives already: only one may at a time.');
  // A wait for a lock would hold up who comes behind it; an index over a whole segment takes its time.
  await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'; SET statement_timeout = 0`);
}

async function archive(client: pg.ClientBase, options: ArchiveOptions): Promise<ArchiveRun> {
  const { directory, upTo, signal } = options;
  await mkdir(directory, { recursive: true });
  await finishRecorded(client, options);
  for (let segments = 0; ; segments += 1) {
    signal?.throwIfAborted();
    const segment = await nextSegment(client, upTo);
    if ('archivedTo' in segment) return { segments, archivedTo: segment.archivedTo };
    await archiveOne(client, segment, options);
  }
}

interface Segment {
  readonly first: number;
  readonly last: number;
  readonly table: string;
  /** Hex. */
  readonly hashBefore: string;
  readonly hashAfter: string;
}

/** The oldest segment that is in the database, or how far they are archived where that one stays. */
async function nextSegment(
  client: pg.ClientBase,
  upTo: number,
): Promise<Segment | { readonly archivedTo: number }> {
  const { rows } = await client.query<{
    archived_to: string;
    last_position: string | null;
    table_name: string;
    hash_before: Buffer | null;
    hash_after: Buffer | null;
  }>(
    `SELECT h.archived_to, s.last_position, s.table_name,
       (SELECT b.hash_after FROM ledger.segments b WHERE b.last_position = h.archived_to) AS hash_before,
       (SELECT e.hash FROM ledger.events e WHERE e.position = s.last_position) AS hash_after
     FROM ledger.head h LEFT JOIN ledger.segments s
       ON s.first_position = h.archived_to + 1 AND s.last_position <= h.position AND s.last_position <= $1`,
    [upTo],
  );
  const [row] = rows;
  const archivedTo = Number(row?.archived_to ?? 0);
  if (!row?.last_position) return { archivedTo };
  return {
    first: archivedTo + 1,
    last: Number(row.last_position),
    table: row.table_name,
    hashBefore: row.hash_before?.toString('hex') ?? GENESIS,
    hashAfter: row.hash_after?.toString('hex') ?? '',
  };
}

async function archiveOne(
  client: pg.ClientBase,
  segment: Segment,
  { directory, onProgress, signal }: ArchiveOptions,
): Promise<void> {
  const { first, last, table, hashBefore, hashAfter } = segment;
  const total = last - first + 1;
  const name = archiveName(first, last);
  const tell = (stage: ArchiveProgress['stage'], done: number): void =>
    onProgress?.({ first, last, fileName: name, stage, done, total });
  // Its hash keeps two ledgers apart that write into one folder at once; what an interrupted run left of it is made anew.
  const part = join(directory, `.${name}.${hashAfter}.part`);
  await rm(part, { force: true });
  try {
    await writeArchive({
      client,
      path: part,
      segment: { first, last, hashBefore, hashAfter },
      onProgress: (done) => tell('written', done),
      signal,
    });
    const file = await proved(part, segment, (done) => tell('checked', done), signal);
    await putInPlace(part, join(directory, name), file.sha256);
    await client.query('SELECT ledger.record_archive($1, $2, $3, $4, $5, $6)', [
      first,
      name,
      file.sha256,
      file.bytes,
      Buffer.from(hashBefore, 'hex'),
      Buffer.from(hashAfter, 'hex'),
    ]);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
  tell('recorded', total);
  await freeSegment(client, table, signal);
  tell('freed', total);
}

/** Reads a file back, and follows the chain through it from the hash before to the one that the log ends the segment with. */
async function proved(
  path: string,
  { first, last, hashBefore, hashAfter }: Segment,
  onProgress: (events: number) => void,
  signal: AbortSignal | undefined,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const check = new ChainCheck(first - 1, hashBefore);
  const file = await scanArchive(
    path,
    (buffer, start, end) => {
      const breach = check.next(parseLine(buffer, start, end));
      if (breach) throw brokenAt(breach.position, breach.reason);
      const done = check.end.position - first + 1;
      if (done % PROGRESS_EVENTS === 0) onProgress(done);
    },
    signal,
  );
  if (check.end.position !== last) throw brokenAt(check.end.position + 1, 'missing');
  if (check.end.hash !== hashAfter) throw brokenAt(last, 'changed');
  onProgress(last - first + 1);
  return file;
}

const PROGRESS_EVENTS = 10_000;

const brokenAt = (position: number, reason: string): ArchiveRefused =>
  new ArchiveRefused(`The log is broken at position ${position} (${reason}): it is not archived as it is.`);

/** What an interrupted run recorded, but did not free the database of. */
async function finishRecorded(client: pg.ClientBase, options: ArchiveOptions): Promise<void> {
  const { rows } = await client.query<{ table_name: string; first_position: string }>(
    `SELECT s.table_name, s.first_position FROM ledger.segments s JOIN pg_class c ON c.relname = s.table_name
     WHERE c.relnamespace = 'ledger'::regnamespace AND s.archived_at IS NOT NULL ORDER BY s.first_position`,
  );
  if (rows.length === 0) return;
  const segments = await archivedSegments(client);
  for (const { table_name, first_position } of rows) {
    const segment = segments.find(({ first }) => first === Number(first_position)) as ArchivedSegment;
    // The table is the only other copy.
    await new ArchiveFile(options.directory, segment).check();
    await freeSegment(client, table_name, options.signal);
    const { first, last, fileName } = segment;
    const total = last - first + 1;
    options.onProgress?.({ first, last, fileName, stage: 'freed', done: total, total });
  }
}
