import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type LocalPostgres, LocalServerError, startPostgres } from './index.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'local-postgres-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const answers = (server: LocalPostgres): Promise<boolean> =>
  query(server.url(), 'select 1').then(
    () => true,
    () => false,
  );

it('keeps its data from one start to the next and leaves no process', async () => {
  const first = await startPostgres({ dir });
  await query(first.url(), 'create table kept (n int)');
  await query(first.url(), 'insert into kept values (42)');
  await first.stop();
  expect(await answers(first)).toBe(false);

  const second = await startPostgres({ dir });
  try {
    expect(await query(second.url(), 'select n from kept')).toEqual([{ n: 42 }]);
    const [row] = await query<{ server_version: string }>(second.url(), 'show server_version');
    expect(row?.server_version).toMatch(/^18\./);
  } finally {
    await second.stop();
  }
  expect(await answers(second)).toBe(false);
});

it('takes over from a server that a killed owner left behind', async () => {
  const left = await startPostgres({ dir });
  const next = await startPostgres({ dir });
  try {
    expect(await answers(left)).toBe(false);
    expect(await query(next.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    await next.stop();
  }
});

it('begins again where the first start was killed half-way', async () => {
  const half = join(dir, 'data');
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half);
  writeFileSync(join(half, 'half-written'), '');
  const server = await startPostgres({ dir });
  await server.stop();
  expect(existsSync(join(half, 'half-written'))).toBe(false);
});

it('refuses the data of another version and says what to do', async () => {
  mkdirSync(join(dir, 'data'));
  writeFileSync(join(dir, 'data/PG_VERSION'), '17\n');
  const starting = startPostgres({ dir });
  await expect(starting).rejects.toThrow(LocalServerError);
  await expect(starting).rejects.toThrow(/PostgreSQL 17; this is 18\. Start with --fresh/);
});

it('refuses strangers', async () => {
  const server = await startPostgres({ dir });
  try {
    const stranger = server.url().replace(/:[^:@]+@/, ':guess@');
    await expect(query(stranger, 'select 1')).rejects.toThrow(/password authentication failed/);
  } finally {
    await server.stop();
  }
});
