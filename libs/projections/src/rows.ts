import pg from 'pg';
import { type Column, columnsOf, forgetColumns } from './columns.js';
import { listOf } from './lists.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** So many rows go in one statement; more go in several, so that no statement grows without bound. */
const ROWS_MAX = 10_000;

/**
 * Inserts rows that all have the same columns, thousands a round trip.
 * @param table With its schema.
 * @param rows By the names of columns; numbers that may be beyond 2^53 as strings.
 * @param names Of the columns that are written, where rows have more.
 */
export async function insertRows(
  client: Queryable,
  table: string,
  rows: readonly object[],
  names?: readonly string[],
): Promise<void> {
  await write(client, table, rows, () => '', names);
}

/** As {@link insertRows}; a row whose `key` stands already takes the new values. No key may stand twice in `rows`. */
export async function upsertRows(
  client: Queryable,
  table: string,
  key: readonly string[],
  rows: readonly object[],
): Promise<void> {
  await write(client, table, rows, (columns) => {
    const values = columns.filter(({ name }) => !key.includes(name));
    const assignments = values.map(({ quoted }) => `${quoted} = excluded.${quoted}`).join(', ');
    return `ON CONFLICT (${key.map((name) => pg.escapeIdentifier(name)).join(', ')}) DO UPDATE SET ${assignments}`;
  });
}

async function write(
  client: Queryable,
  table: string,
  rows: readonly object[],
  onConflict: (columns: readonly Column[]) => string,
  written?: readonly string[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = await columnsOf(client, table, written ?? Object.keys(first));
  const names = columns.map(({ quoted }) => quoted).join(', ');
  const values = columns.map(({ quoted, cast }) => `${quoted}${cast}`).join(', ');
  const lists = columns.map(({ list }, index) => list(`$${index + 1}`)).join(', ');
  const text = `INSERT INTO ${table} (${names})
    SELECT ${values} FROM unnest(${lists}) AS told (${names}) ${onConflict(columns)}`;
  try {
    for (let start = 0; start < rows.length; start += ROWS_MAX) {
      const some = rows.slice(start, start + ROWS_MAX);
      await client.query(
        text,
        columns.map((column) => listOf(column, some)),
      );
    }
  } catch (error) {
    // It may be another column by now.
    forgetColumns(client);
    throw error;
  }
}
