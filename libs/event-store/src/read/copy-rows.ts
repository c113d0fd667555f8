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

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** What the columns of a row hold, from its line in a COPY. Any text may hold what has to be escaped, the id of a stream as well. */
export function fieldsOf(line: string): string[] {
  const fields = line.split('\t');
  return line.includes('\\') ? fields.map(unescaped) : fields;
}

function unescaped(field: string): string {
  return field.replace(/\\(.)/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}
