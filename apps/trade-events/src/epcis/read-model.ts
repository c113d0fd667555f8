import { type LedgerParts, ProblemError } from '@corridor/nest-kit';
import pg from 'pg';

const NAME = 'epcis-events';
const STATEMENT_MAX_MS = 5_000;
const CAUGHT_UP_MAX_MS = 2_000;
const LOOK_AGAIN_MS = 25;

/**
 * Asks the read model of captured events, in one snapshot. What was captured just now is waited for, though not for long.
 * @param ask gets the position up to which the read model has come, in its own snapshot.
 * @throws ProblemError 503 while it has not been built; 413 `query-too-complex` for a query that takes too long.
 */
export async function askReadModel<Answer>(
  { pool, store }: Pick<LedgerParts, 'pool' | 'store'>,
  ask: (client: pg.ClientBase, asOf: number) => Promise<Answer>,
): Promise<Answer> {
  await caughtUp(pool, await store.head());
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET LOCAL statement_timeout = ${STATEMENT_MAX_MS}`);
    const asOf = await positionOf(client);
    if (asOf === undefined) {
      throw new ProblemError(
        503,
        'read-model-not-ready',
        'The index of events is being built. Ask again in a moment.',
      );
    }
    return await ask(client, asOf);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '57014') {
      const message = `The query takes more than ${STATEMENT_MAX_MS / 1_000} seconds. Narrow it, by times, EPCs or transactions.`;
      throw new ProblemError(413, 'query-too-complex', message);
    }
    throw error;
  } finally {
    // Nothing was written. A connection that cannot even end its transaction is of no more use.
    const broken = await client.query('ROLLBACK').then(
      () => undefined,
      (error: Error) => error,
    );
    client.release(broken);
  }
}

async function caughtUp(pool: pg.Pool, head: number): Promise<void> {
  const until = performance.now() + CAUGHT_UP_MAX_MS;
  for (;;) {
    const position = await positionOf(pool);
    if (position === undefined || position >= head || performance.now() > until) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

async function positionOf(client: Pick<pg.ClientBase, 'query'>): Promise<number | undefined> {
  const { rows } = await client.query<{ position: string }>(
    'SELECT position FROM read.projection_status WHERE name = $1',
    [NAME],
  );
  return rows[0] && Number(rows[0].position);
}
