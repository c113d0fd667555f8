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

export interface IdempotentConsumerOptions {
  readonly group: string;
  readonly pool: pg.Pool;
  /** Where what the bus left out is read, the archived part of the log as well. */
  readonly store: Pick<EventStore, 'readStream'>;
  readonly handle: EventHandler;
}

const CONFLICTS_MAX = 10;

/**
 * Applies each event of a stream once, in order, however often the bus delivers it: what has been applied per stream is
 * kept in the transaction of its effect. An event that cannot be applied goes to the dead letters and holds up nothing.
 */
export class IdempotentConsumer {
  constructor(private readonly options: IdempotentConsumerOptions) {}

  /**
   * Applies a batch as one transaction.
   * @throws the error of a server that cannot be reached, or that lacks what this release expects: nothing was applied,
   * the batch has to come again.
   */
  readonly consume = async (events: readonly RecordedEvent[]): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.transaction(events, (client, event) => this.options.handle(event, client));
        return;
      } catch (error) {
        if (isPassing(error) || isOfDeployment(error)) throw error;
        // Somebody else appended between reading and appending: everything is decided again on what stands now.
        if (isConflict(error) && attempt < CONFLICTS_MAX) continue;
        await this.transaction(events, (client, event) => this.handleOrBury(client, event));
        return;
      }
    }
  };

  private transaction(
    events: readonly RecordedEvent[],
    apply: (client: pg.PoolClient, event: RecordedEvent) => Promise<void>,
  ): Promise<void> {
    return inTransaction(this.options.pool, async (client) => {
      const applied = await this.progressOf(client, events);
      const fresh = new Map<string, number>();
      for (const event of events) {
        const version = fresh.get(event.streamId) ?? applied.get(event.streamId) ?? 0;
        if (event.version <= version) continue;
        for (const missing of await this.missing(client, event, version)) await apply(client, missing);
        await apply(client, event);
        fresh.set(event.streamId, event.version);
      }
      await this.keepProgress(client, fresh);
    });
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
