import type pg from 'pg';

/** Tables are looked at so often at most, milliseconds. */
const EVERY_MS = 1_000;
const lookedAt = new WeakMap<pg.Pool, number>();

/**
 * Has tables analysed that have grown and never were, so that statements which were prepared while they were empty are planned anew, for what they hold: else a look-up may go through all
 * rows of its generation for a minute or more, until autovacuum comes by. Looks once a second at most, however often it is called.
 */
export async function analyseGrown(pool: pg.Pool): Promise<void> {
  const now = performance.now();
  if (now - (lookedAt.get(pool) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return;
  lookedAt.set(pool, now);
  await pool.query('SELECT reporting.analyse_grown()');
}
