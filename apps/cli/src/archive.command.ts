import { join, resolve } from 'node:path';
import { type ArchiveProgress, archiveSegments } from '@corridor/event-store';
import type { Command } from 'commander';
import type pg from 'pg';
import { type CommandContext, wholeNumber } from './command.js';
import { CommandError } from './command-error.js';
import { archivesOf, withLedger } from './connection.js';
import { Progress } from './progress.js';
import { readersBehind } from './readers.js';

export function addArchiveCommand(program: Command, { env, print }: CommandContext): void {
  program
    .command('archive')
    .description(
      'move the full segments of the log out of the database into files, the oldest first; whoever reads the log needs the folder then',
    )
    .requiredOption('--up-to <position>', 'segments that end there or before', wholeNumber)
    .option('--folder <folder>', 'where the files go (default: LEDGER_ARCHIVE_DIR)')
    .option('--behind', 'even what read models and consumers have yet to apply')
    .action(async (options: { upTo: number; folder?: string; behind?: boolean }) => {
      const folder = options.folder ?? archivesOf(env).archives;
      if (folder === undefined)
        throw new CommandError(
          'Name the folder of archives with --folder, or put it into LEDGER_ARCHIVE_DIR.',
        );
      const directory = resolve(folder);
      const progress = new SegmentProgress(print, directory);
      const { archivedTo } = await withLedger(env, async (pool) => {
        if (!options.behind) await checkReaders(pool, options.upTo);
        return archiveSegments({ pool, directory, upTo: options.upTo, onProgress: progress.show });
      }).finally(() => progress.end());
      print(
        archivedTo === 0
          ? `no segment is full and ends at position ${options.upTo} or before: nothing is archived`
          : `archived to position ${archivedTo}: services and commands read it with LEDGER_ARCHIVE_DIR=${directory}`,
      );
    });
}

/** @throws CommandError naming who would have to read what is archived */
async function checkReaders(pool: pg.Pool, upTo: number): Promise<void> {
  const behind = await readersBehind(pool, upTo);
  if (behind.length === 0) return;
  const who = behind.map(({ reader, position }) => `${reader} is at position ${position}`).join(', ');
  throw new CommandError(
    `Not all have applied the log up to ${upTo}: ${who}. Let them catch up, or archive up to an earlier position; --behind archives nevertheless, and they take long.`,
  );
}

/** A bar for each stage of each segment, and a line for each file that is done. */
class SegmentProgress {
  private bar = new Progress();
  private shown = '';

  constructor(
    private readonly print: (line: string) => void,
    private readonly directory: string,
  ) {}

  readonly show = ({ first, last, fileName, stage, done, total }: ArchiveProgress): void => {
    const shown = `${fileName} ${stage}`;
    // Each stage has a rate of its own.
    if (shown !== this.shown) this.bar = new Progress();
    this.shown = shown;
    this.bar.show(done, total, `events of ${fileName} ${stage}`);
    if (stage !== 'freed') return;
    this.bar.end();
    this.print(`positions ${first} to ${last}: ${join(this.directory, fileName)}`);
  };

  end(): void {
    this.bar.end();
  }
}
