import type { ReadSession } from '../read/read-session.js';

/** Rows that are fetched at once: what is in memory of an export, however long it is. */
const BATCH = 500;

/**
 * All rows of a statement, a batch at a time, from the snapshot of the session: the database keeps the place, and nothing is read that nobody has taken.
 * A reader that takes nothing for a minute loses the connection, by `idle_in_transaction_session_timeout`.
 */
export async function openCursor<Row>(
  session: ReadSession,
  { sql, values }: { readonly sql: string; readonly values: readonly unknown[] },
): Promise<() => Promise<readonly Row[]>> {
  await session.read((manager) =>
    manager.query(`DECLARE export_rows NO SCROLL CURSOR FOR ${sql}`, [...values]),
  );
  return () => session.read((manager) => manager.query<Row[]>(`FETCH ${BATCH} FROM export_rows`));
}
