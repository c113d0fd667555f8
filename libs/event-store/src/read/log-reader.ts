import type { RecordedEvent } from '@corridor/contracts';
import type pg from 'pg';
import { copyRows, fieldsOf } from './copy-rows.js';
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

/** Reads the whole log, or what passes a filter, in order of position. */
export class LogReader {
  constructor(private readonly pool: pg.Pool) {}

  /** The last position; 0 for an empty log. */
  async head(): Promise<number> {
    const text = 'SELECT position FROM read.head';
    const { rows } = await this.pool.query<{ position: string }>({ name: 'ledger-head', text });
    return Number(rows[0]?.position ?? 0);
  }

  /** A page: the way to follow the end of the log, where a page is small. */
  async page({ after, limit, categories, types }: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    const { rows } = await this.pool.query<string[]>({
      name: 'ledger-read-all',
      text: `SELECT ${EVENT_FIELDS} FROM read.log
        WHERE position > $1 AND ($3::text[] IS NULL OR split_part(stream_id, '-', 1) = ANY ($3))
          AND ($4::text[] IS NULL OR type = ANY ($4))
        ORDER BY position LIMIT $2`,
      values: [after, limit, categories ?? null, types ?? null],
      rowMode: 'array',
      types: AS_TEXT,
    });
    return (rows as unknown as EventFields[]).map(toRecordedEvent);
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
      const page = this.copy(position, to, pageSize, condition);
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

  private async copy(
    after: number,
    to: number,
    limit: number,
    condition: string,
  ): Promise<readonly RecordedEvent[]> {
    const client = await this.pool.connect();
    const events: RecordedEvent[] = [];
    try {
      const query = `SELECT ${EVENT_FIELDS} FROM read.log WHERE position > ${Number(after)} AND position <= ${Number(to)}${condition}
        ORDER BY position LIMIT ${Number(limit)}`;
      await copyRows(client, query, (buffer, start, end) => {
        // A string of its own for each line: what is kept of an event keeps no more than its line in memory.
        events.push(toRecordedEvent(fieldsOf(buffer.toString('utf8', start, end)) as unknown as EventFields));
      });
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
    client.release();
    return events;
  }
}
