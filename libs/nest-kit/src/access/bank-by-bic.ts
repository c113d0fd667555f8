import type pg from 'pg';

/**
 * Participant id of the bank that a BIC names by one of its keys: head office and branches are one. `undefined` where no bank is
 * named, or several are: none is guessed.
 */
export async function bankNamedBy(pool: Pick<pg.Pool, 'query'>, bic: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ participant: string }>({
    name: 'access-bank-named-by',
    text: `SELECT DISTINCT participant FROM access.api_keys, unnest(bics) AS own (bic)
      WHERE role = 'bank' AND revoked_at IS NULL AND left(own.bic, 8) = left($1, 8) LIMIT 2`,
    values: [bic],
  });
  const [found, other] = rows;
  return other ? undefined : found?.participant;
}
