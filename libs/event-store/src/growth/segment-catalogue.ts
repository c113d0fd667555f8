import type pg from 'pg';
import type { ArchivedSegment } from './archive-format.js';

interface Row {
  readonly first_position: string;
  readonly last_position: string;
  readonly file_name: string;
  readonly file_sha256: string;
  readonly file_bytes: string;
  readonly hash_before: Buffer;
  readonly hash_after: Buffer;
}

/** The segments that are archived, from the first position on. */
export async function archivedSegments(
  client: Pick<pg.ClientBase, 'query'>,
): Promise<readonly ArchivedSegment[]> {
  const { rows } = await client.query<Row>(
    `SELECT first_position, last_position, file_name, file_sha256, file_bytes, hash_before, hash_after
     FROM read.segments WHERE archived_at IS NOT NULL ORDER BY first_position`,
  );
  return rows.map((row) => ({
    first: Number(row.first_position),
    last: Number(row.last_position),
    fileName: row.file_name,
    sha256: row.file_sha256,
    bytes: Number(row.file_bytes),
    hashBefore: row.hash_before.toString('hex'),
    hashAfter: row.hash_after.toString('hex'),
  }));
}
