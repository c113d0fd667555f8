import type { RecordedEvent } from '@corridor/contracts';
import type pg from 'pg';
import { ArchiveBroken, ArchiveMissing } from '../errors.js';
import { type LogFilter, passes } from '../read/log-filter.js';
import { ArchiveFile } from './archive-file.js';
import { eventOfLine, hashOfLine, streamOfLine } from './archived-line.js';
import { archivedSegments } from './segment-catalogue.js';

/** Where the ledger's records of archived files are read. */
export type Catalogue = Pick<pg.ClientBase, 'query'>;

/** A part of a stream that is in archived files. */
export interface ArchivedVersions {
  /** Position of the stream's first event, which is its number, and the last one to look at. */
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly to: number;
}

/** The archived part of a log: the files that the ledger has recorded, in a folder. */
export class Archives {
  private files: readonly ArchiveFile[] = [];

  /** @param folder `undefined` where this process has none; it can read nothing that is archived then */
  constructor(private readonly folder: string | undefined) {}

  /**
   * Events that pass the filter, of the archived positions behind `after` and up to `to`, at most `limit`.
   * @throws ArchiveMissing or ArchiveBroken
   */
  async readLog(
    catalogue: Catalogue,
    { after, to, limit, ...filter }: LogFilter & { after: number; to: number; limit: number },
  ): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for (const file of await this.filesOf(catalogue, after + 1, to)) {
      const { first, last } = file.segment;
      await file.use(async (archive) => {
        const lastBlock = archive.blockOf(Math.min(last, to));
        for (let block = archive.blockOf(Math.max(first, after + 1)); block <= lastBlock; block += 1) {
          if (events.length === limit) return;
          await archive.lines(block, (buffer, start, end) => {
            if (events.length === limit) return;
            const event = eventOfLine(buffer, start, end, (fields) => passes(filter, fields));
            if (event && event.position > after && event.position <= to) events.push(event);
          });
        }
      });
      if (events.length === limit) break;
    }
    return events;
  }

  /**
   * The versions `from` to `to` of a stream, all of which are archived.
   * @throws ArchiveMissing or ArchiveBroken, also where one of them is not in the files
   */
  async readStream(
    catalogue: Catalogue,
    { first, last, from, to }: ArchivedVersions,
  ): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    const files = await this.filesOf(catalogue, first, last);
    for (const file of files) {
      if (events.length > to - from) break;
      await file.use(async (archive) => {
        const { blocks = [] } = (await archive.entryOf(first)) ?? {};
        for (const [index, [block, version]] of blocks.entries()) {
          const next = blocks[index + 1]?.[1] ?? Number.POSITIVE_INFINITY;
          if (version > to) return;
          if (next <= from) continue;
          await archive.lines(block, (buffer, start, end) => {
            if (streamOfLine(buffer, start, end) !== first) return;
            const event = eventOfLine(buffer, start, end);
            if (event && event.version >= from && event.version <= to) events.push(event);
          });
        }
      });
    }
    if (events.length !== to - from + 1 || events.some(({ version }, index) => version !== from + index)) {
      throw new ArchiveBroken(
        files.map(({ segment }) => segment.fileName).join(', '),
        `not all of the versions ${from} to ${to} are there of the stream that begins at position ${first}`,
      );
    }
    return events;
  }

  /** The chain at an archived position. @throws ArchiveMissing or ArchiveBroken */
  async hashAt(catalogue: Catalogue, position: number): Promise<Buffer | undefined> {
    let hash: Buffer | undefined;
    for (const file of await this.filesOf(catalogue, position, position)) {
      await file.use((archive) =>
        archive.lines(archive.blockOf(position), (buffer, start, end) => {
          hash ??= hashOfLine(buffer, start, end, position);
        }),
      );
    }
    return hash;
  }

  /** The files that hold these positions, in order. @throws ArchiveMissing where there is no folder, or none is recorded */
  async filesOf(catalogue: Catalogue, from: number, to: number): Promise<readonly ArchiveFile[]> {
    const { folder } = this;
    const last = this.files.at(-1)?.segment.last ?? 0;
    if (last < to) {
      const segments = await archivedSegments(catalogue);
      if (folder === undefined) {
        throw new ArchiveMissing(
          segments.find((segment) => segment.last >= from)?.fileName ?? 'of an unknown name',
          'this process has no folder of archives. Name it with LEDGER_ARCHIVE_DIR (`archives` of the event store).',
        );
      }
      // A record never changes, so that what is known of a file stays.
      const added = segments.filter((segment) => segment.first > last);
      this.files = [...this.files, ...added.map((segment) => new ArchiveFile(folder, segment))];
    }
    const files = this.files.filter(({ segment }) => segment.last >= from && segment.first <= to);
    // One behind the other: without a record of its file, an archived event would be passed by unseen.
    let behind = from - 1;
    for (const { segment } of files) if (segment.first <= behind + 1) behind = segment.last;
    if (behind >= to) return files;
    throw new ArchiveMissing(
      'of an unknown name',
      `the ledger has no record of the file that holds position ${behind + 1}. Restore the table ledger.segments.`,
    );
  }
}
