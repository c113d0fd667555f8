import type { RecordedEvent } from '@corridor/contracts';
import pg from 'pg';
import type { AppendRequest, AppendResult } from './append.js';
import { callAppend, encode, toResult } from './append-call.js';
import { AppendQueue } from './append-queue.js';
import { EVENT_COLUMNS, type EventRow, toRecordedEvent } from './event-row.js';

export interface EventStoreOptions {
  /** Connections of the service's role; see {@link ledgerPool}. */
  readonly pool: pg.Pool;
  /** Appends that may wait (default 10 000); one more is refused as overloaded. */
  readonly waitingMax?: number;
  /** Appends that are committed together at most (default 500). */
  readonly groupMax?: number;
}

export interface ReadAllOptions {
  /** Events behind this position, 0 for all. */
  readonly after: number;
  readonly limit: number;
  /** Only streams of these categories. */
  readonly categories?: readonly string[];
}

/** The log: append and read. One object a process. */
export class EventStore {
  private readonly pool: pg.Pool;
  private readonly queue: AppendQueue<Awaited<ReturnType<typeof callAppend>>[number]>;

  constructor({ pool, waitingMax = 10_000, groupMax = 500 }: EventStoreOptions) {
    this.pool = pool;
    this.queue = new AppendQueue({
      commit: (encoded) => callAppend(this.pool, encoded),
      toResult,
      encode,
      // Class 22 is a value PostgreSQL cannot take, 23 a breach of a constraint: one request's fault, not the group's.
      concernsOneRequest: (error) => error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ''),
      waitingMax,
      groupMax,
    });
  }

  /**
   * Appends to one stream or several, all or nothing, durably.
   * @throws ConcurrencyConflict, IdempotencyKeyReused, AppendForbidden or Overloaded; nothing was appended then.
   */
  append(request: AppendRequest): Promise<AppendResult> {
    return this.queue.append(request);
  }

  /** As {@link append}, inside the caller's transaction; the ledger's lock is held until that ends. */
  async appendIn(client: pg.ClientBase, request: AppendRequest): Promise<AppendResult> {
    const [answer] = await callAppend(client, [encode(request)]);
    return toResult(request, answer);
  }

  /** The events of a stream behind `after` (0), oldest first; empty where there is no such stream. */
  async readStream(
    streamId: string,
    { after = 0, client = this.pool }: { after?: number; client?: Pick<pg.ClientBase, 'query'> } = {},
  ): Promise<readonly RecordedEvent[]> {
    const { rows } = await client.query<EventRow>({
      name: 'ledger-read-stream',
      text: `SELECT ${EVENT_COLUMNS} FROM read.events WHERE stream_id = $1 AND version > $2 ORDER BY version`,
      values: [streamId, after],
    });
    return rows.map(toRecordedEvent);
  }

  /** A page of the whole log in order of position. */
  async readAll({ after, limit, categories }: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    const { rows } = await this.pool.query<EventRow>({
      name: 'ledger-read-all',
      text: `SELECT ${EVENT_COLUMNS} FROM read.events
        WHERE position > $1 AND ($3::text[] IS NULL OR split_part(stream_id, '-', 1) = ANY ($3))
        ORDER BY position LIMIT $2`,
      values: [after, limit, categories ?? null],
    });
    return rows.map(toRecordedEvent);
  }

  /** The answer that an earlier request of this actor got under the key; `undefined` where there was none. */
  async answerOf(
    actor: string,
    key: string,
  ): Promise<{ requestHash: string; answer: unknown; position: number } | undefined> {
    const { rows } = await this.pool.query<{ request_hash: string; answer: unknown; position: string }>({
      name: 'ledger-answer-of',
      text: 'SELECT request_hash, answer, position FROM ledger.idempotency WHERE actor = $1 AND key = $2',
      values: [actor, key],
    });
    const row = rows[0];
    return row && { requestHash: row.request_hash, answer: row.answer, position: Number(row.position) };
  }

  /** The last position; 0 for an empty log. */
  async head(): Promise<number> {
    const text = 'SELECT coalesce(max(position), 0) AS head FROM read.events';
    const { rows } = await this.pool.query<{ head: string }>({ name: 'ledger-head', text });
    return Number(rows[0]?.head ?? 0);
  }

  /** Settles when every append under way has its answer. */
  idle(): Promise<void> {
    return this.queue.idle();
  }
}

/** Which SQL role the connections take; the login of `connectionString` has to be a member of it. */
export type LedgerRole = 'trade_events' | 'payments_settlement' | 'reporting' | 'gateway';

/** Connections that act as `role`, with time-outs: a lost server fails calls within seconds, it does not hang them. */
export function ledgerPool(connectionString: string, role?: LedgerRole, max = 8): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    query_timeout: 65_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    application_name: `corridor-ledger ${role ?? 'owner'}`,
    ...(role && { options: `-c role=${role}` }),
  });
  // A connection that breaks is replaced by the next call, and fails the query under way; without listeners it would end
  // the process: the pool's while it is idle, its own while it is in use.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
