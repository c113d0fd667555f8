import type { RecordedEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import { LogList } from '../list/log-list.js';
import { OUTGOING_TYPES } from './outgoing-events.js';
import { outgoingRowsOf } from './outgoing-rows.js';
import { applyToWebhooks, WEBHOOK_EVENTS } from './webhook-rows.js';

/** Events that what banks are told is made of; whatever else stands in the log passes by. */
export const FOLLOWED_EVENTS: readonly string[] = [...OUTGOING_TYPES, ...WEBHOOK_EVENTS];
const WEBHOOK_TYPES: ReadonlySet<string> = new Set(WEBHOOK_EVENTS);

/** What banks are told, and where. */
export class OutgoingLog extends LogList {
  constructor(store: Pick<EventStore, 'head' | 'readAll'>, pool: pg.Pool, batchSize?: number) {
    const of = { types: FOLLOWED_EVENTS };
    // Without what happened to a webhook, it would be sent what it shall not get any more.
    const setsAside = ({ type }: RecordedEvent) => !WEBHOOK_TYPES.has(type);
    super({ list: 'outgoing', name: 'What banks are told', of, write, setsAside, batchSize }, store, pool);
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
