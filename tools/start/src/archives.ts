import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { StartError } from './start-error.js';

/**
 * Looks whether the files of the archived part of the log are there: without them, nothing that reads that part would move.
 * @throws StartError naming the setting, or the file that is missing
 */
export async function checkArchives(client: pg.ClientBase, folder: string | undefined): Promise<void> {
  const { rows } = await client.query<{ file_name: string; last_position: string }>(
    'SELECT file_name, last_position FROM read.segments WHERE archived_at IS NOT NULL ORDER BY first_position',
  );
  const last = rows.at(-1);
  if (!last) return;
  if (folder === undefined) {
    throw new StartError(
      `The log is archived up to position ${last.last_position}: put the folder of its files into LEDGER_ARCHIVE_DIR and start again.`,
    );
  }
  const missing = rows.find(({ file_name }) => !existsSync(join(folder, file_name)));
  if (missing) {
    throw new StartError(
      `The log is archived up to position ${last.last_position}, and LEDGER_ARCHIVE_DIR (${folder}) lacks ${missing.file_name}: put it back from a copy.`,
    );
  }
}
