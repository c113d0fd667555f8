import type pg from 'pg';

/** So many rows go in one statement; more go in several, so that no statement grows without bound. */
const ROWS_MAX = 10_000;

/**
 * Inserts rows that all have the same columns, thousands a round trip.
 * @param table With its schema.
 * @param rows By the names of columns; numbers that may be beyond 2^53 as strings.
 */
export async function insertRows(
  client: Pick<pg.ClientBase, 'query'>,
  table: string,
  rows: readonly object[],
): Promise<void> {
  await write(client, table, rows, '');
}

/** As {@link insertRows}; a row whose `key` stands already takes the new values. No key may stand twice in `rows`. */
export async function upsertRows(
  client: Pick<pg.ClientBase, 'query'>,
  table: string,
  key: readonly string[],
  rows: readonly object[],
): Promise<void> {
  const values = Object.keys(rows[0] ?? {}).filter((column) => !key.includes(column));
  const assignments = values.map((column) => `${column} = excluded.${column}`).join(', ');
  await write(client, table, rows, `ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${assignments}`);
}

async function write(
  client: Pick<pg.ClientBase, 'query'>,
  table: string,
  rows: readonly object[],
  onConflict: string,
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  for (let start = 0; start < rows.length; start += ROWS_MAX) {
    await client.query(
      `INSERT INTO ${table} (${columns})
       SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json) ${onConflict}`,
      [JSON.stringify(rows.slice(start, start + ROWS_MAX))],
    );
  }
}
