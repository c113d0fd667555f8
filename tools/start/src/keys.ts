import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type pg from 'pg';
import { StartError } from './start-error.js';

/** The kinds of users, and who each key of a start stands for. */
export const PARTICIPANTS = {
  bank: 'demo-bank-karachi',
  trader: 'demo-textiles-faisalabad',
  customs: 'demo-customs',
  reporter: 'demo-reporter',
  operator: 'demo-operator',
  commission: 'demo-commission',
  council: 'demo-council',
  consulate: 'demo-consulate-islamabad',
} as const;
/** Countries of whose offices the customs key acts for each: those that the demo's routes begin in, end in and cross. */
export const CUSTOMS_OF = ['AF', 'CN', 'IR', 'KG', 'KZ', 'PK', 'TJ', 'TM', 'UZ'] as const;
/** By which the messages of the demo and of the examples name the bank. */
export const BICS_OF_BANK = ['DEMOPKKA'] as const;
type Role = keyof typeof PARTICIPANTS;
type Keys = Readonly<Record<Role, string>>;
const ROLES = Object.keys(PARTICIPANTS) as readonly Role[];
/** Which a file of a release before these lacks. */
const ADDED: ReadonlySet<Role> = new Set(['commission', 'council', 'consulate']);

export type KeysOutcome = 'made' | 'kept' | 'foreign';

export interface KeysPlace {
  /** Where the keys stand, for their owner alone; the ledger keeps their SHA-256. */
  readonly file: string;
  /** Whether the database is this start's own: only then may keys be added to those that it has. */
  readonly own: boolean;
}

/**
 * Sees that there are keys to ask with. A database that `DATABASE_URL` names gets keys only while it has none at all: whoever
 * runs it gives them out, and a folder left over from elsewhere must not open it (`foreign`).
 * @throws StartError where `file` holds something else
 */
export async function ensureKeys(
  client: pg.ClientBase | pg.Pool,
  { file, own }: KeysPlace,
): Promise<KeysOutcome> {
  const kept = existsSync(file) ? read(file) : undefined;
  if (!own) {
    const { rows } = await client.query<{ key_hash: Buffer }>('SELECT key_hash FROM access.api_keys');
    const known = new Set(rows.map(({ key_hash }) => key_hash.toString('hex')));
    if (kept !== undefined && Object.values(kept).every((key) => known.has(hashOf(key).toString('hex'))))
      return 'kept';
    if (known.size > 0) return 'foreign';
  }
  const keys = { ...makeKeys(), ...kept };
  if (ROLES.some((role) => kept?.[role] === undefined)) {
    // First the file, put in place whole: if this ends before the database has them, the next start brings them there.
    writeFileSync(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  await insert(client, keys);
  return kept === undefined ? 'made' : 'kept';
}

const makeKeys = (): Keys =>
  Object.fromEntries(ROLES.map((role) => [role, randomBytes(32).toString('base64url')])) as Keys;

const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** All of them or none. A revoked key stays revoked; one of an older start is told its BICs, unless these name another bank by now. */
async function insert(client: pg.ClientBase | pg.Pool, keys: Keys): Promise<void> {
  await client.query(
    `INSERT INTO access.api_keys (key_hash, participant, role, label, offices, bics)
     SELECT key_hash, participant, role, 'npm start', CASE role WHEN 'customs' THEN $4::text[] ELSE '{}' END,
       CASE WHEN role = 'bank' AND NOT EXISTS (SELECT FROM access.api_keys o, unnest(o.bics) AS own (bic), unnest($5::text[]) AS given (bic)
         WHERE o.revoked_at IS NULL AND o.participant <> k.participant AND left(own.bic, 8) = left(given.bic, 8)) THEN $5::text[] ELSE '{}' END
     FROM unnest($1::bytea[], $2::text[], $3::text[]) AS k (key_hash, participant, role)
     ON CONFLICT (key_hash) DO UPDATE SET bics = EXCLUDED.bics WHERE api_keys.bics = '{}'`,
    [
      ROLES.map((role) => hashOf(keys[role])),
      ROLES.map((role) => PARTICIPANTS[role]),
      ROLES,
      CUSTOMS_OF,
      BICS_OF_BANK,
    ],
  );
}

function read(file: string): Partial<Keys> {
  try {
    const keys: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof keys === 'object' && keys !== null) {
      const found = keys as Readonly<Record<string, unknown>>;
      const isFit = (role: Role): boolean =>
        found[role] === undefined ? ADDED.has(role) : typeof found[role] === 'string' && found[role] !== '';
      if (ROLES.every(isFit)) return found as Partial<Keys>;
    }
  } catch {}
  throw new StartError(
    `${file} does not hold a key for each of ${ROLES.join(', ')}. Delete it to have new ones made on the next start.`,
  );
}
