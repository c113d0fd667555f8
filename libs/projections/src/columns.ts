import pg from 'pg';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** How the values of a column are sent: one beside the other as they are, arrays each as one text, of what is in it as it is or of documents, or documents a line each. */
export type ColumnKind = 'plain' | 'array' | 'documents' | 'document';

/** A column of a table, and how a list of its values becomes rows. */
export interface Column {
  readonly name: string;
  /** As a statement names it. */
  readonly quoted: string;
  readonly kind: ColumnKind;
  /** The SQL of the list that a parameter holds. */
  readonly list: (parameter: string) => string;
  /** What makes a value of the column of one in the list. */
  readonly cast: string;
}

type Tables = ReadonlyMap<string, readonly Column[]>;

/** By schema, of each connection: read models of one transaction ask side by side, and are answered by one asking. */
const asked = new WeakMap<Queryable, Map<string, Promise<Tables>>>();
/** What was found for names of a table, of each connection. */
const found = new WeakMap<Queryable, Map<string, readonly Column[]>>();

/**
 * Columns of a table, in its order, so that rows that name them in another order are written by the same statement. The same names give
 * the same list each time, so that what is made of it can be kept beside it, until they are forgotten.
 * @throws Error for one that the table does not have.
 */
export async function columnsOf(
  client: Queryable,
  table: string,
  names: readonly string[],
): Promise<readonly Column[]> {
  const key = `${table} ${names.join()}`;
  const known = found.get(client)?.get(key);
  if (known) return known;
  const columns = await columnsNamed(client, table, names);
  found.set(client, (found.get(client) ?? new Map()).set(key, columns));
  return columns;
}

async function columnsNamed(
  client: Queryable,
  table: string,
  names: readonly string[],
): Promise<readonly Column[]> {
  const columns =
    namedIn((await tablesOn(client, table)).get(table), names) ??
    // It may have it by now.
    namedIn((await tablesOn(client, table, true)).get(table), names);
  if (!columns) throw new Error(`The table ${table} does not have all of the columns ${names.join(', ')}.`);
  return columns;
}

/** Asks anew the next time. */
export function forgetColumns(client: Queryable): void {
  asked.delete(client);
  found.delete(client);
}

function tablesOn(client: Queryable, table: string, anew = false): Promise<Tables> {
  const schema = table.slice(0, table.lastIndexOf('.'));
  const known = asked.get(client)?.get(schema);
  if (known && !anew) return known;
  const answer = tablesBeside(client, table);
  asked.set(client, new Map([...(asked.get(client) ?? []), [schema, answer]]));
  answer.catch(() => forgetColumns(client));
  return answer;
}

function namedIn(
  columns: readonly Column[] | undefined,
  names: readonly string[],
): readonly Column[] | undefined {
  const named = columns?.filter(({ name }) => names.includes(name));
  return named?.length === names.length ? named : undefined;
}

/** Every table of its schema: a connection writes most of them sooner or later, and asking for all costs no more than for a few. */
async function tablesBeside(client: Queryable, table: string): Promise<Tables> {
  const { rows } = await client.query<{ table: string; name: string; type: string; category: string }>(
    `SELECT c.relnamespace::regnamespace || '.' || c.relname AS "table", a.attname AS name,
       format_type(a.atttypid, -1) AS type, t.typcategory AS category
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
     WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = $1::regclass) AND c.relkind IN ('r', 'p')
       AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY c.oid, a.attnum`,
    [table],
  );
  const tables = new Map<string, Column[]>();
  for (const { table, name, type, category } of rows) {
    const columns = tables.get(table) ?? [];
    columns.push(columnOf(name, type, category));
    tables.set(table, columns);
  }
  return tables;
}

function columnOf(name: string, type: string, category: string): Column {
  // Lists of lists have no rows: an array is one text until it stands in its row.
  const named = { name, quoted: pg.escapeIdentifier(name) };
  if (category === 'A') {
    const kind = /^jsonb?\[]$/.test(type) ? 'documents' : 'array';
    return { ...named, kind, list: (at) => `${at}::text[]`, cast: `::${type}` };
  }
  if (type === 'json' || type === 'jsonb') {
    // JSON has no line feed but as \n: a line each needs no more signs before each quote.
    return {
      ...named,
      kind: 'document',
      list: (at) => `string_to_array(${at}, E'\\n', '')`,
      cast: `::${type}`,
    };
  }
  return { ...named, kind: 'plain', list: (at) => `${at}::${type}[]`, cast: '' };
}
