import type { RecordedEvent } from '@corridor/contracts';
import type pg from 'pg';
import type { Archives } from '../growth/archives.js';
import { copyLog, fieldsOf, type LogRange } from './copy-rows.js';
import { AS_TEXT, EVENT_FIELDS, type EventFields, toRecordedEvent } from './event-fields.js';
import { conditionOf, type LogFilter } from './log-filter.js';

export interface ReadAllOptions extends LogFilter {
  /** Events behind this position, 0 for all. */
  readonly after: number;
  readonly limit: number;
}

export interface ReadLogOptions extends LogFilter {
  /** Events behind this position (default 0: all). */
  readonly after?: number;
  /** Up to and with this position; the head of the log at the beginning where absent. */
  readonly to?: number;
  /** Events that are read at a time, of which two are in memory (default 5 000). */
  readonly pageSize?: number;
}

const PAGE_SIZE = 5_000;

interface DatabasePage {
  /** The last position that is archived; where that is beyond what was asked for, there are no events. */
  readonly archivedTo: number;
  readonly events: readonly RecordedEvent[];
}

/** Reads the whole log, or what passes a filter, in order of position. */
export class LogReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly archives: Archives,
  ) {}

  /** The last position; 0 for an empty log. */
  async head(): Promise<number> {
    const text = 'SELECT position FROM read.head';
    const { rows } = await this.pool.query<{ position: string }>({ name: 'ledger-head', text });
    return Number(rows[0]?.position ?? 0);
  }

  /** A page: the way to follow the end of the log, where a page is small. */
  page({ limit, ...options }: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    return this.filled(options, Number.POSITIVE_INFINITY, limit, async (after, count) => {
      const { rows } = await this.pool.query<(string | null)[]>({
        name: 'ledger-read-all',
        // How far the log is archived comes along, by the same snapshot: where that is beyond $1, no event does.
        text: `SELECT e.*, h.archived_to FROM read.head h LEFT JOIN LATERAL (
            SELECT ${EVENT_FIELDS} FROM read.log
            WHERE h.archived_to <= $1 AND position > $1 AND ($3::text[] IS NULL OR split_part(stream_id, '-', 1) = ANY ($3))
              AND ($4::text[] IS NULL OR type = ANY ($4))
            ORDER BY position LIMIT $2) e ON true`,
        values: [after, count, options.categories ?? null, options.types ?? null],
        rowMode: 'array',
        types: AS_TEXT,
      });
      // Without an event, the one row tells of the archive alone.
      const events = rows[0]?.[0] == null ? [] : (rows as unknown as EventFields[]);
      return { archivedTo: Number(rows[0]?.at(-1) ?? 0), events: events.map(toRecordedEvent) };
    });
  }

  /**
   * All of it, page by page: for what goes over millions of events. No connection is held while a page is worked on, and the next
   * page is read meanwhile.
   */
  async *pages(options: ReadLogOptions = {}): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
    const { after = 0, pageSize = PAGE_SIZE } = options;
    const to = options.to ?? (await this.head());
    const condition = conditionOf(options);
    const next = (position: number): Promise<readonly RecordedEvent[]> => {
      const from = { ...options, after: position };
      const page = this.filled(from, to, pageSize, (after, limit) =>
        this.copy({ after, to, limit, condition }),
      );
      // Whoever waits for it hears of a failure; nobody may wait any more.
      page.catch(() => undefined);
      return page;
    };
    let coming = after < to ? next(after) : undefined;
    while (coming !== undefined) {
      const page = await coming;
      const last = page.at(-1)?.position ?? to;
      coming = page.length === pageSize && last < to ? next(last) : undefined;
      if (page.length > 0) yield page;
    }
  }

  /**
   * A page of `limit` events, less only where the log ends: first what is archived, then what is in the database. Files are gone to
   * where a statement tells that the log is archived beyond what it was asked for, as often as that moves on meanwhile.
   */
  private async filled(
    { after, ...filter }: LogFilter & { readonly after: number },
    to: number,
    limit: number,
    fromDatabase: (after: number, limit: number) => Promise<DatabasePage>,
  ): Promise<readonly RecordedEvent[]> {
    let archived: readonly RecordedEvent[] = [];
    for (let behind = after; ; ) {
      const { archivedTo, events } = await fromDatabase(behind, limit - archived.length);
      if (archivedTo <= behind) return archived.length === 0 ? events : [...archived, ...events];
      const range = {
        ...filter,
        after: behind,
        to: Math.min(archivedTo, to),
        limit: limit - archived.length,
      };
      archived = [...archived, ...(await this.archives.readLog(this.pool, range))];
      if (archived.length === limit || archivedTo >= to) return archived;
      behind = archivedTo;
    }
  }

  private async copy(range: Omit<LogRange, 'fields'>): Promise<DatabasePage> {
    const client = await this.pool.connect();
    const events: RecordedEvent[] = [];
    try {
      const archivedTo = await copyLog(client, { ...range, fields: EVENT_FIELDS }, (buffer, start, end) => {
        // A string of its own for each line: what is kept of an event keeps no more than its line in memory.
        events.push(toRecordedEvent(fieldsOf(buffer.toString('utf8', start, end)) as unknown as EventFields));
      });
      client.release();
      return { archivedTo, events };
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
  }
}
