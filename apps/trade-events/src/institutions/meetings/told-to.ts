import type { Caller } from '@corridor/nest-kit';
import type pg from 'pg';
import { seesAllFirms } from '../found.js';

/** What an item of an agenda is about. */
export interface Subject {
  readonly kind: string;
  readonly subject?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const OWN_SQL = `
  SELECT 'commitment' AS kind, commitment_id::text AS id FROM read.commitments WHERE commitment_id = ANY ($1::uuid[]) AND participants @> ARRAY[$3]
  UNION ALL SELECT 'action', action_id::text FROM read.actions WHERE action_id = ANY ($2::uuid[]) AND owner = $3`;

/**
 * What of an agenda is told to a caller. A promise is for who takes part in it, an action for whoever it is assigned to, and both for the institutions; what
 * names none, for the institutions alone. All else is for every key.
 */
export async function toldTo(
  pool: Pick<pg.Pool, 'query'>,
  caller: Caller,
  subjects: readonly Subject[],
): Promise<(of: Subject) => boolean> {
  if (seesAllFirms(caller)) return () => true;
  const idsOf = (wanted: string) =>
    subjects.flatMap(({ kind, subject }) =>
      kind === wanted && subject && UUID.test(subject) ? subject : [],
    );
  const values = [idsOf('commitment'), idsOf('action')];
  const isNone = values.every((ids) => ids.length === 0);
  const { rows } = isNone
    ? { rows: [] }
    : await pool.query<{ kind: string; id: string }>(OWN_SQL, [...values, caller.participant]);
  const own = new Set(rows.map(({ kind, id }) => `${kind} ${id}`));
  return ({ kind, subject = '' }) =>
    (kind !== 'commitment' && kind !== 'action') || own.has(`${kind} ${subject.toLowerCase()}`);
}
