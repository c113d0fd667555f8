import type pg from 'pg';
import { Archives } from '../growth/archives.js';
import { verifyArchives } from '../growth/verify-archives.js';
import { copyLog } from '../read/copy-rows.js';
import { type Breach, ChainCheck } from './chain-check.js';
import type { Checkpoint } from './checkpoint.js';
import { LINE_FIELDS, parseLine } from './log-line.js';

export interface VerifyOptions {
  readonly pool: pg.Pool;
  /** Folder of the archived part of the log, where it has one. */
  readonly archives?: string;
  /** Signed checkpoints, whose signatures were checked; see {@link verifyCheckpoint}. */
  readonly checkpoints?: readonly Pick<Checkpoint, 'position' | 'hash'>[];
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
  /** Hex. */
  readonly hash: string;
}

const PAGE_SIZE = 50_000;

/**
 * Checks every event of the log, archived or not, against the chain and the chain against checkpoints, by what the events themselves say.
 * @throws the reason of the signal; ArchiveMissing where an archived file is not at hand; ArchiveBroken where it is another one
 */
export async function verifyLog({
  pool,
  archives: folder,
  checkpoints = [],
  onProgress,
  signal,
}: VerifyOptions): Promise<Verified> {
  const archives = new Archives(folder);
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ position: string; hash: string; beyond: string | null }>(
      `SELECT position, encode(hash, 'hex') AS hash, (SELECT min(l.position) FROM read.log l WHERE l.position > h.position) AS beyond
       FROM read.head h`,
    );
    const head = Number(rows[0]?.position ?? 0);
    const signed = new Map(checkpoints.map(({ position, hash }) => [position, hash]));
    const check = new ChainCheck(0, undefined, signed);
    const tell = (): void => onProgress?.({ position: check.end.position, head });
    let breach: Breach | undefined;
    while (check.end.position < head && !breach) {
      signal?.throwIfAborted();
      const after = check.end.position;
      const to = Math.min(after + PAGE_SIZE, head);
      const archivedTo = await copyLog(client, { fields: LINE_FIELDS, after, to }, (buffer, start, end) => {
        breach ??= check.next(parseLine(buffer, start, end));
      });
      if (archivedTo > after) {
        const end = Math.min(archivedTo, head);
        const files = await archives.filesOf(client, after + 1, end);
        breach = await verifyArchives(files, check, end, tell, signal);
      } else if (!breach && check.end.position < to) {
        // A page that ends early lacks its last events.
        breach = { position: check.end.position + 1, reason: 'missing' };
      }
      tell();
    }
    breach ??= check.finish() ?? headBreach(check.end, rows[0]);
    client.release();
    return { events: check.end.position, breach, ...check.end };
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}

/** Whether the log goes on where it should end, or its end is told to be another: what is appended next would be chained to that. */
function headBreach(
  end: ChainCheck['end'],
  head: { readonly hash: string; readonly beyond: string | null } | undefined,
): Breach | undefined {
  if (head === undefined) return undefined;
  if (head.beyond !== null) return { position: Number(head.beyond), reason: 'changed' };
  return head.hash === end.hash ? undefined : { position: end.position, reason: 'changed' };
}
