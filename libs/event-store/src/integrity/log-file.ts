import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { to } from 'pg-copy-streams';
import { LineSplitter, type OnLine } from '../read/line-splitter.js';
import { LINE_FIELDS, MalformedLine } from './log-line.js';

export interface ExportOptions {
  readonly pool: pg.Pool;
  /** Events behind this position (default 0). */
  readonly after?: number;
  /** Up to and with this position. */
  readonly to: number;
  /** Where to: it appears once it is whole. */
  readonly path: string;
  /** Told of the bytes that the database has given so far. */
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Writes the lines of a part of the log, as they are hashed, into a gzip file: what is proved offline is proved from it. */
export async function exportLog({
  pool,
  after = 0,
  to: last,
  path,
  onProgress,
  signal,
}: ExportOptions): Promise<void> {
  const client = await pool.connect();
  let bytes = 0;
  const counting = new PassThrough().on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    onProgress?.(bytes);
  });
  const query = `SELECT ${LINE_FIELDS} FROM read.log WHERE position > ${Number(after)} AND position <= ${Number(last)} ORDER BY position`;
  try {
    // As long as it takes: how long a whole log is, nobody knows.
    await client.query('SET statement_timeout = 0');
    const lines: NodeJS.ReadableStream & { callback?: () => void } = client.query(
      to(`COPY (${query}) TO STDOUT (NULL '')`),
    );
    try {
      await pipeline([lines, counting, createGzip(), createWriteStream(`${path}.part`)], { signal });
    } finally {
      lines.callback?.();
    }
    await rename(`${path}.part`, path);
  } finally {
    // With its own time-out, it is of no use to others.
    client.release(true);
  }
}

/** Reads an export line by line. @throws MalformedLine where it ends in the middle of a line; the error of a file that is no gzip */
export async function readLogFile(path: string, onLine: OnLine): Promise<void> {
  const splitter = new LineSplitter(onLine);
  await pipeline(createReadStream(path), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) splitter.push(chunk);
  });
  if (splitter.left > 0) throw new MalformedLine(`${path} ends in the middle of a line.`);
}
