import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveBroken, ArchiveMissing } from '../errors.js';
import { LineSplitter, type OnLine } from '../read/line-splitter.js';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  type ArchiveDirectory,
  type ArchivedSegment,
  type ArchiveHeader,
  BLOCK_EVENTS,
  codeOf,
  decompressed,
  FOOTER_BYTES,
  type StreamEntry,
} from './archive-format.js';

/** An archived file whose SHA-256 is the recorded one, as long as it is open. */
export interface OpenArchive {
  /** The block, counted from 0, that holds a position of the segment. */
  blockOf(position: number): number;
  readonly blockCount: number;
  /** Hands over the lines of a block. */
  lines(block: number, onLine: OnLine): Promise<void>;
  /** Where the file has events of a stream; `undefined` where it has none. */
  entryOf(stream: number): Promise<StreamEntry | undefined>;
}

/** What was found of a file, and whether it is still the same. */
interface Sound {
  /** Which file it was, and in which state. */
  readonly state: string;
  readonly directory: Promise<Directory>;
}

/** As it is in the file, but in numbers that lie densely, since it is kept. */
interface Directory {
  readonly blockOffsets: readonly number[];
  readonly pageStreams: readonly number[];
  readonly pageOffsets: readonly number[];
  readonly offset: number;
}

/** The file of an archived segment. It is hashed as a whole before its first use, and again where it has changed since. */
export class ArchiveFile {
  private sound: Sound | undefined;

  constructor(
    private readonly folder: string,
    readonly segment: ArchivedSegment,
  ) {}

  get path(): string {
    return join(this.folder, this.segment.fileName);
  }

  /** @throws ArchiveMissing or ArchiveBroken */
  check(): Promise<void> {
    return this.use(async () => undefined);
  }

  /**
   * Opens the file for as long as `work` takes.
   * @throws ArchiveMissing where it is not there, ArchiveBroken where it is not what was written
   */
  async use<T>(work: (archive: OpenArchive) => Promise<T>): Promise<T> {
    const { fileName } = this.segment;
    const file = await open(this.path, 'r').catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
      throw new ArchiveMissing(fileName, `put it back into ${this.folder} from a copy of the archive.`);
    });
    try {
      return await work(new Opened(file, await this.directoryOf(file), this.segment));
    } catch (error) {
      // A file that cannot be made out, though it is the one that was written: it changed while it was read, or the disk errs.
      if (!isUnreadable(error)) throw error;
      this.sound = undefined;
      throw new ArchiveBroken(fileName, String(error), { cause: error });
    } finally {
      await file.close();
    }
  }

  private async directoryOf(file: FileHandle): Promise<Directory> {
    const { ino, size, mtimeMs } = await file.stat();
    const state = `${ino} ${size} ${mtimeMs}`;
    if (this.sound?.state !== state) {
      const directory = this.proved(file, size);
      this.sound = { state, directory };
      directory.catch(() => {
        // The next one looks again: a sound copy may have been put in its place with the same time.
        if (this.sound?.directory === directory) this.sound = undefined;
      });
    }
    return this.sound.directory;
  }

  private async proved(file: FileHandle, size: number): Promise<Directory> {
    const { fileName, bytes, sha256, first, last, hashBefore, hashAfter } = this.segment;
    if (size !== bytes) throw new ArchiveBroken(fileName, `it has ${size} bytes instead of ${bytes}`);
    const found = await sha256Of(file);
    if (found !== sha256) throw new ArchiveBroken(fileName, `its SHA-256 is ${found} instead of ${sha256}`);
    const footer = await jsonAt<{ directory: number }>(file, size - FOOTER_BYTES, size);
    const directory = await jsonAt<ArchiveDirectory>(file, footer.directory, size - FOOTER_BYTES);
    const header = await jsonAt<ArchiveHeader>(file, 0, directory.blocks[0]?.[1] ?? 0);
    if (header.format !== ARCHIVE_FORMAT || header.version !== ARCHIVE_VERSION)
      throw new ArchiveBroken(fileName, `its format is ${header.format} ${header.version}`);
    const told = [header.first, header.last, header.hashBefore, header.hashAfter].join();
    if (told !== [first, last, hashBefore, hashAfter].join())
      throw new ArchiveBroken(fileName, 'it is that of another part of the log');
    return {
      blockOffsets: directory.blocks.map(([, offset]) => offset),
      pageStreams: directory.streams.map(([stream]) => stream),
      pageOffsets: directory.streams.map(([, offset]) => offset),
      offset: footer.directory,
    };
  }
}

class Opened implements OpenArchive {
  constructor(
    private readonly file: FileHandle,
    private readonly directory: Directory,
    private readonly segment: ArchivedSegment,
  ) {}

  get blockCount(): number {
    return this.directory.blockOffsets.length;
  }

  blockOf(position: number): number {
    return Math.floor((position - this.segment.first) / BLOCK_EVENTS);
  }

  async lines(block: number, onLine: OnLine): Promise<void> {
    const { blockOffsets, pageOffsets, offset } = this.directory;
    const end = blockOffsets[block + 1] ?? pageOffsets[0] ?? offset;
    new LineSplitter(onLine).push(await memberAt(this.file, blockOffsets[block] ?? end, end));
  }

  async entryOf(stream: number): Promise<StreamEntry | undefined> {
    const { pageStreams, pageOffsets, offset } = this.directory;
    // The last page that begins with this stream or one before it.
    let page = -1;
    for (let [low, high] = [0, pageStreams.length - 1]; low <= high; ) {
      const middle = (low + high) >> 1;
      if ((pageStreams[middle] ?? 0) <= stream) {
        page = middle;
        low = middle + 1;
      } else high = middle - 1;
    }
    if (page < 0) return undefined;
    const text = await memberAt(this.file, pageOffsets[page] ?? 0, pageOffsets[page + 1] ?? offset);
    const wanted = `{"stream":${stream},`;
    const line = text
      .toString('latin1')
      .split('\n')
      .find((each) => each.startsWith(wanted));
    return line === undefined ? undefined : JSON.parse(line);
  }
}

async function memberAt(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const member = Buffer.allocUnsafe(end - start);
  const { bytesRead } = await file.read(member, 0, member.length, start);
  return decompressed(member.subarray(0, bytesRead));
}

async function jsonAt<T>(file: FileHandle, start: number, end: number): Promise<T> {
  return JSON.parse((await memberAt(file, start, end)).toString('utf8'));
}

const CHUNK_BYTES = 1024 * 1024;

async function sha256Of(file: FileHandle): Promise<string> {
  const digest = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) return digest.digest('hex');
    digest.update(chunk.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** What JSON, buffers and node:zlib say of bytes that they cannot make out. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof SyntaxError || error instanceof RangeError || codeOf(error).startsWith('Z_');
