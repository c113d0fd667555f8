import type pg from 'pg';

const FOLLOWS = 'SET LOCAL synchronous_commit TO off';

/**
 * Does `work` in one transaction: what it wrote stands when it is over, or nothing of it does where it throws. A connection that cannot even take
 * its transaction back is not used again.
 * @param durability `follows` for what can be made anew from the log, together with how far it has come: the commit does not wait for the disk, and
 *   a server that crashes takes the last of it back. Never for what appends.
 * @throws whatever `work` throws, and pg.DatabaseError where the commit fails.
 */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
  durability: 'at-once' | 'follows' = 'at-once',
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(durability === 'follows' ? `BEGIN; ${FOLLOWS}` : 'BEGIN');
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
