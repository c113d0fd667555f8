import type pg from 'pg';

/** Tables are looked at so often at most, milliseconds. */
const EVERY_MS = 1_000;

interface Looked {
  /** When it may look again, milliseconds of a steady clock. */
  next: number;
  /** Tables that have statistics. */
  readonly known: string[];
}

const looked = new WeakMap<pg.Pool, Looked>();

/**
 * Has tables analysed that have grown and never were, so that statements which were prepared while they were empty are planned anew, for what they hold: else a look-up may go through all
 * rows of its generation for a minute or more, until autovacuum comes by. Looks once a second at most, however often it is called, and not while it still does; at each table until it
 * has statistics.
 * @throws the error of the server. Nothing depends on it: without statistics plans are slow, not wrong.
 */
export async function analyseGrown(pool: pg.Pool): Promise<void> {
  const last = looked.get(pool) ?? { next: Number.NEGATIVE_INFINITY, known: [] };
  if (performance.now() < last.next) return;
  looked.set(pool, { ...last, next: Number.POSITIVE_INFINITY });
  try {
    // One that cannot be analysed now is looked at again the next time.
    for (const passed: string[] = []; ; ) {
      const { rows } = await pool.query<{ grown: string | null; has_statistics: boolean | null }>(
        'SELECT grown::text, has_statistics FROM reporting.analyse_next_grown($1::oid[])',
        [[...last.known, ...passed]],
      );
      const [table] = rows;
      if (!table?.grown) return;
      (table.has_statistics ? last.known : passed).push(table.grown);
    }
  } finally {
    looked.set(pool, { ...last, next: performance.now() + EVERY_MS });
  }
}
