/** What a look-up asks for beside the table and its column. */
export interface LookUp {
  /** Of the column (default `uuid`). */
  readonly type?: 'uuid' | 'text';
  /** What else has to hold of a row, e.g. what an index is limited to. */
  readonly and?: string;
  /** SQL that gives the values, each once, where they are not those of `$2`. */
  readonly among?: string;
}

/**
 * SQL of the rows of a table, as the item of a FROM, whose generation is `$1` and whose column is in the list `$2`: each value by a look-up of its own in the index that begins with both. Asked by
 * `= ANY`, PostgreSQL goes through a whole generation instead, and holds each row against the list, as long as no statistics tell it that a generation is no few rows: that is so in the
 * first minutes of a table, in which it grows the fastest.
 * @param table With its schema.
 */
export function lookUpOf(
  table: string,
  column: string,
  { type = 'uuid', and, among = `SELECT DISTINCT unnest($2::${type}[])` }: LookUp = {},
): string {
  // The offset keeps it from being joined in another way.
  return `(${among}) AS asked (asked_id) CROSS JOIN LATERAL (
    SELECT * FROM ${table} WHERE generation = $1 AND ${column} = asked_id${and === undefined ? '' : ` AND ${and}`} OFFSET 0)`;
}
