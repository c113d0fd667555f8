import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';

/**
 * An archived segment, `events-<first>-<last>.log.gz`: gzip members one behind the other, so that any gunzip gives all of it as text,
 * and each can be read by itself. In order:
 * - the header, a line of JSON ({@link ArchiveHeader});
 * - blocks of {@link BLOCK_EVENTS} events, a line for each as in `integrity/log-line.ts`;
 * - pages of the index of streams, a line of JSON for each stream ({@link StreamEntry}), by the position of its first event;
 * - the directory, a line of JSON ({@link ArchiveDirectory});
 * - the footer, {@link FOOTER_BYTES} long, a line of JSON: where the directory begins.
 * Lines of events begin with a digit, all others with a brace.
 */
export const ARCHIVE_FORMAT = 'corridor-ledger-archive';
export const ARCHIVE_VERSION = 1;
export const BLOCK_EVENTS = 1_000;

export interface ArchiveHeader {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly version: typeof ARCHIVE_VERSION;
  /** Positions of the first and the last event. */
  readonly first: number;
  readonly last: number;
  /** The chain before the first event and at the last, hex. */
  readonly hashBefore: string;
  readonly hashAfter: string;
}

/** In which blocks, counted from 0, a stream has events, and the version of its first event there. */
export interface StreamEntry {
  /** Position of its first event: the number of the stream. */
  readonly stream: number;
  readonly blocks: readonly (readonly [block: number, version: number])[];
}

export interface ArchiveDirectory {
  /** Of each block: position of its first event, and where it begins in the file. Each ends where the next thing begins. */
  readonly blocks: readonly (readonly [position: number, offset: number])[];
  /** Of each page of the index of streams: the first stream on it, and where it begins. */
  readonly streams: readonly (readonly [stream: number, offset: number])[];
}

/** A segment that left the database, as the ledger tells of it. */
export interface ArchivedSegment {
  readonly first: number;
  readonly last: number;
  readonly fileName: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** Hex. */
  readonly hashBefore: string;
  readonly hashAfter: string;
}

const FOOTER_TEXT_LENGTH = 48;
/** A gzip member that is stored, not deflated: 10 bytes of header, 5 of the block, the text, 8 of the trailer. */
export const FOOTER_BYTES = 10 + 5 + FOOTER_TEXT_LENGTH + 8;

export const compressed = promisify<Buffer, Buffer>(gzip);
export const decompressed = promisify<Buffer, Buffer>(gunzip);

export function archiveName(first: number, last: number): string {
  const padded = (position: number) => String(position).padStart(12, '0');
  return `events-${padded(first)}-${padded(last)}.log.gz`;
}

export function footerOf(directoryOffset: number): Promise<Buffer> {
  const text = JSON.stringify({ directory: directoryOffset }).padEnd(FOOTER_TEXT_LENGTH - 1);
  return promisify<Buffer, { level: number }, Buffer>(gzip)(Buffer.from(`${text}\n`), {
    level: constants.Z_NO_COMPRESSION,
  });
}

/** The code of an error of the file system or of node:zlib, which may come from another realm than this `Error`. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
