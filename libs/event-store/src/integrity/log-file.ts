import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { Archives } from '../growth/archives.js';
import { copyLog } from '../read/copy-rows.js';
import { LineSplitter, type OnLine } from '../read/line-splitter.js';
import { LINE_FIELDS, MalformedLine } from './log-line.js';

export interface ExportOptions {
  readonly pool: pg.Pool;
  /** Folder of the archived part of the log, where it has one. */
  readonly archives?: string;
  /** Events behind this position (default 0). */
  readonly after?: number;
  /** Up to and with this position, as far as the log goes. */
  readonly to: number;
  /** Where to: it appears once it is whole. */
  readonly path: string;
  /** Told of the bytes that the log has given so far. */
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Events that are in memory at a time. */
const PAGE_SIZE = 4_000;
const NEWLINE = 10;

/**
 * Writes the lines of a part of the log, archived or not, as they are hashed, into a gzip file: what is proved offline is proved from it.
 * @throws ArchiveMissing or ArchiveBroken where an archived file is not at hand, or is another one; AbortError by the signal
 */
export async function exportLog({
  pool,
  archives,
  after = 0,
  to,
  path,
  onProgress,
  signal,
}: ExportOptions): Promise<void> {
  const client = await pool.connect();
  const part = `${path}.part`;
  let bytes = 0;
  const counting = new PassThrough().on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    onProgress?.(bytes);
  });
  try {
    const pages = pagesOf(client, new Archives(archives), after, to);
    await pipeline(Readable.from(pages), counting, createGzip(), createWriteStream(part), { signal });
    await rename(part, path);
    client.release();
  } catch (error) {
    // It may be in the middle of a page.
    client.release(true);
    await rm(part, { force: true });
    throw error;
  }
}

/** The lines in `(after, to]`, page by page. Segments may be archived meanwhile: each page says by its own snapshot what it lacks. */
async function* pagesOf(
  client: pg.ClientBase,
  archives: Archives,
  after: number,
  to: number,
): AsyncGenerator<Buffer> {
  const { rows } = await client.query<{ position: string }>('SELECT position FROM read.head');
  const last = Math.min(to, Number(rows[0]?.position ?? 0));
  for (let at = after; at < last; ) {
    const end = Math.min(at + PAGE_SIZE, last);
    const page = new Page();
    const archivedTo = await copyLog(client, { fields: LINE_FIELDS, after: at, to: end }, page.add);
    if (archivedTo > at) {
      const archivedEnd = Math.min(archivedTo, last);
      yield* archivedPages(client, archives, at, archivedEnd);
      at = archivedEnd;
    } else {
      yield page.lines();
      at = end;
    }
  }
}

/** The lines in `(after, to]`, all of which are archived, block by block. */
async function* archivedPages(
  client: pg.ClientBase,
  archives: Archives,
  after: number,
  to: number,
): AsyncGenerator<Buffer> {
  for (const file of await archives.filesOf(client, after + 1, to)) {
    const { first, last } = file.segment;
    const wanted = { first: Math.max(first, after + 1), last: Math.min(last, to) };
    const isWanted = (position: number): boolean => position >= wanted.first && position <= wanted.last;
    const blocks = await file.use(async (archive) => ({
      first: archive.blockOf(wanted.first),
      last: archive.blockOf(wanted.last),
    }));
    for (let block = blocks.first; block <= blocks.last; block += 1) {
      const page = new Page();
      await file.use((archive) =>
        archive.lines(block, (buffer, start, end) => {
          const position = Number.parseInt(buffer.toString('latin1', start, start + POSITION_LENGTH), 10);
          if (isWanted(position)) page.add(buffer, start, end);
        }),
      );
      yield page.lines();
    }
  }
}

/** More than a position takes. */
const POSITION_LENGTH = 20;

/** Lines that are kept beyond the call that tells of them. */
class Page {
  private readonly copies: Buffer[] = [];

  readonly add: OnLine = (buffer, start, end) => {
    const line = Buffer.allocUnsafe(end - start + 1);
    buffer.copy(line, 0, start, end);
    line.writeUInt8(NEWLINE, end - start);
    this.copies.push(line);
  };

  lines(): Buffer {
    return Buffer.concat(this.copies);
  }
}

const BRACE = 0x7b;

/**
 * Reads an export, or an archived file, line by line; what an archived file holds beside events is passed by.
 * @throws MalformedLine where it ends in the middle of a line; the error of a file that cannot be read or is no gzip
 */
export async function readLogFile(path: string, onLine: OnLine): Promise<void> {
  const splitter = new LineSplitter((buffer, start, end) => {
    // An event begins with the digits of its position.
    if (buffer[start] !== BRACE) onLine(buffer, start, end);
  });
  let failure: unknown;
  await pipeline(createReadStream(path), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      try {
        splitter.push(chunk);
      } catch (error) {
        // Thrown as it is, it would come out as the abort of the pipeline that it causes.
        failure = error;
        throw error;
      }
    }
  }).catch((error: unknown) => {
    throw failure ?? error;
  });
  if (splitter.left > 0) throw new MalformedLine(`${path} ends in the middle of a line.`);
}
