import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isMasterKey, MasterKey } from '@corridor/event-store';
import type pg from 'pg';
import { StartError } from './start-error.js';

/**
 * The master key of personal data: as given, else as it stands in `file`, which is made where the database holds none yet. It is for its owner
 * alone, and in no database: whoever has a backup of one opens nothing with it.
 * @throws StartError where what the database holds was sealed under another one, or `file` holds something else
 */
export async function ensurePrivacyKey(
  client: Pick<pg.ClientBase, 'query'>,
  file: string,
  given: string | undefined,
): Promise<string> {
  const { rows } = await client.query<{ wrapped_by: string }>(
    'SELECT DISTINCT wrapped_by FROM privacy.subject_keys',
  );
  const key = given ?? kept(file) ?? (rows.length === 0 ? made(file) : undefined);
  if (key !== undefined && rows.every(({ wrapped_by }) => wrapped_by === new MasterKey(key).fingerprint)) {
    return key;
  }
  throw new StartError(
    'The database holds personal data that was sealed under another master key. ' +
      `Name that one with LEDGER_PRIVACY_KEY, or put it back as ${file}.`,
  );
}

function kept(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8').trim();
  if (isMasterKey(text)) return text;
  throw new StartError(
    `${file} does not hold 32 bytes in base64: put the master key of personal data back there.`,
  );
}

function made(file: string): string {
  const key = randomBytes(32).toString('base64');
  // Put in place whole: what is sealed under half a key would be lost.
  writeFileSync(`${file}.new`, `${key}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return key;
}
