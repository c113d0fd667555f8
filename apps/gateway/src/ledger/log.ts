import { archived } from '../graphql/errors.js';
import type { ReadSession } from '../read/read-session.js';

/**
 * When the ledger came to `position` (RFC 3339, UTC); `undefined` before its first event.
 * @param instead What to do where that is archived.
 * @throws GraphQLError `ARCHIVED` where its event has left the database, and nothing else in it tells when that was.
 */
export async function instantOf(
  session: ReadSession,
  position: number,
  instead?: string,
): Promise<string | undefined> {
  const told = session.instants.get(position);
  if (told !== undefined || position === 0) return told;
  const rows = await session.read((manager) =>
    manager.query<{ recorded_at: string }[]>(
      `SELECT to_char(recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at FROM read.events WHERE position = $1`,
      [position],
    ),
  );
  const [row] = rows;
  if (!row) throw archived(position, instead);
  return row.recorded_at;
}

/** The position of the ledger's last event; 0 while it is empty. */
export async function headOf(session: ReadSession): Promise<number> {
  const rows = await session.read((manager) =>
    manager.query<{ position: string }[]>('SELECT position FROM read.head'),
  );
  return Number(rows[0]?.position ?? 0);
}
