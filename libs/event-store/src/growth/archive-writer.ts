import { type FileHandle, open, rm } from 'node:fs/promises';
import type pg from 'pg';
import { LINE_FIELDS } from '../integrity/log-line.js';
import { copyRows } from '../read/copy-rows.js';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  type ArchiveDirectory,
  type ArchiveHeader,
  BLOCK_EVENTS,
  compressed,
  footerOf,
} from './archive-format.js';

export interface WriteOptions {
  /** A connection with which the log can be read. */
  readonly client: pg.ClientBase;
  /** The file, which is not there yet. */
  readonly path: string;
  readonly segment: Pick<ArchiveHeader, 'first' | 'last' | 'hashBefore' | 'hashAfter'>;
  /** Told how many events are written. */
  readonly onProgress: (events: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Blocks that are read, compressed and held in memory at a time. */
const BLOCKS_AT_A_TIME = 4;
/** Characters of a page of the index of streams, before it is compressed: some hundred streams, or one that is in every block. */
const PAGE_SIZE = 32_000;
const NEWLINE = 10;

/** Writes a segment to a file, down to the disk, in constant memory but for the compressed index. A file that fails is removed. */
export async function writeArchive(options: WriteOptions): Promise<void> {
  // Never over another one.
  const file = await open(options.path, 'wx');
  try {
    await writeTo(new Members(file), options);
    await file.sync();
    await file.close();
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(options.path, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeTo(members: Members, options: WriteOptions): Promise<void> {
  const { client, segment, signal, onProgress } = options;
  const { first, last } = segment;
  const header: ArchiveHeader = { format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION, ...segment };
  await members.add(await jsonMember(header));
  const blocks: ArchiveDirectory['blocks'][number][] = [];
  for (let after = first - 1; after < last; after += BLOCKS_AT_A_TIME * BLOCK_EVENTS) {
    signal?.throwIfAborted();
    const to = Math.min(after + BLOCKS_AT_A_TIME * BLOCK_EVENTS, last);
    const texts = await blockTexts(client, after, to);
    for (const block of await Promise.all(texts.map((text) => compressed(text))))
      blocks.push([first + blocks.length * BLOCK_EVENTS, await members.add(block)]);
    onProgress(to - first + 1);
  }
  signal?.throwIfAborted();
  const streams: ArchiveDirectory['streams'][number][] = [];
  for (const { stream, member } of await streamPages(client, first, last))
    streams.push([stream, await members.add(await member)]);
  const directory: ArchiveDirectory = { blocks, streams };
  await members.add(await footerOf(await members.add(await jsonMember(directory))));
}

/** The lines of each block in `(after, to]`. */
async function blockTexts(client: pg.ClientBase, after: number, to: number): Promise<Buffer[]> {
  const lines: Buffer[] = [];
  const query = `SELECT ${LINE_FIELDS} FROM read.log WHERE position > ${after} AND position <= ${to} ORDER BY position`;
  await copyRows(client, query, (buffer, start, end) => {
    const line = Buffer.allocUnsafe(end - start + 1);
    buffer.copy(line, 0, start, end);
    line.writeUInt8(NEWLINE, end - start);
    lines.push(line);
  });
  return Array.from({ length: Math.ceil(lines.length / BLOCK_EVENTS) }, (_, block) =>
    Buffer.concat(lines.slice(block * BLOCK_EVENTS, (block + 1) * BLOCK_EVENTS)),
  );
}

interface StreamPage {
  readonly stream: number;
  readonly member: Promise<Buffer>;
}

/** The index of streams, in which each line is a `StreamEntry`. The database sorts it: it has the means where memory is short. */
async function streamPages(
  client: pg.ClientBase,
  first: number,
  last: number,
): Promise<readonly StreamPage[]> {
  const query = `SELECT stream_start, string_agg(format('[%s,%s]', block, version), ',' ORDER BY block)
    FROM (SELECT stream_start, (position - ${first}) / ${BLOCK_EVENTS} AS block, min(version) AS version
      FROM read.log WHERE position BETWEEN ${first} AND ${last} GROUP BY 1, 2) b
    GROUP BY stream_start ORDER BY stream_start`;
  const pages: StreamPage[] = [];
  let stream = '';
  let lines: string[] = [];
  let size = 0;
  const endPage = (): void => {
    if (lines.length > 0)
      pages.push({ stream: Number(stream), member: compressed(Buffer.from(lines.join(''))) });
    lines = [];
    size = 0;
  };
  await copyRows(client, query, (buffer, start, end) => {
    const [number = '', blocks = ''] = buffer.toString('latin1', start, end).split('\t');
    if (lines.length === 0) stream = number;
    const line = `{"stream":${number},"blocks":[${blocks}]}\n`;
    lines.push(line);
    size += line.length;
    if (size >= PAGE_SIZE) endPage();
  });
  endPage();
  return pages;
}

async function jsonMember(value: unknown): Promise<Buffer> {
  return compressed(Buffer.from(`${JSON.stringify(value)}\n`));
}

/** Puts members one behind the other. */
class Members {
  private offset = 0;

  constructor(private readonly file: FileHandle) {}

  /** @returns where it begins */
  async add(member: Buffer): Promise<number> {
    const { offset } = this;
    await this.file.writeFile(member);
    this.offset += member.length;
    return offset;
  }
}
