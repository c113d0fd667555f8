import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { storePool } from '../server.js';
import type { Append } from '../workload.js';
import type { Store, StoreKind } from './store.js';
import { rowCount, tableBytes } from './table-size.js';

/** Emmett's store for PostgreSQL, by its public API. */
export const emmettStore: StoreKind = { install, open };

async function install(connectionString: string): Promise<void> {
  const store = getPostgreSQLEventStore(connectionString);
  await store.schema.migrate();
  await store.close();
}

function open(connectionString: string): Store {
  // As many connections as the bare INSERT has; by itself it would take ten.
  const pool = storePool(connectionString);
  const store = getPostgreSQLEventStore(connectionString, { connectionOptions: { pool } });
  return {
    name: 'Emmett',
    fillBy: { concurrency: 64, eventsAnAppend: 20 },
    append: async ({ streamId, expectedVersion, events }: Append) => {
      // 0 and not 'STREAM_DOES_NOT_EXIST', which it takes for no expectation and looks the version up.
      await store.appendToStream(
        streamId,
        events.map(({ type, data }) => ({ type, data })),
        { expectedStreamVersion: BigInt(expectedVersion) },
      );
    },
    readStream: async (streamId) => (await store.readStream(streamId)).events.length,
    follow: async (onEvents, signal) => {
      const consumer = store.consumer();
      consumer.reactor({
        processorId: 'bench',
        startFrom: 'BEGINNING',
        eachMessage: ({ data, metadata: { streamName, streamPosition, globalPosition } }) =>
          onEvents([
            { streamId: streamName, version: Number(streamPosition), position: Number(globalPosition), data },
          ]),
      });
      // `start` settles only when the consumer has ended.
      const running = consumer.start();
      await Promise.race([running, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
      await consumer.stop();
      await running;
    },
    count: () => rowCount(pool, 'emt_messages'),
    bytesOnDisk: () => tableBytes(pool, 'public'),
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}
