import { setTimeout } from 'node:timers/promises';
import { ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { lookUpOf } from './index.js';
import { analyseGrown } from './statistics.js';

let ledger: TestLedger;
let owner: pg.Pool;

beforeAll(async () => {
  ledger = await startTestLedger();
  owner = ledgerPool(ledger.url);
});
beforeEach(async () => {
  // Nobody else looks at it, as in the first minute of a table. Of rows so wide, PostgreSQL takes a new table to hold so few that any index of a generation will do.
  const texts = Array.from({ length: 16 }, (_, index) => `text_${index} text`).join(', ');
  await owner.query(`DROP TABLE IF EXISTS reporting.sighted;
    CREATE TABLE reporting.sighted (generation integer, position bigint, id uuid, ${texts}, PRIMARY KEY (generation, id))
    WITH (autovacuum_enabled = off);
    CREATE INDEX sighted_in_order ON reporting.sighted (generation, position);
    GRANT SELECT ON reporting.sighted TO reporting`);
});
afterAll(async () => {
  await owner.end();
  await ledger.stop();
});

const grow = (rows: number) =>
  owner.query(
    'INSERT INTO reporting.sighted (generation, position, id) SELECT 1, n, gen_random_uuid() FROM generate_series(1, $1::integer) n',
    [rows],
  );

/** How many rows the table had when it was analysed; none where it never was. */
async function analysed(table = 'sighted'): Promise<number> {
  const { rows } = await owner.query<{ reltuples: number }>(
    'SELECT reltuples FROM pg_class WHERE oid = $1::regclass',
    [`reporting.${table}`],
  );
  return rows[0]?.reltuples ?? Number.NaN;
}

/** A pool that has looked at nothing yet. */
async function withPool<Result>(role: 'reporting' | 'gateway', use: (pool: pg.Pool) => Promise<Result>) {
  const pool = ledgerPool(ledger.url, role);
  try {
    return await use(pool);
  } finally {
    await pool.end();
  }
}

it('analyses a table once it has grown, not before and not again', async () => {
  await withPool('reporting', analyseGrown);
  expect(await analysed()).toBe(-1);
  await grow(2_000);
  await withPool('reporting', analyseGrown);
  expect(await analysed()).toBe(2_000);
  await grow(2_000);
  await withPool('reporting', analyseGrown);
  expect(await analysed()).toBe(2_000);
});

it('passes by a table that cannot be analysed now, and has the others analysed', async () => {
  await owner.query(`CREATE TABLE reporting.beside (LIKE reporting.sighted) WITH (autovacuum_enabled = off)`);
  const holding = await owner.connect();
  try {
    await grow(2_000);
    await owner.query(
      'INSERT INTO reporting.beside SELECT * FROM reporting.sighted UNION ALL SELECT * FROM reporting.sighted',
    );
    await holding.query('BEGIN; LOCK TABLE reporting.sighted IN SHARE UPDATE EXCLUSIVE MODE');
    await withPool('reporting', analyseGrown);
    expect(await analysed()).toBe(-1);
    expect(await analysed('beside')).toBe(4_000);
  } finally {
    await holding.query('ROLLBACK');
    holding.release();
    await owner.query('DROP TABLE reporting.beside');
  }
  await withPool('reporting', analyseGrown);
  expect(await analysed()).toBe(2_000);
});

it('has done with a table that has statistics, not with one in which nothing is left', async () => {
  const next = async (): Promise<object | undefined> => {
    const { rows } = await owner.query(
      `SELECT has_statistics FROM reporting.analyse_next_grown(
         ARRAY(SELECT oid FROM pg_class WHERE relnamespace = 'reporting'::regnamespace AND relname <> 'sighted'))`,
    );
    return rows[0];
  };
  expect(await next()).toEqual({ has_statistics: null });
  await grow(2_000);
  expect(await next()).toEqual({ has_statistics: true });
  await owner.query('DELETE FROM pg_statistic WHERE starelid = $1::regclass', ['reporting.sighted']);
  await owner.query('DELETE FROM reporting.sighted');
  expect(await next()).toEqual({ has_statistics: false });
  await grow(2_000);
  expect(await next()).toEqual({ has_statistics: true });
});

it('looks at a table until it has statistics', async () => {
  const beside = await owner.connect();
  const until = async (looks: number) => {
    const deadline = Date.now() + 10_000;
    while (asked.length < looks && Date.now() < deadline) {
      await analyseGrown(pool);
      await setTimeout(50);
    }
  };
  const asked: string[][] = [];
  const pool = ledgerPool(ledger.url, 'reporting');
  const query = pool.query.bind(pool);
  Object.assign(pool, {
    query: (text: string, values: [string[]]) => {
      asked.push(values[0]);
      return query(text, values);
    },
  });
  try {
    await grow(2_000);
    await beside.query('BEGIN; LOCK TABLE reporting.sighted IN SHARE UPDATE EXCLUSIVE MODE');
    await until(2);
    await beside.query('ROLLBACK');
    // The next time it is looked at anew, and then no more.
    await until(5);
  } finally {
    beside.release();
    await pool.end();
  }
  const { rows } = await owner.query<{ oid: string }>(
    "SELECT 'reporting.sighted'::regclass::oid::text AS oid",
  );
  const known = asked.map((tables) => tables.includes(rows[0]?.oid ?? ''));
  expect(known).toEqual([false, true, false, true, true]);
});

it('looks once a second at most', async () => {
  await withPool('reporting', async (pool) => {
    await analyseGrown(pool);
    await grow(2_000);
    await analyseGrown(pool);
  });
  expect(await analysed()).toBe(-1);
});

it('has a statement planned anew that was prepared while the table was empty', async () => {
  await withPool('reporting', async (pool) => {
    const client = await pool.connect();
    const plan = async (): Promise<string> => {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>('EXPLAIN EXECUTE sighted(1, NULL)');
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    try {
      await client.query('SET enable_seqscan TO off; SET plan_cache_mode TO force_generic_plan');
      await client.query(`PREPARE sighted AS SELECT t.* FROM ${lookUpOf('reporting.sighted', 'id')} t`);
      expect(await plan()).toContain('Filter');
      await grow(2_000);
      await analyseGrown(pool);
      expect(await plan()).toMatch(/Index Cond: \(\(generation = \$1\) AND \(id = /);
      expect(await plan()).not.toContain('Filter');
    } finally {
      client.release(true);
    }
  });
});

it('is for reporting alone', async () => {
  await expect(withPool('gateway', analyseGrown)).rejects.toThrow('permission denied');
});
