import type { RecordedEvent } from '@corridor/contracts';
import type pg from 'pg';

/**
 * Those of the events that the bus delivers that are the log's own. They are not where a ledger was restored, or begun anew, and
 * the bus still holds what was published before; figures are of the log alone. Asked once for all projections.
 * @param pool Connections that may read `read.events`.
 * @returns them in the order in which they were delivered; an event that was archived meanwhile is not among them, and is read from its file.
 */
export async function standing(
  pool: pg.Pool,
  delivered: readonly RecordedEvent[],
): Promise<readonly RecordedEvent[]> {
  if (delivered.length === 0) return [];
  const { rows } = await pool.query<{ position: string }>({
    name: 'standing',
    text: `SELECT position FROM read.events
      JOIN unnest($1::bigint[], $2::text[], $3::integer[], $4::timestamptz[])
        AS delivered(position, stream_id, version, recorded_at) USING (position, stream_id, version, recorded_at)`,
    values: [
      delivered.map(({ position }) => position),
      delivered.map(({ streamId }) => streamId),
      delivered.map(({ version }) => version),
      delivered.map(({ recordedAt }) => recordedAt),
    ],
  });
  if (rows.length === delivered.length) return delivered;
  const positions = new Set(rows.map(({ position }) => Number(position)));
  return delivered.filter(({ position }) => positions.has(position));
}
