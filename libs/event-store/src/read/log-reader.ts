import { ReadableStream } from 'node:stream/web';
import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '@corridor/contracts';
import type pg from 'pg';
import type { Archives } from '../growth/archives.js';
import { type CopiedRows, copyEvents } from './copy-rows.js';
import { AS_TEXT, EVENT_FIELDS, type EventFields, toRecordedEvent } from './event-fields.js';
import type { EventRows } from './event-rows.js';
import { conditionOf, isFiltered, type LogFilter } from './log-filter.js';

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
  /** Events that are handed over at a time (default 100: what is young when it is done with costs the garbage collector little). */
  readonly batchSize?: number;
}

const PAGE_SIZE = 5_000;
const BATCH_SIZE = 100;
/** Positions that a statement looks through for the few that pass a filter: seconds, far from the time-out of a statement. */
const FILTERED_MAX = 500_000;

/** A part of the log, as it is read ahead: from the database, or from archived files. */
type Part = Pick<EventRows, 'length' | 'moveTo'>;

class ArchivedEvents implements Part {
  constructor(private readonly events: RecordedEvent[]) {}

  get length(): number {
    return this.events.length;
  }

  moveTo(events: RecordedEvent[], count: number): void {
    events.push(...this.events.splice(0, count));
  }
}

/** Reads the whole log, or what passes a filter, in order of position. */
export class LogReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly archives: Archives,
    private readonly filteredMax = FILTERED_MAX,
  ) {}

  /** How far on the way from `behind` to `to` one statement looks. */
  reach(filter: LogFilter, behind: number, to: number): number {
    return isFiltered(filter) ? Math.min(to, behind + this.filteredMax) : to;
  }

  /** The last position; 0 for an empty log. */
  async head(): Promise<number> {
    const text = 'SELECT position FROM read.head';
    const { rows } = await this.pool.query<{ position: string }>({ name: 'ledger-head', text });
    return Number(rows[0]?.position ?? 0);
  }

  /** A page: the way to follow the end of the log, where a page is small. Less than `limit` only where the range ends, or the log. */
  async page({
    after,
    to = Number.MAX_SAFE_INTEGER,
    limit,
    ...filter
  }: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    for (let behind = after; ; ) {
      const count = limit - found.length;
      const end = this.reach(filter, behind, to);
      const { rows } = await this.pool.query<(string | null)[]>({
        name: 'ledger-read-all',
        // How far the log goes and is archived comes along, by the same snapshot: where that is beyond $1, no event does.
        text: `SELECT e.*, h.position AS head, h.archived_to FROM read.head h LEFT JOIN LATERAL (
            SELECT ${EVENT_FIELDS} FROM read.log
            WHERE h.archived_to <= $1 AND position > $1 AND position <= $5 AND ($3::text[] IS NULL OR split_part(stream_id, '-', 1) = ANY ($3))
              AND ($4::text[] IS NULL OR type = ANY ($4))
            ORDER BY position LIMIT $2) e ON true`,
        values: [behind, count, filter.categories ?? null, filter.types ?? null, end],
        rowMode: 'array',
        types: AS_TEXT,
      });
      const [head = 0, archivedTo = 0] = (rows[0] ?? []).slice(-2).map(Number);
      if (archivedTo <= behind) {
        // Without an event, the one row tells of the log alone.
        if (rows[0]?.[0] != null)
          for (const row of rows) found.push(toRecordedEvent(row as unknown as EventFields));
        behind = end;
      } else {
        const range = { ...filter, after: behind, to: Math.min(archivedTo, end), limit: count };
        found.push(...(await this.archives.readLog(this.pool, range)));
        behind = range.to;
      }
      if (found.length === limit || behind >= Math.min(to, head)) return found;
    }
  }

  /**
   * All of it, batch by batch: for what goes over millions of events. The log is read ahead by a page while batches are worked on, and
   * stays as it came until its turn; no connection is held for as long as a batch takes.
   */
  async *batches(options: ReadLogOptions = {}): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
    const { batchSize = BATCH_SIZE } = options;
    const head = await this.head();
    let batch: RecordedEvent[] = [];
    for await (const part of this.ahead({ ...options, to: Math.min(options.to ?? head, head) })) {
      while (part.length > 0) {
        part.moveTo(batch, batchSize - batch.length);
        if (batch.length < batchSize) break;
        yield batch;
        batch = [];
        // What comes in takes turns of the event loop, which promises alone do not give.
        await setImmediate();
      }
    }
    if (batch.length > 0) yield batch;
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
          // Called again only where it has brought something: a page on which nothing passes the filter is not the end.
          for (let hasBrought = false; !hasBrought && !isCancelled && behind < to; ) {
            const end = this.reach(filter, behind, to);
            const range = { after: behind, to: end, limit: pageSize };
            const bring = (part: Part): void => {
              hasBrought = true;
              if (!isCancelled) parts.enqueue(part);
            };
            const copied = await this.copy({ ...range, condition }, bring);
            if (copied.archivedTo <= behind) {
              behind = copied.count === pageSize ? (copied.last ?? end) : end;
            } else {
              // Files are gone to where the log is archived beyond what was asked for, as often as that moves on meanwhile.
              const archivedTo = Math.min(copied.archivedTo, end);
              const events = await this.archives.readLog(this.pool, { ...filter, ...range, to: archivedTo });
              behind = events.length === pageSize ? (events.at(-1)?.position ?? end) : archivedTo;
              if (events.length > 0) bring(new ArchivedEvents(events));
            }
          }
          if (behind >= to && !isCancelled) parts.close();
        },
        // The page under way is read to its end, so that its connection can be used again.
        cancel: () => {
          isCancelled = true;
        },
      },
      { highWaterMark: pageSize, size: ({ length }) => length },
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
