import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalPostgres, startPostgres } from '@corridor/local-servers';
import pg from 'pg';
import { migrate, migrationDigests } from './index.js';

let dir: string;
let server: LocalPostgres;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'migrations-'));
  server = await startPostgres({ dir });
});
afterAll(async () => {
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

it('brings a database up once, though three start at once', async () => {
  const url = server.url();
  await Promise.all([migrate(url), migrate(url), migrate(url)]);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>('SELECT name FROM public.migrations ORDER BY id');
  await client.end();
  expect(rows.map(({ name }) => `${name}.sql`)).toEqual(Object.keys(await migrationDigests()));
});
