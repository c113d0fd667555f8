import type { RecordedEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import { LogList } from '../list/log-list.js';
import { paymentChangesOf } from './payment-rows.js';

/** Payments with their messages, recalls, and statements that do not add up. */
export class PaymentList extends LogList {
  constructor(store: Pick<EventStore, 'head' | 'readAll'>, pool: pg.Pool, batchSize?: number) {
    const of = { categories: ['payment', 'statement'] } as const;
    const options = { list: 'payments', name: 'The list of payments', setsAside: () => true };
    super({ ...options, of, write, batchSize }, store, pool);
  }
}

/** A table at a time, however many events there are: whoever recalls a payment waits for them. */
async function write(client: pg.ClientBase, events: readonly RecordedEvent[]): Promise<void> {
  const { payments, messages, awaitedReturns, informing, recalls, answers, findings } =
    paymentChangesOf(events);
  const put = async (rows: readonly object[], text: string): Promise<void> => {
    if (rows.length > 0) await client.query(text, [JSON.stringify(rows)]);
  };
  await put(
    payments,
    `INSERT INTO payments.payments AS p SELECT * FROM json_populate_recordset(NULL::payments.payments, $1)
     ON CONFLICT (payment_id) DO UPDATE
     SET uetr = coalesce(p.uetr, EXCLUDED.uetr), end_to_end_id = coalesce(p.end_to_end_id, EXCLUDED.end_to_end_id)`,
  );
  await put(
    messages,
    `INSERT INTO payments.payment_messages SELECT * FROM json_populate_recordset(NULL::payments.payment_messages, $1)`,
  );
  await put(
    awaitedReturns,
    `INSERT INTO payments.awaited_returns SELECT * FROM json_populate_recordset(NULL::payments.awaited_returns, $1)`,
  );
  await put(
    informing,
    `UPDATE payments.awaited_returns a SET informs = true
     FROM json_to_recordset($1) AS i (payment_id uuid, position bigint) WHERE a.payment_id = i.payment_id AND a.position < i.position`,
  );
  await put(
    recalls,
    `INSERT INTO payments.recalls SELECT * FROM json_populate_recordset(NULL::payments.recalls, $1)`,
  );
  // Behind the recalls: one may be asked and answered in the same batch.
  await put(
    answers,
    `UPDATE payments.recalls r SET status = a.status, answered = a.answered, waits = r.waits AND a.waits
     FROM json_populate_recordset(NULL::payments.recalls, $1) a WHERE r.recall_id = a.recall_id`,
  );
  await put(
    findings,
    `INSERT INTO payments.statement_findings
     SELECT * FROM json_populate_recordset(NULL::payments.statement_findings, $1)`,
  );
}
