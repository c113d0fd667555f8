import { StringDecoder } from 'node:string_decoder';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { storePool } from '../server.js';
import { type Append, EVENTS_A_STREAM, type NewEvent, Writer } from '../workload.js';
import type { SeenEvent, Store, StoreKind } from './store.js';
import { rowCount, tableBytes } from './table-size.js';

const CREATE = `CREATE TABLE bare (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream_id text NOT NULL, version integer NOT NULL,
  type text NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(), data json NOT NULL, UNIQUE (stream_id, version))`;

/** A table with an identity and a UNIQUE, and nothing more: what PostgreSQL itself can do. */
export interface BareTable extends Store {
  readonly readAll: () => AsyncIterable<readonly SeenEvent[]>;
  /** One INSERT of so many rows, on one connection. @returns the rows */
  insertMany(rows: number): Promise<number>;
  /** One COPY of so many rows, on one connection. @returns the rows */
  copy(rows: number): Promise<number>;
}

export const bareTable: StoreKind<BareTable> = { install, open };

async function install(connectionString: string): Promise<void> {
  const pool = storePool(connectionString, 1);
  await pool.query(CREATE);
  await pool.end();
}

function open(connectionString: string): BareTable {
  const pool = storePool(connectionString);
  const bulk = storePool(connectionString, 1);
  const writer = new Writer(0);

  const append = async (client: pg.Pool, { streamId, expectedVersion, events }: Append): Promise<void> => {
    // The UNIQUE refuses what expects a version that another had; it cannot tell that one is missing in between.
    await insert(
      client,
      events.map((event, index) => ({ streamId, version: expectedVersion + index + 1, event })),
    );
  };
  const rowsOf = (count: number): readonly Row[] =>
    Array.from({ length: count }, () => {
      const { streamId, expectedVersion, events } = writer.next();
      return { streamId, version: expectedVersion + 1, event: events[0] as NewEvent };
    });

  return {
    name: 'bare table',
    fillBy: { concurrency: 16, eventsAnAppend: EVENTS_A_STREAM },
    append: (one) => append(pool, one),
    readStream: async (streamId) => {
      // The client parses `data`, as it does by itself with json.
      const { rows } = await pool.query({
        name: 'stream',
        text: 'SELECT position, stream_id, version, type, recorded_at, data FROM bare WHERE stream_id = $1 ORDER BY version',
        values: [streamId],
      });
      return rows.length;
    },
    readAll: () => readByCopy(pool),
    insertMany: async (count) => {
      await insert(bulk, rowsOf(count));
      return count;
    },
    copy: async (count) => {
      const text = rowsOf(count).map(copyLine).join('');
      const client = await bulk.connect();
      try {
        const stream = client.query(copyFrom('COPY bare (stream_id, version, type, data) FROM STDIN'));
        await new Promise<void>((resolve, reject) => {
          stream.once('finish', resolve).once('error', reject).end(text);
        });
      } finally {
        client.release();
      }
      return count;
    },
    count: () => rowCount(pool, 'bare'),
    bytesOnDisk: () => tableBytes(pool, 'public'),
    close: async () => {
      await pool.end();
      await bulk.end();
    },
  };
}

interface Row {
  readonly streamId: string;
  readonly version: number;
  readonly event: NewEvent;
}

const inserts = new Map<number, string>();

/** The text of an INSERT of so many rows, made once for each number of them. */
function insertText(rows: number): string {
  const known = inserts.get(rows);
  if (known !== undefined) return known;
  const places = Array.from(
    { length: rows },
    (_, row) => `($${4 * row + 1},$${4 * row + 2},$${4 * row + 3},$${4 * row + 4})`,
  );
  const text = `INSERT INTO bare (stream_id, version, type, data) VALUES ${places.join(',')}`;
  inserts.set(rows, text);
  return text;
}

async function insert(client: pg.Pool, rows: readonly Row[]): Promise<void> {
  await client.query({
    name: `insert-${rows.length}`,
    text: insertText(rows.length),
    values: rows.flatMap(({ streamId, version, event }) => [
      streamId,
      version,
      event.type,
      JSON.stringify(event.data),
    ]),
  });
}

function copyLine({ streamId, version, event }: Row): string {
  return `${streamId}\t${version}\t${event.type}\t${escaped(JSON.stringify(event.data))}\n`;
}

// JSON has neither tabs nor line ends of its own; its backslashes are written twice in COPY's text.
const escaped = (json: string): string => (json.includes('\\') ? json.replaceAll('\\', '\\\\') : json);
const unescaped = (text: string): string => (text.includes('\\') ? text.replaceAll('\\\\', '\\') : text);

/** Reads the table in its order by COPY, split into lines and fields, `data` parsed. */
async function* readByCopy(pool: pg.Pool): AsyncGenerator<readonly SeenEvent[]> {
  const client = await pool.connect();
  try {
    const columns = 'position, stream_id, version, type, recorded_at, data';
    const stream = client.query(copyTo(`COPY (SELECT ${columns} FROM bare ORDER BY position) TO STDOUT`));
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for await (const chunk of stream) {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) yield lines.map(seenEvent);
    }
  } finally {
    client.release();
  }
}

function seenEvent(line: string): SeenEvent {
  const [position, streamId = '', version, , , data = ''] = line.split('\t');
  return {
    streamId,
    version: Number(version),
    position: Number(position),
    data: JSON.parse(unescaped(data)),
  };
}
