import type pg from 'pg';
import { oneRow } from './one-row-call.js';
import { StoreWorld } from './store-world.spec-kit.js';

let world: StoreWorld;
let pool: pg.Pool;

beforeAll(async () => {
  world = await StoreWorld.start();
  pool = world.poolOf(undefined, 1);
});
afterAll(() => world.stop());

const sum = (...values: (string | Buffer | null)[]) => ({
  name: 'sum',
  text: 'SELECT $1::int + $2::int AS sum, $3::text',
  values,
});

it('gives the row, from a pool and from a client, prepared once', async () => {
  expect(await oneRow(pool, sum('1', '2', null))).toEqual(['3', null]);
  const client = await pool.connect();
  expect(await oneRow(client, sum('3', Buffer.from([0, 0, 0, 4]), 'қ'))).toEqual(['7', 'қ']);
  const { rows } = await client.query("SELECT count(*)::int FROM pg_prepared_statements WHERE name = 'sum'");
  client.release();
  expect(rows).toEqual([{ count: 1 }]);
});

it.each([
  ['a value that the server refuses', sum('one', '2', null), /invalid input syntax/],
  ['a statement that is none', { name: 'none', text: 'SELECT FROM WHERE', values: [] }, /syntax error/],
  ['no row', { name: 'empty', text: 'SELECT 1 WHERE false', values: [] }, /empty: the server gave no row/],
  ['a parameter of another kind', sum('1', 5 as never, null), /sum: parameter 2 is neither text/],
])('fails at %s, and the connection goes on', async (_, statement, words) => {
  await expect(oneRow(pool, statement)).rejects.toThrow(words);
  expect(await oneRow(pool, sum('1', '2', 'x'))).toEqual(['3', 'x']);
  expect(pool.totalCount - pool.idleCount).toBe(0);
});

it('fails where the connection is lost, and goes on with another', async () => {
  const other = world.poolOf(undefined, 1);
  const { rows } = await pool.query('SELECT pg_backend_pid() AS pid');
  const waiting = oneRow(pool, { name: 'sleep', text: 'SELECT pg_sleep(60)::text', values: [] });
  await other.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
  await expect(waiting).rejects.toThrow(/terminating connection|Connection terminated/);
  expect(await oneRow(pool, sum('1', '2', null))).toEqual(['3', null]);
});
