import type { RecordedEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import { pause } from '@corridor/messaging';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';
import { OUTGOING_TYPES } from './outgoing-events.js';
import { outgoingRowsOf } from './outgoing-rows.js';
import { applyToWebhooks, WEBHOOK_EVENTS } from './webhook-rows.js';

const BATCH_SIZE = 1_000;
const WAIT_MAX_MS = 5_000;

/** Events that what banks are told is made of; whatever else stands in the log passes by. */
export const FOLLOWED_EVENTS: readonly string[] = [...OUTGOING_TYPES, ...WEBHOOK_EVENTS];

/**
 * What banks are told, and where, made of the log in the order of positions. Several processes may build it at once: the checkpoint
 * moves in the transaction of what it stands for, so each event is applied once.
 */
export class OutgoingLog {
  private running: Promise<number> | undefined;

  constructor(
    private readonly store: Pick<EventStore, 'head' | 'readAll'>,
    private readonly pool: pg.Pool,
    private readonly batchSize = BATCH_SIZE,
  ) {}

  /** Every event up to here is told. */
  async reached(): Promise<number> {
    const { rows } = await this.pool.query<{ position: string }>({
      name: 'payments-outgoing-checkpoint',
      text: 'SELECT position FROM payments.outgoing_checkpoint',
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
   * Waits until all that is in the log by now is applied: whoever was told that a webhook is registered finds it.
   * @throws ProblemError 503 `index-behind` where it does not get there in time.
   */
  async atHead(): Promise<void> {
    const head = await this.store.head();
    if (await this.waitFor(head, WAIT_MAX_MS)) return;
    const message = `What banks are told has not reached position ${head} yet. Ask again in a moment.`;
    throw new ProblemError(503, 'index-behind', message);
  }

  private async applyNext(): Promise<number> {
    const after = await this.reached();
    // Read first: what is appended meanwhile lies behind it and is found by the next step.
    const head = await this.store.head();
    if (head === after) return 0;
    const events = await this.store.readAll({ after, limit: this.batchSize, types: FOLLOWED_EVENTS });
    const last = events.at(-1)?.position ?? after;
    const reached = events.length === this.batchSize ? last : Math.max(head, last);
    await this.apply(events, after, reached);
    return events.length;
  }

  private async apply(events: readonly RecordedEvent[], after: number, reached: number): Promise<void> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const { rowCount } = await client.query(
        'UPDATE payments.outgoing_checkpoint SET position = $2 WHERE position = $1',
        [after, reached],
      );
      // Another process was faster; it has applied these events.
      if (rowCount === 1) await write(client, events);
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

async function write(client: pg.ClientBase, events: readonly RecordedEvent[]): Promise<void> {
  const rows = outgoingRowsOf(events);
  if (rows.length > 0) {
    await client.query(
      `INSERT INTO payments.outgoing SELECT * FROM json_populate_recordset(NULL::payments.outgoing, $1)`,
      [JSON.stringify(rows)],
    );
  }
  for (const event of events) await applyToWebhooks(client, event);
}
