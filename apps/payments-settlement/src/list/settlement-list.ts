import type { EventStore } from '@corridor/event-store';
import { pause } from '@corridor/messaging';
import type pg from 'pg';
import { changesOf, type ListChanges } from './settlement-rows.js';

const BATCH_SIZE = 1_000;

/**
 * The list of settlements, made of the log in the order of positions. Several processes may build it at once: the checkpoint
 * moves in the transaction of what it stands for, so each event is applied once.
 */
export class SettlementList {
  private running: Promise<number> | undefined;

  constructor(
    private readonly store: Pick<EventStore, 'head' | 'readAll'>,
    private readonly pool: pg.Pool,
    private readonly batchSize = BATCH_SIZE,
  ) {}

  /** Every settlement event up to here is in the list. */
  async reached(): Promise<number> {
    const { rows } = await this.pool.query<{ position: string }>({
      name: 'payments-list-checkpoint',
      text: 'SELECT position FROM payments.list_checkpoint',
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
    const events = await this.store.readAll({ after, limit: this.batchSize, categories: ['settlement'] });
    const last = events.at(-1)?.position ?? after;
    const reached = events.length === this.batchSize ? last : Math.max(head, last);
    await this.apply(changesOf(events), after, reached);
    return events.length;
  }

  private async apply(changes: ListChanges, after: number, reached: number): Promise<void> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const { rowCount } = await client.query(
        'UPDATE payments.list_checkpoint SET position = $2 WHERE position = $1',
        [after, reached],
      );
      // Another process was faster; it has applied these events.
      if (rowCount === 1) await write(client, changes);
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

async function write(client: pg.ClientBase, changes: ListChanges): Promise<void> {
  const { settlements, messages, matches, returns, allocations } = changes;
  if (settlements.length > 0) {
    await client.query(
      `INSERT INTO payments.settlements
       SELECT settlement_id, position, bank, account, currency, amount_minor, amount_minor, false, booked_on, value_date,
         uetr, end_to_end_id, payment_references, debtor_name, creditor_name, demo
       FROM json_populate_recordset(NULL::payments.settlements, $1)`,
      [JSON.stringify(settlements)],
    );
  }
  if (messages.length > 0) {
    await client.query(
      `INSERT INTO payments.settlement_messages
       SELECT * FROM json_populate_recordset(NULL::payments.settlement_messages, $1)`,
      [JSON.stringify(messages)],
    );
  }
  if (allocations.length === 0) return;
  await client.query(
    `INSERT INTO payments.settlement_matches
     SELECT * FROM json_populate_recordset(NULL::payments.settlement_matches, $1)`,
    [JSON.stringify(matches)],
  );
  await client.query(
    `INSERT INTO payments.settlement_returns
     SELECT * FROM json_populate_recordset(NULL::payments.settlement_returns, $1)`,
    [JSON.stringify(returns)],
  );
  await client.query(
    `UPDATE payments.settlements s
     SET unallocated_minor = a.unallocated_minor, suspended = coalesce(a.suspended, s.suspended)
     FROM json_populate_recordset(NULL::payments.settlements, $1) a WHERE s.settlement_id = a.settlement_id`,
    [JSON.stringify(allocations)],
  );
}
