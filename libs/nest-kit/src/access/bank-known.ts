import type pg from 'pg';

/** Whether a key of a bank, not revoked, is that participant's: who has none reads nothing here, and books nothing. */
export async function isBankKnown(pool: Pick<pg.Pool, 'query'>, participant: string): Promise<boolean> {
  const { rows } = await pool.query({
    name: 'access-bank-known',
    text: `SELECT FROM access.api_keys WHERE role = 'bank' AND revoked_at IS NULL AND participant = $1 LIMIT 1`,
    values: [participant],
  });
  return rows.length > 0;
}
