import type pg from 'pg';

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

/** Reads and keeps the states of streams; every row may go at any time. */
export class Snapshots {
  constructor(private readonly pool: pg.Pool) {}

  /** The newest one of this form that was taken in this very log; `undefined` where there is none. */
  async load(
    streamId: string,
    form: string,
    client: Pick<pg.ClientBase, 'query'> = this.pool,
  ): Promise<Snapshot | undefined> {
    const { rows } = await client.query<{ state: string; version: number }>({
      name: 'ledger-load-snapshot',
      // A ledger that was restored may hold another event there.
      text: `SELECT s.state::text AS state, s.version FROM ledger.snapshots s
        JOIN read.log e ON e.position = s.position AND e.hash = s.hash WHERE s.stream_id = $1 AND s.form = $2`,
      values: [streamId, form],
    });
    return rows[0] && { state: JSON.parse(rows[0].state, reviveBigInt), version: rows[0].version };
  }

  /** Keeps a state as of the event at `position`, unless there is a newer one of this form. */
  async keep(
    streamId: string,
    form: string,
    at: { version: number; position: number; state: unknown },
  ): Promise<void> {
    await this.pool.query({
      name: 'ledger-keep-snapshot',
      text: `INSERT INTO ledger.snapshots AS s (stream_id, version, position, hash, form, state)
        SELECT $1, $2, position, hash, $4, $5 FROM read.log WHERE position = $3
        ON CONFLICT (stream_id) DO UPDATE
          SET version = excluded.version, position = excluded.position, hash = excluded.hash, form = excluded.form, state = excluded.state
          WHERE s.form <> excluded.form OR s.version < excluded.version
            OR NOT EXISTS (SELECT FROM read.log e WHERE e.position = s.position AND e.hash = s.hash)`,
      values: [streamId, at.version, at.position, form, JSON.stringify(at.state, replaceBigInt)],
    });
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
