import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { archivedSegments } from '@corridor/event-store';
import type pg from 'pg';
import { StartError } from './start-error.js';

/**
 * Looks whether the files of the archived part of the log are there: without them, nothing that reads that part would move.
 * @throws StartError naming the setting, or the file that is missing
 */
export async function checkArchives(client: pg.ClientBase, folder: string | undefined): Promise<void> {
  const segments = await archivedSegments(client);
  const end = segments.at(-1)?.last;
  if (end === undefined) return;
  if (folder === undefined) {
    throw new StartError(
      `The log is archived up to position ${end}: put the folder of its files into LEDGER_ARCHIVE_DIR and start again.`,
    );
  }
  const missing = segments.find(({ fileName }) => !existsSync(join(folder, fileName)));
  if (missing) {
    throw new StartError(
      `The log is archived up to position ${end}, and LEDGER_ARCHIVE_DIR (${folder}) lacks ${missing.fileName}: put it back from a copy.`,
    );
  }
}
