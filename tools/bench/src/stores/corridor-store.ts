import { EventStore, ledgerPool, verifyLog } from '@corridor/event-store';
import { migrate } from '@corridor/migrations';
import type { Append } from '../workload.js';
import type { Store, StoreKind } from './store.js';
import { rowCount, tableBytes } from './table-size.js';

/** Our own store, by its public API, in the role of the service that appends most. */
export const corridorStore: StoreKind = { install: migrate, open };

function open(connectionString: string): Store {
  const pool = ledgerPool(connectionString, 'trade_events');
  const store = new EventStore({ pool });
  const occurredAt = '2026-10-02T09:30:00+05:00';
  const correlationId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  const participants = ['demo-exporter-lahore', 'demo-importer-almaty'];

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
    readAll: () => store.readLogBatches(),
    follow: async (onEvents, signal) => {
      for await (const event of store.subscribe({ signal })) onEvents([event]);
    },
    verify: async () => {
      const { events, breach } = await verifyLog({ pool });
      if (breach) throw new Error(`the log is broken at position ${breach.position}: ${breach.reason}`);
      return events;
    },
    count: () => rowCount(pool, 'read.events'),
    bytesOnDisk: () => tableBytes(pool, 'ledger'),
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}
