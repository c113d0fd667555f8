import { CONSUMER_GROUPS } from '@corridor/contracts';
import type pg from 'pg';

/** Who reads the log has yet to read a part of it. */
export interface Behind {
  readonly reader: string;
  /** The last position that it is done with. */
  readonly position: number;
}

/**
 * Who has yet to apply events at `upTo` or before. A consumer takes the events of its types stream by stream; archived files are made to be gone over
 * from one end to the other, and give a stream a block of a thousand events at a time: hours for what takes the database minutes.
 */
export async function readersBehind(pool: pg.Pool, upTo: number): Promise<readonly Behind[]> {
  const { rows } = await pool.query<{ name: string; position: string }>(
    "SELECT name, position FROM reporting.projections WHERE state = 'live' AND position < least($1, (SELECT position FROM read.head)) ORDER BY 1",
    [upTo],
  );
  const behind: Behind[] = rows.map(({ name, position }) => ({
    reader: `the read model ${name}`,
    position: Number(position),
  }));
  for (const { group, types, categories } of CONSUMER_GROUPS) {
    const { rows: first } = await pool.query<{ position: string | null }>(
      `SELECT min(e.position) - 1 AS position FROM ledger.streams s
       LEFT JOIN bus.consumer_progress p ON p.consumer_group = $1 AND p.stream_id = s.stream_id
       JOIN ledger.events e ON e.stream_start = s.first_position AND e.version > coalesce(p.version, 0)
         AND e.type = ANY ($4) AND e.position BETWEEN s.first_position AND s.last_position AND e.position <= $3
       WHERE s.first_position <= $3 AND split_part(s.stream_id, '-', 1) = ANY ($2) AND coalesce(p.version, 0) < s.version`,
      [group, categories, upTo, types],
    );
    const position = first[0]?.position;
    if (position != null) behind.push({ reader: `the consumer ${group}`, position: Number(position) });
  }
  return behind;
}
