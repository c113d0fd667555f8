import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LocalPostgres, startPostgres } from '@corridor/local-servers';
import pg from 'pg';

const folder = fileURLToPath(new URL('../../../infra/postgres/migrations', import.meta.url));
/** Older ones have run wherever they could. */
const FIRST = '0073';
const ROWS = 11;

let dir: string;
let server: LocalPostgres;
let client: pg.Client;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'migrations-'));
  server = await startPostgres({ dir });
  client = new pg.Client({ connectionString: server.url() });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Something of each type, other for each row. */
const VALUES: Readonly<Record<string, (row: number) => string>> = {
  uuid: () => 'gen_random_uuid()',
  text: (row) => `'t${row}'`,
  boolean: (row) => String(row % 2 === 0),
  date: (row) => `date '2026-01-01' + ${row}`,
  'timestamp with time zone': (row) => `timestamptz '2026-01-01' + ${row} * interval '1 day'`,
  json: () => `'{}'`,
  jsonb: () => `'{}'`,
  ARRAY: () => `'{}'`,
};

interface Table {
  readonly table_name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly words: string | null;
  }[];
}

/** Each table of read models that has no rows gets some, as far as its constraints take what is made up; with those columns that a CHECK holds to some words. */
async function fill(): Promise<readonly string[]> {
  const { rows: tables } = await client.query<Table>(`
    SELECT c.table_name, json_agg(json_build_object('name', c.column_name, 'type', c.data_type, 'words', (
        SELECT substring(pg_get_constraintdef(k.oid) FROM 'ARRAY\\[(.*)\\]')
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
        WHERE k.conrelid = ('reporting.' || c.table_name)::regclass AND k.contype = 'c' AND a.attname = c.column_name
          AND pg_get_constraintdef(k.oid) LIKE '%ARRAY[%' LIMIT 1)) ORDER BY c.ordinal_position) AS columns
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'reporting' AND t.table_type = 'BASE TABLE' GROUP BY 1`);
  const filled: string[] = [];
  for (const { table_name, columns } of tables) {
    const { rows } = await client.query(`SELECT FROM reporting.${table_name} LIMIT 1`);
    if (rows.length > 0) continue;
    for (let row = 1; row <= ROWS; row += 1) {
      const values = columns.map(({ name, type, words }) => {
        const choice = words?.split(', ');
        if (choice) return choice[row % choice.length] ?? 'NULL';
        if (/^(until|ended|called_off)_position$/.test(name)) return String(row + 1);
        return VALUES[type]?.(row) ?? String(row);
      });
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      await client.query('SAVEPOINT one');
      try {
        await client.query(`INSERT INTO reporting.${table_name} (${names}) VALUES (${values.join(', ')})`);
        filled.push(table_name);
      } catch {
        await client.query('ROLLBACK TO one');
      }
    }
  }
  return filled;
}

it('newer migrations run where read models of older releases have rows', async () => {
  const filled = new Set<string>();
  for (const file of readdirSync(folder).sort()) {
    await client.query('BEGIN');
    if (file >= FIRST) for (const table of await fill()) filled.add(table);
    try {
      await client.query(readFileSync(join(folder, file), 'utf8'));
    } catch (error) {
      throw new Error(`${file}: ${(error as Error).message}`);
    }
    await client.query('COMMIT');
  }
  // What this rests on: had nothing been made up that fits, nothing would be shown.
  expect(filled.size).toBeGreaterThan(60);
  expect([...filled]).toEqual(
    expect.arrayContaining(['transit_standings', 'guarantee_reservations', 'payment_facts', 'trade_cells']),
  );
}, 120_000);
