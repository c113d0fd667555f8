import type { RecordedEvent } from '@corridor/contracts';
import pg from 'pg';
import type { AppendRequest, AppendResult } from './append/append.js';
import { callAppend } from './append/append-call.js';
import { AppendQueue } from './append/append-queue.js';
import { encodeAppend } from './append/encode-append.js';
import { AskedTogether } from './asked-together.js';
import { Archives } from './growth/archives.js';
import { Awakener } from './read/awakener.js';
import { LogReader, type ReadAllOptions, type ReadLogOptions } from './read/log-reader.js';
import { type ReadStreamOptions, StreamReader } from './read/stream-reader.js';
import { type SubscribeOptions, subscription } from './read/subscription.js';
import { Snapshots } from './snapshots.js';

export interface EventStoreOptions {
  /** Connections of the service's role; see {@link ledgerPool}. */
  readonly pool: pg.Pool;
  /** Folder of the archived part of the log; without it, reading that part is an error. */
  readonly archives?: string;
  /** Appends that may wait (default 10 000); one more is refused as overloaded. */
  readonly waitingMax?: number;
  /** Characters of appends that may wait (default 64 million), likewise. */
  readonly waitingSizeMax?: number;
  /** Events that are committed together at most (default 1 000). */
  readonly groupEventsMax?: number;
  /** Characters that are committed together at most (default 2 million). */
  readonly groupSizeMax?: number;
}

/** One group is taken in while another is committed: more would only wait for the ledger's lock. */
const GROUPS_IN_FLIGHT = 2;

/** Keys that are asked for at once. */
const ANSWERS_MAX = 500;

/** What a request was answered, kept with its events. */
export interface KeptAnswer {
  readonly requestHash: string;
  readonly answer: unknown;
  readonly position: number;
}

/** Whose idempotency key. */
interface AnsweredUnder {
  readonly actor: string;
  readonly key: string;
}

/** The log: append and read. One object a process. */
export class EventStore {
  /** States of long streams. */
  readonly snapshots: Snapshots;
  private readonly pool: pg.Pool;
  private readonly queue: AppendQueue;
  private readonly log: LogReader;
  private readonly streams: StreamReader;
  private readonly awakener: Awakener;
  private readonly answers: AskedTogether<AnsweredUnder, KeptAnswer | undefined>;

  constructor(options: EventStoreOptions) {
    const { pool } = options;
    this.pool = pool;
    const archives = new Archives(options.archives);
    this.log = new LogReader(pool, archives);
    this.streams = new StreamReader(pool, archives);
    this.snapshots = new Snapshots(pool, archives);
    this.answers = new AskedTogether({ togetherMax: ANSWERS_MAX, ask: (keys) => answersOf(pool, keys) });
    this.awakener = new Awakener(() => new pg.Client(pool.options));
    this.queue = new AppendQueue({
      commit: (group) => callAppend(pool, group),
      // Class 22 is a value PostgreSQL cannot take, 23 a breach of a constraint: one request's fault, not the group's.
      concernsOneRequest: (error) => error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ''),
      waitingMax: options.waitingMax ?? 10_000,
      waitingSizeMax: options.waitingSizeMax ?? 64_000_000,
      groupEventsMax: options.groupEventsMax ?? 1_000,
      groupSizeMax: options.groupSizeMax ?? 2_000_000,
      inFlightMax: GROUPS_IN_FLIGHT,
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
    const [result] = await this.appendEachIn(client, [request]);
    if (result === undefined) throw new Error('The ledger gave no answer to an append.');
    return result;
  }

  /** As {@link appendIn}, several in one call: no two of them to one stream. @throws what the first one that is refused throws. */
  async appendEachIn(
    client: pg.ClientBase,
    requests: readonly AppendRequest[],
  ): Promise<readonly AppendResult[]> {
    if (requests.length === 0) return [];
    const outcomes = await callAppend(client, requests.map(encodeAppend));
    return outcomes.map((outcome) => {
      if ('error' in outcome) throw outcome.error;
      return outcome.result;
    });
  }

  /** The events of a stream, the oldest first unless asked otherwise; none where there is no such stream. */
  readStream(streamId: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    return this.streams.read(streamId, options);
  }

  /** The versions of those streams that there are. */
  async versionsOf(
    streamIds: readonly string[],
    client: Pick<pg.ClientBase, 'query'> = this.pool,
  ): Promise<ReadonlyMap<string, number>> {
    const { rows } = await client.query<{ stream_id: string; version: number }>({
      name: 'ledger-versions',
      text: 'SELECT stream_id, version FROM read.streams WHERE stream_id = ANY ($1)',
      values: [streamIds],
    });
    return new Map(rows.map(({ stream_id, version }) => [stream_id, version]));
  }

  /** The events of a stream one by one, however many there are. */
  iterateStream(
    streamId: string,
    options?: Pick<ReadStreamOptions, 'after' | 'to' | 'backwards'>,
  ): AsyncIterable<RecordedEvent> {
    return this.streams.iterate(streamId, options);
  }

  /** A page of the log in order of position: the way to follow its end. */
  readAll(options: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    return this.log.page(options);
  }

  /** The log in order of position, batch by batch: the way to go over all of it, in constant memory. */
  readLogBatches(options?: ReadLogOptions): AsyncIterable<readonly RecordedEvent[]> {
    return this.log.batches(options);
  }

  /** The log in order of position, event by event, in constant memory. */
  async *readLog(options?: ReadLogOptions): AsyncGenerator<RecordedEvent, void, undefined> {
    for await (const batch of this.log.batches(options)) yield* batch;
  }

  /** The log from a position on, and then each event as it is appended; see {@link subscription}. */
  subscribe(options: SubscribeOptions): AsyncIterable<RecordedEvent> {
    return subscription(this.log, this.awakener, options);
  }

  /** The answer that an earlier request of this actor got under the key; `undefined` where there was none. */
  answerOf(actor: string, key: string): Promise<KeptAnswer | undefined> {
    return this.answers.ask({ actor, key });
  }

  /** The last position; 0 for an empty log. */
  head(): Promise<number> {
    return this.log.head();
  }

  /** Settles when every append under way has its answer. */
  idle(): Promise<void> {
    return this.queue.idle();
  }

  /** Ends subscriptions' waiting and their connection; the pool stays its owner's. */
  async close(): Promise<void> {
    await this.queue.idle();
    await this.awakener.close();
  }
}

async function answersOf(
  pool: pg.Pool,
  keys: readonly AnsweredUnder[],
): Promise<readonly (KeptAnswer | undefined)[]> {
  const { rows } = await pool.query<{
    nth: string;
    request_hash: string;
    answer: unknown;
    position: string;
  }>({
    name: 'ledger-answers-of',
    text: `SELECT k.nth, i.request_hash, i.answer, i.position
      FROM unnest($1::text[], $2::text[]) WITH ORDINALITY k(actor, key, nth) JOIN ledger.idempotency i USING (actor, key)`,
    values: [keys.map(({ actor }) => actor), keys.map(({ key }) => key)],
  });
  const answers = new Array<KeptAnswer | undefined>(keys.length).fill(undefined);
  for (const { nth, request_hash, answer, position } of rows) {
    answers[Number(nth) - 1] = { requestHash: request_hash, answer, position: Number(position) };
  }
  return answers;
}
