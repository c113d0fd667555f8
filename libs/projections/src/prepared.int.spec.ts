import type { Socket } from 'node:net';
import { inTransaction, ledgerPool, pipelinedPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { CHANGED_RESULT, prepared } from './prepared.js';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await startTestLedger();
});
afterAll(() => ledger.stop());

/** Texts of what the connection keeps. */
async function kept(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements');
  return rows.map(({ statement }) => statement);
}

describe.each([
  ['a connection', ledgerPool],
  ['a pipelined connection', pipelinedPool],
] as const)('%s', (kind, poolOn) => {
  let pool: pg.Pool;
  beforeAll(() => {
    pool = poolOn(ledger.url);
  });
  afterAll(() => pool.end());

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
    const table = `grows_${kind.replaceAll(' ', '_')}`;
    await pool.query(`CREATE TABLE public.${table} (a integer)`);
    const ask = (client: pg.ClientBase) =>
      prepared(client).query(`SELECT * FROM public.${table} WHERE $1::boolean`, [true]);
    const own = await pool.connect();
    try {
      expect((await ask(own)).fields.map(({ name }) => name)).toEqual(['a']);
      await pool.query(`ALTER TABLE public.${table} ADD COLUMN b integer`);
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
});

describe('what one turn asks of a pipelined connection', () => {
  let pool: pg.Pool;
  beforeAll(() => {
    pool = pipelinedPool(ledger.url);
  });
  afterAll(() => pool.end());

  it('goes out in one piece, prepared once, and is answered in its order', () =>
    inTransaction(pool, async (client) => {
      const sent: string[] = [];
      const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } })
        .connection;
      const own = prepared(client);
      const write = stream._writev;
      stream._writev = (chunks, done) => {
        sent.push('a piece');
        write?.call(stream, chunks, done);
      };
      const answered: number[] = [];
      const ask = async (value: number) => {
        const { rows } = await own.query<{ value: number }>('SELECT $1::integer + 0 AS value', [value]);
        answered.push(rows[0]?.value ?? Number.NaN);
      };
      await Promise.all([ask(1), ask(2), ask(3)]).finally(() => {
        Object.assign(stream, { _writev: write });
      });
      expect([sent, answered]).toEqual([['a piece'], [1, 2, 3]]);
      expect((await kept(client)).filter((text) => text.includes('+ 0'))).toHaveLength(1);
    }));

  it('fails behind what fails, each with an error of its own', async () => {
    const asked = inTransaction(pool, async (client) => {
      const own = prepared(client);
      const [fails, behind] = await Promise.allSettled([
        own.query('SELECT 1 / $1::integer', [0]),
        own.query('SELECT 2 / $1::integer', [1]),
      ]);
      expect(behind).toMatchObject({
        reason: { message: expect.stringContaining('transaction is aborted') },
      });
      if (fails?.status === 'rejected') throw fails.reason;
    });
    await expect(asked).rejects.toThrow('division by zero');
    // The connection goes on.
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });
});
