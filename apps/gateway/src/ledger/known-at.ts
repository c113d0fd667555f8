import { archived } from '../graphql/errors.js';
import type { ReadSession } from '../read/read-session.js';

/**
 * The last event that was recorded by $1 (microseconds since 1970), by halving what lies between the archived part of the log and its head: some twenty look-ups by
 * position in a log of a million events. It can be halved since no event is recorded before the one that it follows: `ledger.append` takes no earlier instant.
 */
const KNOWN_AT_SQL = `
  WITH RECURSIVE head AS (
    SELECT position, archived_to, (extract(epoch FROM recorded_at) * 1000000)::bigint <= $1 AS is_known,
      (extract(epoch FROM now()) * 1000000)::bigint < $1 AS is_to_come
    FROM read.head
  ), search (known, unknown) AS (
    SELECT archived_to, position + 1 FROM head WHERE NOT is_known
    UNION ALL
    SELECT CASE WHEN e.is_known THEN s.middle ELSE s.known END, CASE WHEN e.is_known THEN s.unknown ELSE s.middle END
    FROM (SELECT known, unknown, (known + unknown) / 2 AS middle FROM search WHERE unknown - known > 1) s
    CROSS JOIN LATERAL (
      SELECT (extract(epoch FROM l.recorded_at) * 1000000)::bigint <= $1 AS is_known FROM read.events l WHERE l.position = s.middle
    ) e
  )
  SELECT coalesce(s.known, h.position)::float8 AS position, h.archived_to::float8 AS archived_to, s.known IS NULL AND h.is_to_come AS is_to_come
  FROM head h LEFT JOIN search s ON s.unknown - s.known <= 1`;

/**
 * The position that the ledger had come to at an instant (RFC 3339): its last event that was recorded by then; 0 where that is before the first, `undefined` where
 * the instant is yet to come, so that more may still be recorded by then.
 * @throws GraphQLError `ARCHIVED` where the events of that time have left the database.
 */
export async function positionKnownAt(session: ReadSession, instant: string): Promise<number | undefined> {
  const [row] = await session.read((manager) =>
    manager.query<{ position: number; archived_to: number; is_to_come: boolean }[]>(KNOWN_AT_SQL, [
      microsecondsOf(instant),
    ]),
  );
  if (!row || row.is_to_come) return undefined;
  // The last event in the files may have been recorded later than that: the database does not tell.
  if (row.archived_to > 0 && row.position === row.archived_to) throw archived(row.position);
  return row.position;
}

/** Microseconds since 1970, as text; what is finer is cut off, since the log knows nothing finer. */
export function microsecondsOf(instant: string): string {
  const fraction = /\.(\d+)/.exec(instant)?.[1] ?? '';
  const seconds = Date.parse(instant.replace(/\.\d+/, '')) / 1000;
  return `${BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6))}`;
}
