import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { storePool } from '../server.js';
import type { Append } from '../workload.js';
import { poll } from './poll.js';
import type { SeenEvent, Store, StoreKind } from './store.js';
import { rowCount, tableBytes } from './table-size.js';

// What Eventide's consumer takes where nothing else is told.
const BATCH = 1_000;
const IDLE_MS = 100;

// The order of its install.sh, which calls psql and lists the functions one by one, those that are called first.
const SCRIPTS = [
  'roles/message-store.sql',
  'schema/message-store.sql',
  'extensions/pgcrypto.sql',
  'tables/messages.sql',
  'types/message.sql',
  ...[
    'message-store-version',
    'hash-64',
    'acquire-lock',
    'category',
    'is-category',
    'id',
    'cardinal-id',
    'stream-version',
    'write-message',
    'get-stream-messages',
    'get-category-messages',
    'get-last-stream-message',
  ].map((name) => `functions/${name}.sql`),
  'indexes/messages-id.sql',
  'indexes/messages-stream.sql',
  'indexes/messages-category.sql',
];

interface MessageRow {
  readonly stream_name: string;
  readonly position: string;
  readonly global_position: string;
  readonly data: string;
}

/** message-db: its SQL from its npm package, called as its documentation says. */
export const messageDbStore: StoreKind = { install, open };

function open(connectionString: string): Store {
  const url = new URL(connectionString);
  url.searchParams.set('options', '-c search_path=message_store,public');
  const pool = storePool(url.toString());

  const readCategory = async (behind: number): Promise<readonly SeenEvent[]> => {
    const { rows } = await pool.query<MessageRow>({
      name: 'category',
      text: `SELECT stream_name, position, global_position, data FROM get_category_messages('consignment', $1, ${BATCH})`,
      values: [behind + 1],
    });
    return rows.map((row) => ({
      streamId: row.stream_name,
      version: Number(row.position) + 1,
      position: Number(row.global_position),
      data: JSON.parse(row.data),
    }));
  };
  async function* readAll(): AsyncGenerator<readonly SeenEvent[]> {
    let behind = 0;
    for (;;) {
      const batch = await readCategory(behind);
      const last = batch.at(-1);
      if (last === undefined) return;
      yield batch;
      behind = last.position;
    }
  }

  return {
    name: 'message-db',
    // Its lock is one a category: more writers at a time would only wait.
    fillBy: { concurrency: 2, eventsAnAppend: 20 },
    append: async ({ streamId, expectedVersion, events }: Append) => {
      // Its versions count from 0; -1 is that of a stream that there is not yet.
      const [first] = events;
      if (events.length === 1 && first) {
        await pool.query({
          name: 'write',
          text: 'SELECT write_message($1, $2, $3, $4, $5, $6)',
          values: [randomUUID(), streamId, first.type, JSON.stringify(first.data), null, expectedVersion - 1],
        });
        return;
      }
      // It has no call for several: one statement holds them together.
      await pool.query({
        name: 'write-several',
        text: `SELECT write_message(e.id, $1, e.type, e.data::jsonb, NULL, $2 + e.nth - 1)
          FROM unnest($3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS e (id, type, data, nth)`,
        values: [
          streamId,
          expectedVersion - 1,
          events.map(() => randomUUID()),
          events.map(({ type }) => type),
          events.map(({ data }) => JSON.stringify(data)),
        ],
      });
    },
    readStream: async (streamId) => {
      const { rows } = await pool.query<MessageRow>({
        name: 'stream',
        text: 'SELECT stream_name, position, global_position, data FROM get_stream_messages($1)',
        values: [streamId],
      });
      return rows.map(({ data }) => JSON.parse(data)).length;
    },
    readAll,
    follow: (onEvents, signal) => poll({ idleMs: IDLE_MS }, readCategory, onEvents, signal),
    count: () => rowCount(pool, 'messages'),
    bytesOnDisk: () => tableBytes(pool, 'message_store'),
    close: () => pool.end(),
  };
}

/** Runs its SQL files as its install.sh does, but for views and rights: the superuser calls it here, and reads no view. */
async function install(connectionString: string): Promise<void> {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@eventide/message-db/package.json')),
    'database',
  );
  // A function that is new in another version has to be noticed.
  const functions = readdirSync(join(folder, 'functions')).map((name) => `functions/${name}`);
  const missing = functions.filter((path) => !SCRIPTS.includes(path));
  if (missing.length > 0)
    throw new Error(`message-db has SQL that is not installed here: ${missing.join(', ')}.`);
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('SET search_path = message_store, public');
    for (const path of SCRIPTS) await client.query(readFileSync(join(folder, path), 'utf8'));
  } finally {
    await client.end();
  }
}
