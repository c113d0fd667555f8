import type { Readable } from 'node:stream';
import type pg from 'pg';
import { to } from 'pg-copy-streams';
import { type EventRows, ROW_FIELDS, RowSplitter } from './event-rows.js';
import { LineSplitter, type OnLine } from './line-splitter.js';

/**
 * Runs `COPY (query) TO STDOUT` and hands over what comes: the fastest way in which PostgreSQL gives rows away. A connection on
 * which it failed is of no more use.
 */
async function copy(
  client: pg.ClientBase,
  query: string,
  format: 'FORMAT binary' | "NULL ''",
  onChunk: (chunk: Buffer) => void,
): Promise<void> {
  const rows: Readable & { callback?: () => void } = client.query(
    to(`COPY (${query}) TO STDOUT (${format})`),
  );
  try {
    for await (const chunk of rows) onChunk(chunk);
  } finally {
    // The time-out that pg sets for a query ends with its callback, which a stream does not call by itself.
    rows.callback?.();
  }
}

/** The rows of a query, line by line, in text format with empty nulls. */
export function copyRows(client: pg.ClientBase, query: string, onLine: OnLine): Promise<void> {
  const splitter = new LineSplitter(onLine);
  return copy(client, query, "NULL ''", (chunk) => splitter.push(chunk));
}

export interface LogRange {
  /** Columns of `read.log`. */
  readonly fields: string;
  /** Events behind this position, */
  readonly after: number;
  /** and up to this one, */
  readonly to: number;
  /** that pass these conditions (` AND …`), */
  readonly condition?: string;
  /** at most so many. */
  readonly limit?: number;
}

/** A part of the log in order of position; each row has, before its fields, how far the log is archived. */
function queryOf({ fields, after, to, condition = '', limit }: LogRange): string {
  return `SELECT h.archived_to, e.* FROM read.head h LEFT JOIN LATERAL (
      SELECT ${fields} FROM read.log WHERE h.archived_to <= ${Number(after)} AND position > ${Number(after)} AND position <= ${Number(to)}${condition}
      ORDER BY position${limit === undefined ? '' : ` LIMIT ${Number(limit)}`}) e ON true`;
}

/**
 * A part of the log in order of position, as {@link copyRows}. In the same statement, and so by the same snapshot, it reads how far the
 * log is archived: where that is beyond `after`, no row is handed over, since the first ones are not in the database.
 * @returns the last position that is archived
 */
export async function copyLog(client: pg.ClientBase, range: LogRange, onLine: OnLine): Promise<number> {
  let archivedTo = 0;
  await copyRows(client, queryOf(range), (buffer, start, end) => {
    const row = rowOf(buffer, start);
    archivedTo = row.archivedTo;
    if (row.fieldsAt !== undefined) onLine(buffer, row.fieldsAt, end);
  });
  return archivedTo;
}

/** What a part of the log had. */
export type CopiedRows = Pick<RowSplitter, 'archivedTo' | 'count' | 'last'>;

/** As {@link copyLog}, the events not taken apart yet: what waits for its turn takes less time and memory so. */
export async function copyEvents(
  client: pg.ClientBase,
  range: Omit<LogRange, 'fields'>,
  onRows: (rows: EventRows) => void,
): Promise<CopiedRows> {
  const splitter = new RowSplitter(onRows);
  const query = queryOf({ ...range, fields: ROW_FIELDS });
  await copy(client, query, 'FORMAT binary', (chunk) => splitter.push(chunk));
  return splitter;
}

/** How far the log is archived, and where the fields of the row begin: nowhere in the one that tells of the archive alone. */
function rowOf(buffer: Buffer, start: number): { archivedTo: number; fieldsAt: number | undefined } {
  let archivedTo = 0;
  let at = start;
  for (let byte = buffer[at]; byte !== undefined && byte !== TAB; byte = buffer[at]) {
    archivedTo = archivedTo * 10 + byte - ZERO;
    at += 1;
  }
  return { archivedTo, fieldsAt: buffer[at + 1] === TAB ? undefined : at + 1 };
}

const ZERO = 48;
const TAB = 9;

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** What the columns of a row hold, from its line in a COPY. Any text may hold what has to be escaped, the id of a stream as well. */
export function fieldsOf(line: string): string[] {
  const fields = line.split('\t');
  return line.includes('\\') ? fields.map(unescaped) : fields;
}

function unescaped(field: string): string {
  return field.replace(/\\(.)/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}
