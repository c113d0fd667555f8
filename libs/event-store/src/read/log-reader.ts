import { ReadableStream } from 'node:stream/web';
import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '@corridor/contracts';
import type pg from 'pg';
import type { Archives } from '../growth/archives.js';
import { type CopiedRows, copyEvents } from './copy-rows.js';
import { AS_TEXT, EVENT_FIELDS, type EventFields, toRecordedEvent } from './event-fields.js';
import { EventRows } from './event-rows.js';
import { conditionOf, type LogFilter } from './log-filter.js';

export interface ReadAllOptions extends LogFilter {
  /** Events behind this position, 0 for all. */
  readonly after: number;
  /** Up to and with this position; the end of the log where absent. */
  readonly to?: number;
  readonly limit: number;
}

export interface ReadLogOptions extends LogFilter {
  /** Events behind this position (default 0: all). */
  readonly after?: number;
  /** Up to and with this position; the head of the log at the beginning where absent. */
  readonly to?: number;
  /** Events that are read at a time, of which two are in memory (default 5 000). */
  readonly pageSize?: number;
  /** Events that are handed over at a time, at most (default 500). */
  readonly batchSize?: number;
}

const PAGE_SIZE = 5_000;
const BATCH_SIZE = 500;
/** Positions that a statement looks through for the few that pass a filter: seconds, far from the time-out of a statement. */
const FILTERED_MAX = 500_000;

/** A part of the log, as it is read ahead: from archived files, or from the database. */
type Part = readonly RecordedEvent[] | EventRows;

/** Reads the whole log, or what passes a filter, in order of position. */
export class LogReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly archives: Archives,
    /** Positions that a statement looks through at most where there is a filter. */
    readonly filteredMax = FILTERED_MAX,
  ) {}

  /** The last position; 0 for an empty log. */
  async head(): Promise<number> {
    const text = 'SELECT position FROM read.head';
    const { rows } = await this.pool.query<{ position: string }>({ name: 'ledger-head', text });
    return Number(rows[0]?.position ?? 0);
  }

  /** A page: the way to follow the end of the log, where a page is small. Less than `limit` only where the range ends. */
  async page({
    after,
    to = Number.MAX_SAFE_INTEGER,
    limit,
    ...filter
  }: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    let archived: readonly RecordedEvent[] = [];
    for (let behind = after; ; ) {
      const count = limit - archived.length;
      const { rows } = await this.pool.query<(string | null)[]>({
        name: 'ledger-read-all',
        // How far the log is archived comes along, by the same snapshot: where that is beyond $1, no event does.
        text: `SELECT e.*, h.archived_to FROM read.head h LEFT JOIN LATERAL (
            SELECT ${EVENT_FIELDS} FROM read.log
            WHERE h.archived_to <= $1 AND position > $1 AND position <= $5 AND ($3::text[] IS NULL OR split_part(stream_id, '-', 1) = ANY ($3))
              AND ($4::text[] IS NULL OR type = ANY ($4))
            ORDER BY position LIMIT $2) e ON true`,
        values: [behind, count, filter.categories ?? null, filter.types ?? null, to],
        rowMode: 'array',
        types: AS_TEXT,
      });
      const archivedTo = Number(rows[0]?.at(-1) ?? 0);
      if (archivedTo <= behind) {
        // Without an event, the one row tells of the archive alone.
        const events = rows[0]?.[0] == null ? [] : (rows as unknown as EventFields[]).map(toRecordedEvent);
        return archived.length === 0 ? events : [...archived, ...events];
      }
      const range = { ...filter, after: behind, to: Math.min(archivedTo, to), limit: count };
      archived = [...archived, ...(await this.archives.readLog(this.pool, range))];
      if (archived.length === limit || archivedTo >= to) return archived;
      behind = archivedTo;
    }
  }

  /**
   * All of it, batch by batch: for what goes over millions of events. The log is read ahead by a page while batches are worked on, and
   * stays as it came until its turn; no connection is held for as long as a batch takes.
   */
  async *batches(options: ReadLogOptions = {}): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
    const { batchSize = BATCH_SIZE } = options;
    const to = options.to ?? (await this.head());
    for await (const part of this.ahead({ ...options, to })) {
      if (part instanceof EventRows) yield* inBatches(part, batchSize);
      else for (let at = 0; at < part.length; at += batchSize) yield part.slice(at, at + batchSize);
      // What comes in takes turns of the event loop, which promises alone do not give.
      await setImmediate();
    }
  }

  /** Parts of the log, page by page, each page asked for where less than one is waiting to be taken. */
  private ahead(options: ReadLogOptions & { readonly to: number }): ReadableStream<Part> {
    const { to, pageSize = PAGE_SIZE, categories, types } = options;
    const filter: LogFilter = { ...(categories && { categories }), ...(types && { types }) };
    const condition = conditionOf(filter);
    let { after: behind = 0 } = options;
    let isCancelled = false;
    return new ReadableStream<Part>(
      {
        pull: async (parts) => {
          if (behind >= to) return parts.close();
          const end = condition === '' ? to : Math.min(to, behind + this.filteredMax);
          const range = { after: behind, to: end, limit: pageSize };
          const copied = await this.copy({ ...range, condition }, (rows) => {
            if (!isCancelled) parts.enqueue(rows);
          });
          if (isCancelled) return;
          if (copied.archivedTo <= behind) {
            behind = copied.count === pageSize ? (copied.last ?? end) : end;
          } else {
            // Files are gone to where the log is archived beyond what was asked for, as often as that moves on meanwhile.
            const archivedTo = Math.min(copied.archivedTo, end);
            const events = await this.archives.readLog(this.pool, { ...filter, ...range, to: archivedTo });
            if (isCancelled) return;
            if (events.length > 0) parts.enqueue(events);
            behind = events.length === pageSize ? (events.at(-1)?.position ?? end) : archivedTo;
          }
          if (behind >= to) parts.close();
        },
        // The page under way is read to its end, so that its connection can be used again.
        cancel: () => {
          isCancelled = true;
        },
      },
      { highWaterMark: pageSize, size: (part) => (part instanceof EventRows ? part.count : part.length) },
    );
  }

  private async copy(
    range: { after: number; to: number; limit: number; condition: string },
    onRows: (rows: EventRows) => void,
  ): Promise<CopiedRows> {
    const client = await this.pool.connect();
    try {
      const copied = await copyEvents(client, range, onRows);
      client.release();
      return copied;
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
  }
}

function* inBatches(rows: EventRows, size: number): Generator<readonly RecordedEvent[]> {
  for (let left = rows.count; left > 0; left -= size) {
    const batch: RecordedEvent[] = [];
    for (let event = Math.min(left, size); event > 0; event -= 1) batch.push(rows.next());
    yield batch;
  }
}
