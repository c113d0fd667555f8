import type pg from 'pg';

/** Positions of a segment in the tests of archives. */
export const SIZE = 10;

/** Up to where a ledger says that its log is archived. */
export async function archivedToOf(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ archived_to: string }>('SELECT archived_to FROM read.head');
  return Number(rows[0]?.archived_to);
}

/** The segments whose tables there are, by their first position. */
export async function tablesOf(pool: pg.Pool): Promise<readonly number[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'ledger'::regnamespace AND relkind = 'r' AND relname ~ '^events_' ORDER BY 1`,
  );
  return rows.map(({ name }) => Number(name.slice('events_'.length)));
}

/** What the file of the segment that begins at `first` is called. */
export const nameOf = (first: number): string =>
  `events-${String(first).padStart(12, '0')}-${String(first + SIZE - 1).padStart(12, '0')}.log.gz`;
