import type pg from 'pg';

/**
 * Does `work` in one transaction: what it wrote stands when it is over, or nothing of it does where it throws. A connection that cannot even take
 * its transaction back is not used again.
 * @throws whatever `work` throws, and pg.DatabaseError where the commit fails.
 */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
