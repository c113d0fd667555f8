import type { Readable } from 'node:stream';
import type pg from 'pg';
import { to } from 'pg-copy-streams';
import { LineSplitter, type OnLine } from './line-splitter.js';

/**
 * Runs `COPY (query) TO STDOUT` and hands over each row as its line, in text format with empty nulls: the fastest way in which
 * PostgreSQL gives rows away. A connection on which it failed is of no more use.
 */
export async function copyRows(client: pg.ClientBase, query: string, onLine: OnLine): Promise<void> {
  const splitter = new LineSplitter(onLine);
  const rows: Readable & { callback?: () => void } = client.query(to(`COPY (${query}) TO STDOUT (NULL '')`));
  try {
    for await (const chunk of rows) splitter.push(chunk);
  } finally {
    // The time-out that pg sets for a query ends with its callback, which a stream does not call by itself.
    rows.callback?.();
  }
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

/**
 * A part of the log in order of position, as {@link copyRows}. In the same statement, and so by the same snapshot, it reads how far the
 * log is archived: where that is beyond `after`, no row is handed over, since the first ones are not in the database.
 * @returns the last position that is archived
 */
export async function copyLog(client: pg.ClientBase, range: LogRange, onLine: OnLine): Promise<number> {
  const { fields, after, to, condition = '', limit } = range;
  const query = `SELECT h.archived_to, e.* FROM read.head h LEFT JOIN LATERAL (
      SELECT ${fields} FROM read.log WHERE h.archived_to <= ${Number(after)} AND position > ${Number(after)} AND position <= ${Number(to)}${condition}
      ORDER BY position${limit === undefined ? '' : ` LIMIT ${Number(limit)}`}) e ON true`;
  let archivedTo = 0;
  await copyRows(client, query, (buffer, start, end) => {
    const tab = buffer.indexOf(TAB, start);
    archivedTo = Number(buffer.toString('latin1', start, tab));
    // Without an event, the row tells of the archive alone.
    if (buffer[tab + 1] !== TAB) onLine(buffer, tab + 1, end);
  });
  return archivedTo;
}

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
