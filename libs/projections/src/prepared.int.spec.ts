import { inTransaction, ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { CHANGED_RESULT, prepared } from './prepared.js';

let ledger: TestLedger;
let pool: pg.Pool;

beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url);
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});

/** Texts of what the connection keeps. */
async function kept(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements');
  return rows.map(({ statement }) => statement);
}

it('prepares a statement with values once, and none without', () =>
  inTransaction(pool, async (client) => {
    const own = prepared(client);
    const doubled = async (value: number) =>
      (await own.query<{ twice: number }>('SELECT $1::integer * 2 AS twice', [value])).rows[0]?.twice;
    expect([await doubled(2), await doubled(21)]).toEqual([4, 42]);
    expect((await own.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(await kept(client)).toEqual(['SELECT $1::integer * 2 AS twice']);
    expect(prepared(client)).toBe(own);
  }));

it('fails as the connection does', () =>
  inTransaction(pool, async (client) => {
    await client.query('SAVEPOINT before');
    await expect(prepared(client).query('SELECT 1 / $1::integer', [0])).rejects.toThrow('division by zero');
    await client.query('ROLLBACK TO before');
    expect((await prepared(client).query('SELECT 6 / $1::integer AS six', [1])).rows).toEqual([{ six: 6 }]);
  }));

it('prepares a statement anew once it gives something else', async () => {
  await pool.query('CREATE TABLE public.grows (a integer)');
  const ask = (client: pg.ClientBase) =>
    prepared(client).query('SELECT * FROM public.grows WHERE $1::boolean', [true]);
  const own = await pool.connect();
  try {
    expect((await ask(own)).fields.map(({ name }) => name)).toEqual(['a']);
    await pool.query('ALTER TABLE public.grows ADD COLUMN b integer');
    await expect(ask(own)).rejects.toMatchObject({ code: CHANGED_RESULT });
    expect((await ask(own)).fields.map(({ name }) => name)).toEqual(['a', 'b']);
  } finally {
    own.release();
  }
});

it('is a connection in all else', () =>
  inTransaction(pool, async (client) => {
    expect(prepared(client).escapeLiteral("it's")).toBe("'it''s'");
  }));
