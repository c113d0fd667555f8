import type { RecordedEvent } from '@corridor/contracts';
import type pg from 'pg';
import type { Archives } from '../growth/archives.js';
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
  constructor(
    private readonly pool: pg.Pool,
    private readonly archives: Archives,
  ) {}

  /**
   * Its events; none where there is no such stream.
   * @throws ArchiveMissing or ArchiveBroken where some are archived and cannot be read
   */
  async read(streamId: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const { after = 0, to = VERSION_MAX, backwards = false, limit, client = this.pool } = options;
    const order = backwards ? 'DESC' : 'ASC';
    const { rows } = await client.query<(string | null)[]>({
      name: `ledger-read-stream-${order}`,
      text: `SELECT (SELECT archived_to FROM read.head), s.version, s.first_position, s.last_position, e.*
        FROM read.streams s LEFT JOIN LATERAL (
          SELECT ${EVENT_FIELDS} FROM read.log
          WHERE stream_start = s.first_position AND position BETWEEN s.first_position AND s.last_position
            AND version > $2 AND version <= $3
          ORDER BY version ${order} LIMIT $4) e ON true
        WHERE s.stream_id = $1`,
      values: [streamId, after, to, limit ?? null],
      rowMode: 'array',
      types: AS_TEXT,
    });
    if (!rows[0]) return [];
    const events = rows
      .filter((row) => row[4] !== null)
      .map((row) => toRecordedEvent(row.slice(4) as unknown as EventFields));
    const [archivedTo = 0, version = 0, first = 0, last = 0] = rows[0].slice(0, 4).map(Number);
    // Versions are contiguous, so that the first one that was found tells whether those before it are there.
    const newest = Math.min(to, version, limit === undefined || backwards ? to : after + limit);
    const oldest = Math.max(after + 1, limit === undefined || !backwards ? 1 : newest - limit + 1);
    const found = (backwards ? events.at(-1) : events[0])?.version ?? newest + 1;
    if (found <= oldest || oldest > newest) return events;
    if (first > archivedTo)
      throw new Error(`${streamId}: version ${oldest} is not in the log; verify the log.`);
    const part = { first, last: Math.min(last, archivedTo), from: oldest, to: Math.min(found - 1, newest) };
    const archived = await this.archives.readStream(client, part);
    if (backwards) return [...events, ...archived.reverse()];
    // Behind a gap, the database gave more than was asked for.
    return [...archived, ...events.filter((event) => event.version <= newest)];
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
