import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '@corridor/contracts';
import type pg from 'pg';
import type { Archives } from '../growth/archives.js';
import { copyLogPage, type LogPage } from './copy-rows.js';
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
  /** Events that are handed over at a time, at most (default 500). */
  readonly batchSize?: number;
}

const PAGE_SIZE = 5_000;
const BATCH_SIZE = 500;

interface DatabasePage<Events extends { readonly length: number }> {
  /** The last position that is archived; where that is beyond what was asked for, there are no events. */
  readonly archivedTo: number;
  readonly events: Events;
}

/** A part of the log: what came from archived files, and behind it what came from the database, if it was asked. */
interface Filled<Events> {
  readonly archived: readonly RecordedEvent[];
  readonly events?: Events;
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
  async page({ limit, ...options }: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    const page = await this.filled(options, Number.POSITIVE_INFINITY, limit, async (after, count) => {
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
    const { archived, events = [] } = page;
    return archived.length === 0 ? events : [...archived, ...events];
  }

  /**
   * All of it, batch by batch: for what goes over millions of events. No connection is held while a batch is worked on; the next page
   * is read meanwhile, and stays as it came until its turn.
   */
  async *batches(options: ReadLogOptions = {}): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
    const { after = 0, pageSize = PAGE_SIZE, batchSize = BATCH_SIZE } = options;
    const to = options.to ?? (await this.head());
    const condition = conditionOf(options);
    const next = (position: number): Promise<Filled<LogPage>> => {
      const page = this.filled({ ...options, after: position }, to, pageSize, async (behind, limit) => {
        const events = await this.copy(behind, to, limit, condition);
        return { archivedTo: events.archivedTo, events };
      });
      // Whoever waits for it hears of a failure; nobody may wait any more.
      page.catch(() => undefined);
      return page;
    };
    let coming = after < to ? next(after) : undefined;
    while (coming !== undefined) {
      const { archived, events } = await coming;
      const last = events?.last ?? archived.at(-1)?.position ?? to;
      const isFull = archived.length + (events?.length ?? 0) === pageSize;
      coming = isFull && last < to ? next(last) : undefined;
      for (let at = 0; at < archived.length; at += batchSize) yield archived.slice(at, at + batchSize);
      if (events) yield* inBatches(events, batchSize);
    }
  }

  /**
   * A page of `limit` events, less only where the log ends: first what is archived, then what is in the database. Files are gone to
   * where a statement tells that the log is archived beyond what it was asked for, as often as that moves on meanwhile.
   */
  private async filled<Events extends { readonly length: number }>(
    { after, ...filter }: LogFilter & { readonly after: number },
    to: number,
    limit: number,
    fromDatabase: (after: number, limit: number) => Promise<DatabasePage<Events>>,
  ): Promise<Filled<Events>> {
    let archived: readonly RecordedEvent[] = [];
    for (let behind = after; ; ) {
      const { archivedTo, events } = await fromDatabase(behind, limit - archived.length);
      if (archivedTo <= behind) return { archived, events };
      const range = {
        ...filter,
        after: behind,
        to: Math.min(archivedTo, to),
        limit: limit - archived.length,
      };
      archived = [...archived, ...(await this.archives.readLog(this.pool, range))];
      if (archived.length === limit || archivedTo >= to) return { archived };
      behind = archivedTo;
    }
  }

  private async copy(after: number, to: number, limit: number, condition: string): Promise<LogPage> {
    const client = await this.pool.connect();
    try {
      const page = await copyLogPage(client, { fields: EVENT_FIELDS, after, to, limit, condition });
      client.release();
      return page;
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
  }
}

/** The next page comes in meanwhile: it takes turns of the event loop, which promises alone do not give. */
const ROWS_A_TURN = 100;

async function* inBatches(page: LogPage, size: number): AsyncGenerator<readonly RecordedEvent[]> {
  let batch: RecordedEvent[] = [];
  let rows = 0;
  for (let fields = page.next(); fields !== undefined; fields = page.next()) {
    batch.push(toRecordedEvent(fields as unknown as EventFields));
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
    rows += 1;
    if (rows % ROWS_A_TURN === 0) await setImmediate();
  }
  if (batch.length > 0) yield batch;
}
