import type { RecordedEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import { LogList } from './log-list.js';
import { changesOf } from './settlement-rows.js';

/** The list of settlements. */
export class SettlementList extends LogList {
  constructor(store: Pick<EventStore, 'head' | 'readAll'>, pool: pg.Pool, batchSize?: number) {
    const options = { list: 'settlements', name: 'list of settlements', categories: ['settlement'] } as const;
    super({ ...options, write }, store, pool, batchSize);
  }
}

async function write(client: pg.ClientBase, events: readonly RecordedEvent[]): Promise<void> {
  const { settlements, messages, matches, returns, allocations } = changesOf(events);
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
