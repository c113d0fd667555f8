import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type pg from 'pg';
import { StartError } from './start-error.js';

/** The kinds of users, and who each key of the embedded start stands for. */
export const PARTICIPANTS = {
  bank: 'demo-bank-karachi',
  trader: 'demo-textiles-faisalabad',
  customs: 'demo-customs',
  reporter: 'demo-reporter',
  operator: 'demo-operator',
} as const;
type Role = keyof typeof PARTICIPANTS;
const ROLES = Object.keys(PARTICIPANTS) as readonly Role[];

export type KeysOutcome = 'made' | 'kept' | 'there';

/**
 * Sees that there are keys to ask with. They stand in `file`, for their owner alone; the ledger keeps the SHA-256. Where the
 * database has keys but this folder has none, whoever gave them out has them (`there`).
 * @throws StartError where `file` holds something else
 */
export async function ensureKeys(client: pg.ClientBase, file: string): Promise<KeysOutcome> {
  if (existsSync(file)) {
    await keep(client, read(file));
    return 'kept';
  }
  const { rowCount } = await client.query('SELECT 1 FROM access.api_keys WHERE revoked_at IS NULL LIMIT 1');
  if (rowCount) return 'there';
  const keys = Object.fromEntries(ROLES.map((role) => [role, randomBytes(32).toString('base64url')]));
  await keep(client, keys);
  // Put in place whole; a file that was half written would be taken for the keys.
  writeFileSync(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return 'made';
}

/** A revoked key stays revoked. */
async function keep(client: pg.ClientBase, keys: Readonly<Record<string, string>>): Promise<void> {
  for (const role of ROLES) {
    const hash = createHash('sha256')
      .update(keys[role] ?? '')
      .digest();
    await client.query(
      `INSERT INTO access.api_keys (key_hash, participant, role, label) VALUES ($1, $2, $3, 'npm start')
       ON CONFLICT (key_hash) DO NOTHING`,
      [hash, PARTICIPANTS[role], role],
    );
  }
}

function read(file: string): Readonly<Record<string, string>> {
  try {
    const keys: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof keys === 'object' && keys !== null) {
      const found = keys as Readonly<Record<string, unknown>>;
      if (ROLES.every((role) => typeof found[role] === 'string' && found[role] !== '')) {
        return found as Readonly<Record<string, string>>;
      }
    }
  } catch {}
  throw new StartError(
    `${file} does not hold a key for each of ${ROLES.join(', ')}. Delete it to have new ones made on the next start.`,
  );
}
