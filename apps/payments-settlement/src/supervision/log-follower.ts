import type { Category, RecordedEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import { pause } from '@corridor/messaging';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';

/**
 * Events that are applied in one transaction: from its first append to its end no one else can append, so a request waits for the rest of
 * it.
 */
const BATCH_SIZE = 100;
const WAIT_MAX_MS = 5_000;

export interface FollowerOptions {
  /** Of its row in `payments.followers`. */
  readonly name: string;
  readonly categories: readonly Category[];
  /** What one event leads to, rows and appends, in the transaction of `client`. */
  readonly apply: (event: RecordedEvent, client: pg.PoolClient) => Promise<void>;
  readonly store: Pick<EventStore, 'head' | 'readAll'>;
  readonly pool: pg.Pool;
  readonly batchSize?: number;
}

/**
 * Follows the log itself in the order of positions, since the bus gives no order across services: what an event is judged by is then always the
 * same, all that stands before it. How far it has come moves in the transaction of what it led to, so each event is applied once, by however many
 * processes, and wherever one of them is interrupted.
 */
export class LogFollower {
  private running: Promise<number> | undefined;

  constructor(private readonly options: FollowerOptions) {}

  /** Everything up to here is applied. */
  async reached(): Promise<number> {
    const { name, pool } = this.options;
    const { rows } = await pool.query<{ position: string }>({
      name: 'payments-follower',
      text: 'SELECT position FROM payments.followers WHERE name = $1',
      values: [name],
    });
    return Number(rows[0]?.position ?? 0);
  }

  /** Applies the next batch; says how many events it held. Asked for while one is under way, it is that one. */
  step(): Promise<number> {
    this.running ??= this.applyNext().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /**
   * Waits until all that is in the log by now is applied, and then what that led to: whoever was told of something finds it, and nothing is judged by
   * half of what is known.
   * @throws ProblemError 503 `index-behind` where it does not get there in time.
   */
  async atHead(): Promise<void> {
    const over = new AbortController();
    const late = pause(WAIT_MAX_MS, over.signal).then(() => false);
    try {
      // What follows from an event leads to rows alone.
      for (let round = 0; round < 2; round += 1) {
        const head = await this.options.store.head();
        if (await Promise.race([this.arrive(head, over.signal), late])) continue;
        const message = `What follows from the ledger is not known up to position ${head} yet. Ask again in a moment.`;
        throw new ProblemError(503, 'index-behind', message);
      }
    } finally {
      over.abort();
    }
  }

  /** The same for what can wait for another round: whether it got there. */
  async isAtHead(): Promise<boolean> {
    try {
      await this.atHead();
      return true;
    } catch (error) {
      if (error instanceof ProblemError) return false;
      throw error;
    }
  }

  private async arrive(head: number, over: AbortSignal): Promise<boolean> {
    while (!over.aborted) {
      if ((await this.reached()) >= head) return true;
      await this.step();
    }
    return false;
  }

  private async applyNext(): Promise<number> {
    const { store, categories, batchSize = BATCH_SIZE } = this.options;
    const after = await this.reached();
    // Read first: what is appended meanwhile lies behind it and is found by the next step.
    const head = await store.head();
    if (head === after) return 0;
    const events = await store.readAll({ after, limit: batchSize, categories });
    const last = events.at(-1)?.position ?? after;
    await this.apply(events, after, events.length === batchSize ? last : Math.max(head, last));
    return events.length;
  }

  private async apply(events: readonly RecordedEvent[], after: number, reached: number): Promise<void> {
    const { name, pool, apply } = this.options;
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const { rowCount } = await client.query(
        'UPDATE payments.followers SET position = $3 WHERE name = $1 AND position = $2',
        [name, after, reached],
      );
      // Another process was faster; it has applied these events.
      if (rowCount === 1) for (const event of events) await apply(event, client);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }
}
