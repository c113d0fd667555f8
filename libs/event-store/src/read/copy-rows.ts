import type { Readable } from 'node:stream';
import type pg from 'pg';
import { to } from 'pg-copy-streams';
import { LineSplitter, type OnLine } from './line-splitter.js';

/**
 * Runs `COPY (query) TO STDOUT` and hands over what comes, rows in text format with empty nulls: the fastest way in which
 * PostgreSQL gives rows away. A connection on which it failed is of no more use.
 */
async function copy(client: pg.ClientBase, query: string, onChunk: (chunk: Buffer) => void): Promise<void> {
  const rows: Readable & { callback?: () => void } = client.query(to(`COPY (${query}) TO STDOUT (NULL '')`));
  try {
    for await (const chunk of rows) onChunk(chunk);
  } finally {
    // The time-out that pg sets for a query ends with its callback, which a stream does not call by itself.
    rows.callback?.();
  }
}

/** The rows of a query, line by line. */
export function copyRows(client: pg.ClientBase, query: string, onLine: OnLine): Promise<void> {
  const splitter = new LineSplitter(onLine);
  return copy(client, query, (chunk) => splitter.push(chunk));
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

/** As {@link copyLog}, all of it at once, as it came: a page that is taken apart when it is used takes less time and memory. */
export async function copyLogPage(client: pg.ClientBase, range: LogRange): Promise<LogPage> {
  const chunks: Buffer[] = [];
  await copy(client, queryOf(range), (chunk) => chunks.push(chunk));
  return new LogPage(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
}

/** Rows of a part of the log, not yet taken apart. */
export class LogPage {
  /** The last position that is archived. */
  readonly archivedTo: number;
  /** How many events there are. */
  readonly length: number;
  private start = 0;

  constructor(private readonly buffer: Buffer) {
    const first = buffer.length === 0 ? { archivedTo: 0, fieldsAt: undefined } : rowOf(buffer, 0);
    this.archivedTo = first.archivedTo;
    let lines = 0;
    if (first.fieldsAt !== undefined)
      for (let at = buffer.indexOf(NEWLINE); at >= 0; at = buffer.indexOf(NEWLINE, at + 1)) lines += 1;
    this.length = lines;
  }

  /** The position of the last one, which is the first of its fields; `undefined` where there is none. */
  get last(): number | undefined {
    if (this.length === 0) return undefined;
    const start = this.buffer.lastIndexOf(NEWLINE, this.buffer.length - 2) + 1;
    return Number.parseInt(
      this.buffer.toString('latin1', rowOf(this.buffer, start).fieldsAt, start + 64),
      10,
    );
  }

  /** The fields of the next event; `undefined` behind the last one. */
  next(): string[] | undefined {
    const { buffer, start } = this;
    const end = this.length === 0 ? -1 : buffer.indexOf(NEWLINE, start);
    if (end < 0) return undefined;
    this.start = end + 1;
    // A string of its own for each row: what is kept of an event keeps no more than its row in memory.
    return fieldsOf(buffer.toString('utf8', buffer.indexOf(TAB, start) + 1, end));
  }
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
const NEWLINE = 10;
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
