import type pg from 'pg';
import { copyRows } from '../read/copy-rows.js';
import { type Breach, ChainCheck } from './chain-check.js';
import type { Checkpoint } from './checkpoint.js';
import { LINE_FIELDS, parseLine } from './log-line.js';

export interface VerifyOptions {
  readonly pool: pg.Pool;
  /** Signed checkpoints, whose signatures were checked; see {@link verifyCheckpoint}. */
  readonly checkpoints?: readonly Checkpoint[];
  /** Told now and then how far it is. */
  readonly onProgress?: (progress: { readonly position: number; readonly head: number }) => void;
  readonly signal?: AbortSignal;
}

export interface Verified {
  /** Events that were checked, up to a breach or the end. */
  readonly events: number;
  /** The first one, if there is any. */
  readonly breach: Breach | undefined;
  /** The end of the log; what a new checkpoint would sign. */
  readonly position: number;
  readonly hash: Buffer;
}

const PAGE_SIZE = 50_000;

/**
 * Checks every event of the log against the chain and the chain against checkpoints, by what the events themselves say.
 * @throws the reason of the signal
 */
export async function verifyLog({
  pool,
  checkpoints = [],
  onProgress,
  signal,
}: VerifyOptions): Promise<Verified> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ position: string; archived_to: string; hash: Buffer | null }>(
      `SELECT h.position, h.archived_to, (SELECT s.hash_after FROM read.segments s WHERE s.last_position = h.archived_to) AS hash
       FROM read.head h`,
    );
    const head = Number(rows[0]?.position ?? 0);
    const archivedTo = Number(rows[0]?.archived_to ?? 0);
    const signed = new Map(checkpoints.map(({ position, hash }) => [position, Buffer.from(hash, 'hex')]));
    const check =
      archivedTo === 0
        ? new ChainCheck(0, undefined, signed)
        : new ChainCheck(archivedTo, rows[0]?.hash ?? undefined, signed);
    const begun = archivedTo;
    let breach: Breach | undefined;
    for (let after = begun; after < head && !breach; after += PAGE_SIZE) {
      signal?.throwIfAborted();
      const to = Math.min(after + PAGE_SIZE, head);
      const query = `SELECT ${LINE_FIELDS} FROM read.log WHERE position > ${after} AND position <= ${to} ORDER BY position`;
      await copyRows(client, query, (buffer, start, end) => {
        breach ??= check.next(parseLine(buffer, start, end));
      });
      // A page that ends early lacks its last events.
      if (!breach && check.end.position < to)
        breach = { position: check.end.position + 1, reason: 'missing' };
      onProgress?.({ position: check.end.position, head });
    }
    breach ??= check.finish();
    client.release();
    return { events: check.end.position - begun, breach, ...check.end };
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}
