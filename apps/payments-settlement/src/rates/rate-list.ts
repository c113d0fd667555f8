import { type RecordedEvent, readerOf } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import { never } from '@corridor/kernel';
import type pg from 'pg';
import { LogList } from '../list/log-list.js';

/** Events that the list of rates is made of. */
export const RATE_LIST_EVENTS = ['RatePosted', 'RateCorrected'] as const;

// The process manager of the same service tells of events that are not known.
const read = readerOf(RATE_LIST_EVENTS, () => undefined);

/** The list of rates as they stand: `payments.rates`. */
export class RateList extends LogList {
  constructor(store: Pick<EventStore, 'head' | 'readAll'>, pool: pg.Pool, batchSize?: number) {
    const of = { categories: ['rate'] } as const;
    // Money is converted by it: without one rate, another one would be taken for it.
    const options = { list: 'rates', name: 'The list of rates', setsAside: () => false };
    super({ ...options, of, write, batchSize }, store, pool);
  }
}

async function write(client: pg.ClientBase, events: readonly RecordedEvent[]): Promise<void> {
  // Years of rates are posted in bulk, corrections are few: what is posted goes in together, up to the next correction.
  let posted: object[] = [];
  for (const event of events.flatMap((each) => read(each) ?? [])) {
    switch (event.type) {
      case 'RatePosted': {
        const { position, recordedAt, demo } = event;
        const { on, ...rate } = event.data;
        const first = { posted_at: recordedAt, changed: position, corrections: [] };
        posted.push({ ...rate, on_day: on, position, ...first, demo });
        break;
      }
      case 'RateCorrected': {
        await insert(client, posted);
        posted = [];
        const { position, recordedAt } = event;
        const { source, base, quote, on, rate, wrong, reason } = event.data;
        const correction = { wrong, rate, reason, position, correctedAt: recordedAt };
        await client.query(
          `UPDATE payments.rates SET rate = $5, changed = $6, corrections = corrections || $7::jsonb
           WHERE source = $1 AND base = $2 AND quote = $3 AND on_day = $4`,
          [source, base, quote, on, rate, position, JSON.stringify([correction])],
        );
        break;
      }
      default:
        never(event);
    }
  }
  await insert(client, posted);
}

async function insert(client: pg.ClientBase, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    'INSERT INTO payments.rates SELECT * FROM json_populate_recordset(NULL::payments.rates, $1)',
    [JSON.stringify(rows)],
  );
}
