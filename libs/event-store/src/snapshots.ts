import type pg from 'pg';
import type { Archives } from './growth/archives.js';

export interface SnapshotOptions {
  /** One is taken where loading had to fold at least so many events. */
  readonly every: number;
  /** Names how the state is made, e.g. `consignment/1`. Another name where `evolve` or the form of the state changes: what was kept before is left aside. */
  readonly form: string;
  /** Told of a snapshot that could not be kept: the next load folds again, no more. */
  readonly onError?: (error: unknown) => void;
}

export interface Snapshot {
  readonly state: unknown;
  readonly version: number;
}

interface Row {
  readonly state: string;
  readonly version: number;
  readonly position: string;
  readonly hash: Buffer;
  /** Of the event at `position`, where it is in the database. */
  readonly log_hash: Buffer | null;
  readonly is_archived: boolean;
}

/** Reads and keeps the states of streams; every row may go at any time. */
export class Snapshots {
  constructor(
    private readonly pool: pg.Pool,
    private readonly archives: Archives,
  ) {}

  /**
   * The newest one of this form that was taken in this very log; `undefined` where there is none.
   * @throws ArchiveMissing or ArchiveBroken where the event that it was taken at is archived and cannot be read
   */
  async load(
    streamId: string,
    form: string,
    client: Pick<pg.ClientBase, 'query'> = this.pool,
  ): Promise<Snapshot | undefined> {
    const { rows } = await client.query<Row>({
      name: 'ledger-load-snapshot',
      text: `SELECT s.state::text AS state, s.version, s.position, s.hash, e.hash AS log_hash, s.position <= h.archived_to AS is_archived
        FROM ledger.snapshots s CROSS JOIN read.head h LEFT JOIN read.log e ON e.position = s.position
        WHERE s.stream_id = $1 AND s.form = $2`,
      values: [streamId, form],
    });
    const [row] = rows;
    if (!row) return undefined;
    // A ledger that was restored may hold another event there.
    const hash =
      row.log_hash ??
      (row.is_archived ? await this.archives.hashAt(client, Number(row.position)) : undefined);
    if (!hash?.equals(row.hash)) return undefined;
    return { state: JSON.parse(row.state, reviveBigInt), version: row.version };
  }

  /** Keeps a state as of the event at `position`, unless there is a newer one of this form. */
  async keep(
    streamId: string,
    form: string,
    at: { version: number; position: number; state: unknown },
  ): Promise<void> {
    const { version, position } = at;
    const state = JSON.stringify(at.state, replaceBigInt);
    const keep = async (archivedHash: Buffer | undefined): Promise<boolean> => {
      const { rows } = await this.pool.query<{ lies_in_archive: boolean }>({
        name: 'ledger-keep-snapshot',
        text: `WITH event AS (SELECT coalesce((SELECT hash FROM read.log WHERE position = $3), $6) AS hash),
          kept AS (INSERT INTO ledger.snapshots AS s (stream_id, version, position, hash, form, state)
            SELECT $1, $2, $3, hash, $4, $5 FROM event WHERE hash IS NOT NULL
            ON CONFLICT (stream_id) DO UPDATE
              SET version = excluded.version, position = excluded.position, hash = excluded.hash, form = excluded.form, state = excluded.state
              WHERE s.form <> excluded.form OR s.version < excluded.version
                OR NOT EXISTS (SELECT FROM read.log e WHERE e.position = s.position AND e.hash = s.hash))
          SELECT event.hash IS NULL AND $3 <= h.archived_to AS lies_in_archive FROM event, read.head h`,
        values: [streamId, version, position, form, state, archivedHash ?? null],
      });
      return rows[0]?.lies_in_archive === true;
    };
    if (await keep(undefined)) await keep(await this.archives.hashAt(this.pool, position));
  }
}

/** Money is in bigint, which JSON has no form for. */
const BIGINT = 'bigint:';

function replaceBigInt(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${BIGINT}${value}`;
  // A text that looks like one is told apart by a further prefix.
  return typeof value === 'string' && value.startsWith(BIGINT) ? `${BIGINT}text:${value}` : value;
}

function reviveBigInt(_key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith(BIGINT)) return value;
  const rest = value.slice(BIGINT.length);
  return rest.startsWith('text:') ? rest.slice('text:'.length) : BigInt(rest);
}
