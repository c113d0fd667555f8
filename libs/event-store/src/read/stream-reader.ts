import type { RecordedEvent } from '@corridor/contracts';
import type pg from 'pg';
import { AS_TEXT, EVENT_FIELDS, type EventFields, toRecordedEvent } from './event-fields.js';

export interface ReadStreamOptions {
  /** Events behind this version (default 0: from the first). */
  readonly after?: number;
  /** Up to and with this version. */
  readonly to?: number;
  /** The newest first. */
  readonly backwards?: boolean;
  /** At most so many. */
  readonly limit?: number;
  /** Reads in the transaction of this connection. */
  readonly client?: Pick<pg.ClientBase, 'query'>;
}

const VERSION_MAX = 2 ** 31 - 1;
const PAGE_SIZE = 1_000;

/** Reads one stream, by its number, which the index holds, and between its first and last event, which tells the segments to look in. */
export class StreamReader {
  constructor(private readonly pool: pg.Pool) {}

  /** Its events; none where there is no such stream. */
  async read(streamId: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const { after = 0, to = VERSION_MAX, backwards = false, limit, client = this.pool } = options;
    const order = backwards ? 'DESC' : 'ASC';
    const { rows } = await client.query<string[]>({
      name: `ledger-read-stream-${order}`,
      text: `SELECT ${EVENT_FIELDS} FROM (SELECT first_position, last_position FROM read.streams WHERE stream_id = $1) s
        JOIN read.log ON stream_start = first_position AND position BETWEEN first_position AND last_position
          AND version > $2 AND version <= $3
        ORDER BY version ${order} LIMIT $4`,
      values: [streamId, after, to, limit ?? null],
      rowMode: 'array',
      types: AS_TEXT,
    });
    return (rows as unknown as EventFields[]).map(toRecordedEvent);
  }

  /** Its events one by one, however many there are: a page of them is in memory. */
  async *iterate(
    streamId: string,
    {
      after = 0,
      to = VERSION_MAX,
      backwards = false,
    }: Pick<ReadStreamOptions, 'after' | 'to' | 'backwards'> = {},
  ): AsyncGenerator<RecordedEvent, void, undefined> {
    let [low, high] = [after, to];
    for (;;) {
      const page = await this.read(streamId, { after: low, to: high, backwards, limit: PAGE_SIZE });
      yield* page;
      const last = page.at(-1);
      if (page.length < PAGE_SIZE || !last) return;
      if (backwards) high = last.version - 1;
      else low = last.version;
    }
  }
}
