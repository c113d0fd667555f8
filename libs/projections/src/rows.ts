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
  await write(client, table, rows, names ?? Object.keys(rows[0] ?? {}));
}

/** As {@link insertRows}; a row whose `key` stands already takes the new values. No key may stand twice in `rows`. */
export async function upsertRows(
  client: Queryable,
  table: string,
  key: readonly string[],
  rows: readonly object[],
): Promise<void> {
  await write(client, table, rows, Object.keys(rows[0] ?? {}), key);
}

async function write(
  client: Queryable,
  table: string,
  rows: readonly object[],
  names: readonly string[],
  key?: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = await columnsOf(client, table, names);
  const text = statementOf(columns, table, key);
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

/** By columns of a table, and by the key where what stands is replaced: of a few rows, making the text would cost as much as listing their values. */
const statements = new WeakMap<readonly Column[], Map<string, string>>();

function statementOf(columns: readonly Column[], table: string, key: readonly string[] | undefined): string {
  const by = key?.join() ?? '';
  const known = statements.get(columns)?.get(by);
  if (known !== undefined) return known;
  const names = columns.map(({ quoted }) => quoted).join(', ');
  const values = columns.map(({ quoted, cast }) => `${quoted}${cast}`).join(', ');
  const lists = columns.map(({ list }, index) => list(`$${index + 1}`)).join(', ');
  const text = `INSERT INTO ${table} (${names})
    SELECT ${values} FROM unnest(${lists}) AS told (${names}) ${key ? replacing(columns, key) : ''}`;
  statements.set(columns, (statements.get(columns) ?? new Map()).set(by, text));
  return text;
}

function replacing(columns: readonly Column[], key: readonly string[]): string {
  const values = columns.filter(({ name }) => !key.includes(name));
  const assignments = values.map(({ quoted }) => `${quoted} = excluded.${quoted}`).join(', ');
  return `ON CONFLICT (${key.map((name) => pg.escapeIdentifier(name)).join(', ')}) DO UPDATE SET ${assignments}`;
}
