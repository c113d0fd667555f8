import type { Category, RecordedEvent } from '@corridor/contracts';
import { type EventStore, inTransaction } from '@corridor/event-store';
import { pause } from '@corridor/messaging';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';

/** Events that a list takes in at once where nothing else is said. */
export const LIST_BATCH = 1_000;
const WAIT_MAX_MS = 5_000;

/** What one list is made of, and how. */
export interface LogListOptions {
  /** Of its row in `payments.list_checkpoints`. */
  readonly list: string;
  /** What a problem calls it: `The list of settlements`. */
  readonly name: string;
  /** The events that it is made of: those of these categories, or of these types. Whatever else stands in the log passes by. */
  readonly of: { readonly categories: readonly Category[] } | { readonly types: readonly string[] };
  /**
   * Does what the events lead to, in the transaction that moves the checkpoint.
   * @throws ContractViolation where an event is not what was published for its type: the list stands still before it.
   */
  readonly write: (client: pg.PoolClient, events: readonly RecordedEvent[]) => Promise<void>;
  /** Events that are applied in one transaction. */
  readonly batchSize?: number | undefined;
}

/**
 * What is made of the log in the order of positions. Several processes may build it at once: the checkpoint moves in the transaction of what it
 * stands for, so each event is applied once, wherever one of them is interrupted.
 */
export class LogList {
  private running: Promise<number> | undefined;

  constructor(
    private readonly options: LogListOptions,
    protected readonly store: Pick<EventStore, 'head' | 'readAll'>,
    private readonly pool: pg.Pool,
  ) {}

  /** Every event up to here that it is made of is in it. */
  async reached(): Promise<number> {
    const { rows } = await this.pool.query<{ position: string }>({
      name: 'payments-list-checkpoint',
      text: 'SELECT position FROM payments.list_checkpoints WHERE list = $1',
      values: [this.options.list],
    });
    if (!rows[0]) throw new Error(`There is no checkpoint of the list "${this.options.list}".`);
    return Number(rows[0].position);
  }

  /** Applies the next batch; says how many events it held. Asked for while one is under way, it is that one. */
  step(): Promise<number> {
    this.running ??= this.applyNext().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Whether it gets to a position within `waitMaxMs`, helping it along. */
  async waitFor(position: number, waitMaxMs: number): Promise<boolean> {
    const over = new AbortController();
    const arrive = async (): Promise<boolean> => {
      while (!over.signal.aborted) {
        if ((await this.reached()) >= position) return true;
        await this.step();
      }
      return false;
    };
    const late = pause(waitMaxMs, over.signal).then(() => false);
    return Promise.race([arrive(), late]).finally(() => over.abort());
  }

  /**
   * Waits until it holds whatever is in the log by now: whoever was told of something finds it.
   * @throws ProblemError 503 `index-behind` where it does not get there in time.
   */
  async atHead(waitMaxMs = WAIT_MAX_MS): Promise<void> {
    const head = await this.store.head();
    if (await this.waitFor(head, waitMaxMs)) return;
    const message = `${this.options.name} has not reached position ${head} yet. Ask again in a moment.`;
    throw new ProblemError(503, 'index-behind', message);
  }

  private async applyNext(): Promise<number> {
    const { of, batchSize = LIST_BATCH } = this.options;
    const after = await this.reached();
    // Read first: what is appended meanwhile lies behind it and is found by the next step.
    const head = await this.store.head();
    if (head === after) return 0;
    const events = await this.store.readAll({ after, limit: batchSize, ...of });
    const last = events.at(-1)?.position ?? after;
    await this.apply(events, after, events.length === batchSize ? last : Math.max(head, last));
    return events.length;
  }

  private apply(events: readonly RecordedEvent[], after: number, reached: number): Promise<void> {
    const { list, write } = this.options;
    return inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(
        'UPDATE payments.list_checkpoints SET position = $3 WHERE list = $1 AND position = $2',
        [list, after, reached],
      );
      // Another process was faster; it has applied these events.
      if (rowCount === 1) await write(client, events);
    });
  }
}
