import type { RecordedEvent } from '@corridor/contracts';
import type pg from 'pg';
import type { Archives } from '../growth/archives.js';
import { oneRow } from '../one-row-call.js';
import { type EventFields, toRecordedEvent } from './event-fields.js';

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

/** {@link EventFields} in their order, none of them null; the stream is known, and need not be told of each. */
const EVENT_LINE = `e.position, '', e.version, e.type, e.schema_version, e.occurred_local, e.recorded_us, e.actor, e.correlation_id,
  coalesce(e.causation_id, 0), e.participants, e.demo, e.data`;
/**
 * Between events: no column but JSON holds a tab, JSON does not hold the last character, and no empty column stands before one that may
 * begin with it.
 */
const SEPARATOR = '\t\t\x1e';
/** Bytes that are told as one text at most, unless they are of one event: far from what a string can hold. */
const TEXT_MAX = 64_000_000;

/**
 * All of it as one text: with thirteen values for each event, or even one, most of the time went into taking the answer apart. The
 * version of the stream comes along, null where there is none.
 */
const statement = (order: 'ASC' | 'DESC') => ({
  name: `ledger-read-stream-${order}`,
  text: `SELECT max(stream_version), count(version),
      CASE WHEN sum(octet_length(line)) <= ${TEXT_MAX} OR count(version) = 1 THEN string_agg(line, '${SEPARATOR}') END
    FROM (SELECT s.version AS stream_version, e.version, concat_ws(E'\\t', ${EVENT_LINE}) AS line
      FROM read.streams s LEFT JOIN read.log e ON e.stream_start = s.first_position
        AND e.position BETWEEN s.first_position AND s.last_position AND e.version > $2 AND e.version <= $3
      WHERE s.stream_id = $1 ORDER BY e.version ${order} LIMIT $4) events`,
});
const FORWARDS = statement('ASC');
const BACKWARDS = statement('DESC');

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
    const [version, count, lines] = await oneRow(client, {
      ...(backwards ? BACKWARDS : FORWARDS),
      values: [streamId, String(after), String(to), limit === undefined ? null : String(limit)],
    });
    if (!version) return [];
    const found = Number(count);
    if (found > 0 && lines === null) return this.readInHalves(streamId, options, found);
    const events = found > 0 && lines ? lines.split(SEPARATOR).map((line) => eventOf(streamId, line)) : [];
    // Versions are contiguous, so that the first one that was found tells whether those before it are there.
    const newest = Math.min(to, Number(version), limit === undefined || backwards ? to : after + limit);
    const oldest = Math.max(after + 1, limit === undefined || !backwards ? 1 : newest - limit + 1);
    const earliest = (backwards ? events.at(-1) : events[0])?.version ?? newest + 1;
    if (earliest <= oldest || oldest > newest) return events;
    const archived = await this.archived(client, streamId, oldest, Math.min(earliest - 1, newest));
    if (backwards) return [...events, ...archived.reverse()];
    // Behind a gap, the database gave more than was asked for.
    return [...archived, ...events.filter((event) => event.version <= newest)];
  }

  /** What is too long for one text. */
  private async readInHalves(
    streamId: string,
    options: ReadStreamOptions,
    count: number,
  ): Promise<readonly RecordedEvent[]> {
    const half = Math.ceil(count / 2);
    const first = await this.read(streamId, { ...options, limit: half });
    const last = first.at(-1);
    if (!last) return first;
    const rest = options.limit === undefined ? {} : { limit: options.limit - first.length };
    if (rest.limit === 0) return first;
    const range = options.backwards ? { to: last.version - 1 } : { after: last.version };
    return [...first, ...(await this.read(streamId, { ...options, ...range, ...rest }))];
  }

  /** The versions that the database did not give. */
  private async archived(
    client: Pick<pg.ClientBase, 'query'>,
    streamId: string,
    from: number,
    to: number,
  ): Promise<RecordedEvent[]> {
    const { rows } = await client.query<Record<'first_position' | 'last_position' | 'archived_to', string>>({
      name: 'ledger-find-stream',
      text: `SELECT s.first_position, s.last_position, h.archived_to
        FROM read.streams s CROSS JOIN read.head h WHERE s.stream_id = $1`,
      values: [streamId],
    });
    const [first = 0, last = 0, archivedTo = 0] = rows.flatMap((row) => [
      Number(row.first_position),
      Number(row.last_position),
      Number(row.archived_to),
    ]);
    if (first > archivedTo)
      throw new Error(`${streamId}: version ${from} is not in the log; verify the log.`);
    return this.archives.readStream(client, { first, last: Math.min(last, archivedTo), from, to });
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

function eventOf(streamId: string, line: string): RecordedEvent {
  const fields = line.split('\t');
  if (fields.length <= DATA_AT)
    throw new Error(
      `${streamId}: an event holds a control character that no service appends; verify the log.`,
    );
  // White space between the parts of a JSON text may be a tab, too.
  if (fields.length > DATA_AT + 1) fields[DATA_AT] = fields.slice(DATA_AT).join('\t');
  fields[1] = streamId;
  return toRecordedEvent(fields as unknown as EventFields);
}

const DATA_AT = 12;
