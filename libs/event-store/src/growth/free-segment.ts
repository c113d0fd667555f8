import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ArchiveRefused } from '../errors.js';

/** How long readers that began before are waited for, milliseconds: their own time-outs end them earlier (see `ledgerPool`). */
const PATIENCE_MS = 150_000;
const LOOK_MS = 50;
const TRIES = 5;

/**
 * Frees the database of a segment whose archived file is recorded: waits until nobody reads by a snapshot from before the record, then
 * detaches its table, which holds up neither readers nor appends, and drops it. Goes on where it was interrupted before.
 * @throws ArchiveRefused where readers or locks stand in its way for too long
 */
export async function freeSegment(client: pg.ClientBase, table: string, signal?: AbortSignal): Promise<void> {
  await olderSnapshotsGone(client, table, signal);
  for (let tried = 1; ; tried += 1) {
    signal?.throwIfAborted();
    try {
      const standing = await standingOf(client, table);
      if (standing === 'gone') return;
      // Detaching has two halves, and may have been interrupted between them.
      if (standing === 'attached') await alter(client, table, 'CONCURRENTLY');
      if (standing === 'half-detached') await alter(client, table, 'FINALIZE');
      await client.query(`DROP TABLE ledger.${pg.escapeIdentifier(table)}`);
      return;
    } catch (error) {
      if (!isLockRefused(error)) throw error;
      if (tried === TRIES) {
        throw new ArchiveRefused(
          `The table ledger.${table} is archived, but others hold locks on it: run the archive again later to drop it.`,
          { cause: error },
        );
      }
      await sleep(LOOK_MS * 2 ** tried);
    }
  }
}

const alter = (client: pg.ClientBase, table: string, how: 'CONCURRENTLY' | 'FINALIZE') =>
  client.query(`ALTER TABLE ledger.events DETACH PARTITION ledger.${pg.escapeIdentifier(table)} ${how}`);

async function standingOf(
  client: pg.ClientBase,
  table: string,
): Promise<'attached' | 'half-detached' | 'detached' | 'gone'> {
  const { rows } = await client.query<{ pending: boolean | null }>(
    `SELECT i.inhdetachpending AS pending FROM pg_class c
     LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND i.inhparent = 'ledger.events'::regclass
     WHERE c.relnamespace = 'ledger'::regnamespace AND c.relname = $1`,
    [table],
  );
  const [row] = rows;
  if (!row) return 'gone';
  if (row.pending === null) return 'detached';
  return row.pending ? 'half-detached' : 'attached';
}

/**
 * Tables do not come and go with snapshots as rows do: who reads by a snapshot from before the record would find the segment neither
 * archived nor there. Rather than taking such a gap for "no events", nobody is let into it.
 */
async function olderSnapshotsGone(
  client: pg.ClientBase,
  table: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const ends = Date.now() + PATIENCE_MS;
  let older = await snapshotsOf(client);
  while (older.size > 0) {
    if (Date.now() > ends) {
      throw new ArchiveRefused(
        `The table ledger.${table} is archived, but a transaction from before still reads (server process ${[...older].join(', ')}): run the archive again later to drop it.`,
      );
    }
    await sleep(LOOK_MS);
    signal?.throwIfAborted();
    const now = await snapshotsOf(client);
    older = new Set([...older].filter((transaction) => now.has(transaction)));
  }
}

/** The transactions of this database that have a snapshot: process and beginning. */
async function snapshotsOf(client: pg.ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ transaction: string }>(
    `SELECT format('%s since %s', pid, xact_start) AS transaction FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' AND backend_xmin IS NOT NULL AND pid <> pg_backend_pid()`,
  );
  return new Set(rows.map(({ transaction }) => transaction));
}

/** Lock not available, or a deadlock. */
const isLockRefused = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '55P03' || error.code === '40P01');
