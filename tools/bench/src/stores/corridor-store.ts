import { EventStore, ledgerPool } from '@corridor/event-store';
import { migrate } from '@corridor/migrations';
import type { Append } from '../workload.js';
import { poll } from './poll.js';
import type { SeenEvent, Store, StoreKind } from './store.js';
import { rowCount, tableBytes } from './table-size.js';

const PAGE = 5_000;
// Of those who follow the log, the fastest: they are woken by a notification, which this stands for.
const IDLE_MS = 20;

/** Our own store, by its public API, in the role of the service that appends most. */
export const corridorStore: StoreKind = { install: migrate, open };

function open(connectionString: string): Store {
  const pool = ledgerPool(connectionString, 'trade_events');
  const store = new EventStore({ pool });
  const occurredAt = '2026-10-02T09:30:00+05:00';
  const correlationId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  const participants = ['demo-exporter-lahore', 'demo-importer-almaty'];

  async function* readAll(): AsyncGenerator<readonly SeenEvent[]> {
    let after = 0;
    for (;;) {
      const page = await store.readAll({ after, limit: PAGE });
      const last = page.at(-1);
      if (last === undefined) return;
      yield page;
      after = last.position;
    }
  }

  return {
    name: 'ours',
    fillBy: { concurrency: 512, eventsAnAppend: 10 },
    append: async ({ streamId, expectedVersion, events }: Append) => {
      const toAppend = events.map((event) => ({ ...event, schemaVersion: 1, occurredAt, participants }));
      await store.append({
        streams: [{ streamId, expectedVersion, events: toAppend }],
        actor: 'trader:demo-exporter-lahore',
        correlationId,
      });
    },
    readStream: async (streamId) => (await store.readStream(streamId)).length,
    readAll,
    follow: (onEvents, signal) =>
      poll({ idleMs: IDLE_MS }, (after) => store.readAll({ after, limit: PAGE }), onEvents, signal),
    // verify: here, as soon as the store can check its own chain.
    count: () => rowCount(pool, 'read.events'),
    bytesOnDisk: () => tableBytes(pool, 'ledger'),
    close: async () => {
      await store.idle();
      await pool.end();
    },
  };
}
