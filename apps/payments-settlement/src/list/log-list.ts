import type { Category, RecordedEvent } from '@corridor/contracts';
import { type EventStore, inTransaction } from '@corridor/event-store';
import { pause } from '@corridor/messaging';
import type pg from 'pg';

const BATCH_SIZE = 1_000;

/** What one list is made of, and how. */
export interface LogListOptions {
  /** Of its row in `payments.list_checkpoints`. */
  readonly list: string;
  /** What a problem calls it: `list of settlements`. */
  readonly name: string;
  readonly categories: readonly Category[];
  /**
   * Writes what events add to the tables, in the transaction that moves the checkpoint.
   * @throws ContractViolation where an event is not what was published for its type: the list stands still before it.
   */
  readonly write: (client: pg.ClientBase, events: readonly RecordedEvent[]) => Promise<void>;
}

/**
 * Tables made of the log in the order of positions. Several processes may build them at once: the checkpoint moves in the transaction of
 * what it stands for, so each event is applied once.
 */
export class LogList {
  readonly name: string;
  private running: Promise<number> | undefined;

  constructor(
    private readonly options: LogListOptions,
    private readonly store: Pick<EventStore, 'head' | 'readAll'>,
    private readonly pool: pg.Pool,
    private readonly batchSize = BATCH_SIZE,
  ) {
    this.name = options.name;
  }

  /** Every event of its categories up to here is in the list. */
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

  /** Whether the list gets to a position within `waitMaxMs`, helping it along. */
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

  private async applyNext(): Promise<number> {
    const after = await this.reached();
    // Read first: what is appended meanwhile lies behind it and is found by the next step.
    const head = await this.store.head();
    if (head === after) return 0;
    const { categories } = this.options;
    const events = await this.store.readAll({ after, limit: this.batchSize, categories });
    const last = events.at(-1)?.position ?? after;
    const reached = events.length === this.batchSize ? last : Math.max(head, last);
    await this.apply(events, after, reached);
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
