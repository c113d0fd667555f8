import type pg from 'pg';

/** Tables are looked at so often at most, milliseconds. */
const EVERY_MS = 1_000;
const lookedAt = new WeakMap<pg.Pool, number>();

/**
 * Has tables analysed that have grown and never were, so that statements which were prepared while they were empty are planned anew, for what they hold: else a look-up may go through all
 * rows of its generation for a minute or more, until autovacuum comes by. Looks once a second at most, however often it is called, and not while it still does.
 * @throws the error of the server. Nothing depends on it: without statistics plans are slow, not wrong.
 */
export async function analyseGrown(pool: pg.Pool): Promise<void> {
  if (performance.now() - (lookedAt.get(pool) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return;
  lookedAt.set(pool, Number.POSITIVE_INFINITY);
  try {
    for (const passed: string[] = []; ; ) {
      const { rows } = await pool.query<{ grown: string | null }>(
        'SELECT reporting.analyse_grown($1::oid[])::text AS grown',
        [passed],
      );
      const grown = rows[0]?.grown;
      if (!grown) return;
      passed.push(grown);
    }
  } finally {
    lookedAt.set(pool, performance.now());
  }
}
