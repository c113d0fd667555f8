import type pg from 'pg';
import { CommandError } from './command-error.js';

interface Change {
  readonly id: string;
  readonly changed_at: Date;
  readonly changed_by: string;
  /** `known`: it stood so when the history began. */
  readonly change: 'known' | 'added' | 'changed' | 'revoked' | 'restored' | 'deleted';
  readonly participant: string;
  readonly role: string;
  readonly rights: readonly string[];
  readonly revoked: boolean;
}

/**
 * What became of keys, oldest first, a line each: whom they named, and by which BICs or offices, from then on.
 * @param id 12 digits of one key; absent for all.
 * @throws CommandError for one that there never was.
 */
export async function historyOfKeys(pool: pg.Pool, id: string | undefined): Promise<readonly string[]> {
  const { rows } = await pool.query<Change>(
    `SELECT left(encode(key_hash, 'hex'), 12) AS id, changed_at, changed_by, change, participant, role, bics || offices AS rights, revoked
     FROM access.api_key_changes WHERE $1::text IS NULL OR left(encode(key_hash, 'hex'), 12) = $1 ORDER BY change_id`,
    [id],
  );
  if (id !== undefined && rows.length === 0)
    throw new CommandError(`There never was a key ${id}: "keys history" tells what became of all.`);
  return rows.map(({ id, changed_at, changed_by, change, participant, role, rights, revoked }) => {
    const of = rights.length > 0 ? ` (${rights.join(', ')})` : '';
    const refused = revoked && change !== 'revoked' ? ', which is revoked' : '';
    return `${changed_at.toISOString()}  ${id}  ${change}: ${role} ${participant}${of}${refused}, by ${changed_by}`;
  });
}
