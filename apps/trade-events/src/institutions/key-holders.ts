import { type LedgerParts, ProblemError, type Role } from '@corridor/nest-kit';

/** Whether somebody of this id has a key that is not revoked. @param roles of which it has to be one; left out, any. */
export async function holdsKey(
  { pool }: Pick<LedgerParts, 'pool'>,
  participant: string,
  roles?: readonly Role[],
): Promise<boolean> {
  const { rows } = await pool.query(
    `SELECT FROM access.api_keys WHERE participant = $1 AND revoked_at IS NULL AND ($2::text[] IS NULL OR role = ANY ($2)) LIMIT 1`,
    [participant, roles ?? null],
  );
  return rows.length > 0;
}

/** What is for somebody without a key waits for nobody. */
export function keyless(code: string, participant: string, pointer: string): ProblemError {
  const message = `Nobody holds a key of "${participant}" with which to do it. Mend the id, or have the operator issue a key: ledger keys add --participant ${participant} --role … --label ….`;
  return new ProblemError(422, code, message, { pointer });
}
