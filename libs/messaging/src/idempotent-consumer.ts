import type { RecordedEvent } from '@corridor/contracts';
import {
  ArchiveBroken,
  ArchiveMissing,
  ConcurrencyConflict,
  type EventStore,
  inTransaction,
} from '@corridor/event-store';
import pg from 'pg';
import { keepDeadLetter } from './dead-letters.js';

/** What an event leads to, in the transaction of `client`: rows, and appends by `EventStore.appendIn`. */
export type EventHandler = (event: RecordedEvent, client: pg.PoolClient) => Promise<void>;

/**
 * What events lead to, as {@link EventHandler} has it of each in their order, where it is less work for many of them.
 * @param isOver whether the transaction has taken long enough: what is left is for the next one. At least one event is handled.
 * @returns those that are left, in their order.
 */
export type RowHandler = (
  events: readonly RecordedEvent[],
  client: pg.PoolClient,
  isOver: () => boolean,
) => Promise<readonly RecordedEvent[]>;

export interface IdempotentConsumerOptions {
  readonly group: string;
  readonly pool: pg.Pool;
  /** Where what the bus left out is read, the archived part of the log as well. */
  readonly store: Pick<EventStore, 'readStream'>;
  readonly handle: EventHandler;
  /** Handles many at once, where there is more to it than to handle each. */
  readonly handleRow?: RowHandler;
  /** A transaction that has taken so long takes no further event (default 30 ms). */
  readonly partMs?: number;
}

const CONFLICTS_MAX = 10;
/**
 * A transaction holds the ledger's lock from its first append on, and whoever appends waits for it: what a batch leads to is committed in parts. Time
 * decides how many events a part holds, never what becomes of one.
 */
const PART_MS = 30;

/**
 * Applies each event of a stream once, in order, however often the bus delivers it: what has been applied per stream is
 * kept in the transaction of its effect. An event that cannot be applied goes to the dead letters and holds up nothing.
 */
export class IdempotentConsumer {
  constructor(private readonly options: IdempotentConsumerOptions) {}

  /**
   * Applies a batch, in one transaction or, where it takes long, in several.
   * @throws the error of a server that cannot be reached, or that lacks what this release expects: what is not applied has to come again.
   */
  readonly consume = async (events: readonly RecordedEvent[]): Promise<void> => {
    const { handle } = this.options;
    const handleRow = this.options.handleRow ?? oneByOne(handle);
    let left = events;
    for (let attempt = 1; left.length > 0; ) {
      try {
        left = await this.transaction(left, handleRow);
        attempt = 1;
      } catch (error) {
        if (isPassing(error) || isOfDeployment(error)) throw error;
        // Somebody else appended between reading and appending: everything is decided again on what stands now.
        attempt += 1;
        if (isConflict(error) && attempt <= CONFLICTS_MAX) continue;
        const buryOne: EventHandler = (event, client) => this.handleOrBury(client, event);
        left = await this.transaction(left, oneByOne(buryOne));
        attempt = 1;
      }
    }
  };

  /** Applies events from the first on; says which are left for another transaction. */
  private transaction(
    events: readonly RecordedEvent[],
    handleRow: RowHandler,
  ): Promise<readonly RecordedEvent[]> {
    return inTransaction(this.options.pool, async (client) => {
      const due = await this.dueOf(client, events);
      const overAt = performance.now() + (this.options.partMs ?? PART_MS);
      const left = due.length === 0 ? [] : await handleRow(due, client, () => performance.now() > overAt);
      await this.keepProgress(client, reachedOf(due, left));
      return left;
    });
  }

  /** Those that have not been applied, with what the bus left out between them. */
  private async dueOf(
    client: pg.PoolClient,
    events: readonly RecordedEvent[],
  ): Promise<readonly RecordedEvent[]> {
    const reached = new Map(await this.progressOf(client, events));
    const due: RecordedEvent[] = [];
    for (const event of events) {
      const version = reached.get(event.streamId) ?? 0;
      if (event.version <= version) continue;
      due.push(...(await this.missing(client, event, version)), event);
      reached.set(event.streamId, event.version);
    }
    return due;
  }

  /** What the bus left out before `event`, or brings behind it: progress would pass it by, and the log has it. */
  private async missing(
    client: pg.PoolClient,
    { streamId, version }: RecordedEvent,
    applied: number,
  ): Promise<readonly RecordedEvent[]> {
    if (version === applied + 1) return [];
    const behind = await this.options.store.readStream(streamId, { after: applied, client });
    return behind.filter((event) => event.version < version);
  }

  /** Applies one event by itself; what it cannot do is written down with its reason instead. */
  private async handleOrBury(client: pg.PoolClient, event: RecordedEvent): Promise<void> {
    await client.query('SAVEPOINT event');
    try {
      await this.options.handle(event, client);
      await client.query('RELEASE SAVEPOINT event');
    } catch (error) {
      // A conflict here is the next delivery's to solve, not a reason to give the event up.
      if (isPassing(error) || isOfDeployment(error) || isConflict(error)) throw error;
      await client.query('ROLLBACK TO SAVEPOINT event');
      const { name, message } = error as Error;
      await keepDeadLetter(client, {
        group: this.options.group,
        position: event.position,
        reason: `${name}: ${message}`,
        message: JSON.stringify(event),
      });
    }
  }

  private async progressOf(
    client: pg.PoolClient,
    events: readonly RecordedEvent[],
  ): Promise<ReadonlyMap<string, number>> {
    const streams = [...new Set(events.map(({ streamId }) => streamId))];
    const { rows } = await client.query<{ stream_id: string; version: number }>(
      `SELECT stream_id, version FROM bus.consumer_progress
       WHERE consumer_group = $1 AND stream_id = ANY ($2) ORDER BY stream_id FOR UPDATE`,
      [this.options.group, streams],
    );
    return new Map(rows.map(({ stream_id, version }) => [stream_id, version]));
  }

  private async keepProgress(client: pg.PoolClient, fresh: ReadonlyMap<string, number>): Promise<void> {
    if (fresh.size === 0) return;
    // Two that applied the first event of a stream at once: the second finds the row, and fails instead of doubling the effect.
    const { rowCount } = await client.query(
      `INSERT INTO bus.consumer_progress AS p
       SELECT $1, f.stream_id, f.version FROM unnest($2::text[], $3::integer[]) f(stream_id, version) ORDER BY 2
       ON CONFLICT (consumer_group, stream_id) DO UPDATE SET version = excluded.version WHERE p.version < excluded.version`,
      [this.options.group, [...fresh.keys()], [...fresh.values()]],
    );
    if (rowCount !== fresh.size)
      throw new ProgressOvertaken('Another member of the group applied these events.');
  }
}

/** How far each stream is applied: up to the first of its events that is left. What passes by behind that one has to be passed by again. */
function reachedOf(
  due: readonly RecordedEvent[],
  left: readonly RecordedEvent[],
): ReadonlyMap<string, number> {
  const isLeft = new Set(left);
  const stopped = new Set<string>();
  const reached = new Map<string, number>();
  for (const event of due) {
    const { streamId, version } = event;
    if (isLeft.has(event)) stopped.add(streamId);
    else if (!stopped.has(streamId)) reached.set(streamId, version);
  }
  return reached;
}

function oneByOne(handle: EventHandler): RowHandler {
  return async (events, client, isOver) => {
    for (const [index, event] of events.entries()) {
      if (index > 0 && isOver()) return events.slice(index);
      await handle(event, client);
    }
    return [];
  };
}

class ProgressOvertaken extends Error {
  override readonly name = 'ProgressOvertaken';
}

/** Somebody else was faster; the same work on the present state may succeed. */
export function isConflict(error: unknown): boolean {
  if (error instanceof ConcurrencyConflict || error instanceof ProgressOvertaken) return true;
  // 40: serialization failure or deadlock.
  return error instanceof pg.DatabaseError && (error.code ?? '').startsWith('40');
}

/**
 * A table, column, right or archived file that is missing, or a statement that the server does not know: every event would fail by it
 * until somebody mends the deployment, and then none does.
 */
export function isOfDeployment(error: unknown): boolean {
  if (error instanceof ArchiveMissing || error instanceof ArchiveBroken) return true;
  return error instanceof pg.DatabaseError && /^(42|0A000)/.test(error.code ?? '');
}

/** The server's trouble, or that of an error that says so of itself (`passes`), not the event's: it passes, and the batch comes again. */
export function isPassing(error: unknown): boolean {
  if ((error as { passes?: unknown }).passes === true) return true;
  if (error instanceof pg.DatabaseError) return /^(08|53|55|57|58)/.test(error.code ?? '');
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/.test(code)) return true;
  return (
    typeof message === 'string' &&
    /connection (terminated|timeout|error)|timeout exceeded|Query read timeout/i.test(message)
  );
}
