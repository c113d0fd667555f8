import { ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import type pg from 'pg';
import { forgetColumns } from './columns.js';
import { insertRows, lookUpOf, upsertRows } from './index.js';

let ledger: TestLedger;
let pool: pg.Pool;
let client: pg.PoolClient;

beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url);
  client = await pool.connect();
  await client.query(`CREATE SCHEMA told; CREATE TABLE told.things (
    id integer PRIMARY KEY, flag boolean, whole bigint, exact numeric, word text, known uuid, day date, at timestamptz, doc jsonb, text_doc json,
    words text[], places bigint[], ids uuid[], tables text[], bytes bytea, instants timestamptz[], flags boolean[], exacts numeric[], docs jsonb[],
    text_docs json[], days daterange, numbers int8range, spans tstzmultirange, approximate double precision, "user" text, "Mixed ""quoted""" text,
    doubled bigint GENERATED ALWAYS AS (id * 2) STORED);
    CREATE SCHEMA beside; CREATE TABLE beside.things (id integer PRIMARY KEY)`);
});
afterAll(async () => {
  client.release();
  await pool.end();
  await ledger.stop();
});
beforeEach(() => client.query('TRUNCATE told.things'));

async function all(): Promise<readonly string[]> {
  const { rows } = await client.query<{ row: string }>(
    'SELECT t::text AS row FROM told.things t ORDER BY id',
  );
  return rows.map(({ row }) => row);
}

/** The same rows as PostgreSQL reads them of JSON, with what it works out itself. */
async function ofJson(
  rows: readonly { readonly id: number; readonly [column: string]: unknown }[],
): Promise<readonly string[]> {
  const { rows: read } = await client.query<{ row: string }>(
    'SELECT t::text AS row FROM json_populate_recordset(NULL::told.things, $1) t ORDER BY id',
    [JSON.stringify(rows.map((row) => ({ ...row, doubled: 2 * row.id })))],
  );
  return read.map(({ row }) => row);
}

/** Without NUL, which no text of PostgreSQL has, but with all that means something in a list. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', 'NULL', 'null', '{}', ',', '"', '\\', ' a ', '\n', '\\N', 'a\tb', '\u00a0'),
  )
  .filter((value) => !value.includes('\0'));
const absent = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const instant = fc
  .date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString());
const day = instant.map((at) => at.slice(0, 10));
/** From the lesser of two on, up to the greater. */
const range = <Bound>(bound: fc.Arbitrary<Bound>, isLess: (one: Bound, other: Bound) => boolean) =>
  fc
    .tuple(bound, bound)
    .map(([one, other]) => (isLess(one, other) ? `[${one},${other})` : `[${other},${one})`));
const document = fc.oneof(fc.dictionary(text, text), text, fc.boolean(), fc.integer());
const pair = fc.tuple(absent(text), absent(text));
/** More digits than a double has. */
const digits = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat())
  .map(([whole, part]) => `${whole}.${part}`);
const thing = fc.record({
  flag: absent(fc.boolean()),
  whole: absent(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)),
  exact: absent(
    fc.oneof(
      fc.integer(),
      fc.integer().map((n) => `${n}.50`),
    ),
  ),
  word: absent(text),
  known: absent(fc.uuid()),
  day: absent(instant.map((at) => at.slice(0, 10))),
  at: absent(instant),
  doc: absent(fc.oneof(fc.array(text), fc.dictionary(text, text), text, fc.boolean(), fc.integer())),
  text_doc: absent(fc.dictionary(text, text)),
  words: absent(fc.array(absent(text))),
  places: absent(fc.array(fc.nat())),
  ids: absent(fc.array(fc.uuid())),
  tables: absent(fc.array(pair, { minLength: 1, maxLength: 4 })),
  bytes: absent(fc.uint8Array().map((bytes) => `\\x${Buffer.from(bytes).toString('hex')}`)),
  instants: absent(fc.array(absent(instant))),
  flags: absent(fc.array(absent(fc.boolean()))),
  exacts: absent(fc.array(absent(digits))),
  docs: absent(fc.array(absent(document))),
  text_docs: absent(fc.array(absent(document))),
  days: absent(range(day, (one, other) => one <= other)),
  numbers: absent(range(fc.integer(), (one, other) => one <= other)),
  spans: absent(
    fc.array(range(instant, (one, other) => one <= other)).map((spans) => `{${spans.join(',')}}`),
  ),
  approximate: absent(fc.oneof(fc.double(), fc.constantFrom('Infinity', '-Infinity', 'NaN'))),
  user: absent(text),
  'Mixed "quoted"': absent(text),
});

it('writes rows as PostgreSQL reads them of JSON', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(thing, { minLength: 1, maxLength: 20 }), async (things) => {
      const rows = things.map((each, id) => ({ id, ...each }));
      await client.query('TRUNCATE told.things');
      await insertRows(client, 'told.things', rows);
      expect(await all()).toEqual(await ofJson(rows));
    }),
    { numRuns: 100 },
  );
});

it('takes what is left out for nothing, and instants as JSON has them', async () => {
  const at = new Date('2026-03-07T08:09:10.123Z');
  await insertRows(client, 'told.things', [
    { id: 1, word: 'a', at, whole: 2n ** 62n, doc: undefined },
    { id: 2 },
  ]);
  expect(await all()).toEqual(await ofJson([{ id: 1, word: 'a', at, whole: String(2n ** 62n) }, { id: 2 }]));
});

it('writes nothing of no rows, and all of many', async () => {
  await insertRows(client, 'told.nowhere', []);
  await insertRows(
    client,
    'told.things',
    Array.from({ length: 10_001 }, (_, id) => ({ id })),
  );
  expect(await all()).toHaveLength(10_001);
});

it('gives rows that stand the new values, in whichever order rows name their columns', async () => {
  await upsertRows(client, 'told.things', ['id'], [{ id: 1, word: 'a', whole: '1' }]);
  await upsertRows(
    client,
    'told.things',
    ['id'],
    [
      { whole: '2', word: 'b', id: 1 },
      { whole: '3', word: 'c', id: 2 },
    ],
  );
  expect(await all()).toEqual(
    await ofJson([
      { id: 1, word: 'b', whole: 2 },
      { id: 2, word: 'c', whole: 3 },
    ]),
  );
});

it('writes those columns alone that are asked for', async () => {
  await insertRows(client, 'told.things', [{ id: 1, word: 'a', other: 'b' }], ['id']);
  expect(await all()).toEqual(await ofJson([{ id: 1 }]));
});

it('gives new values to columns that are named as words of SQL are', async () => {
  for (const user of ['a', 'b']) await upsertRows(client, 'told.things', ['id'], [{ id: 1, user }]);
  expect(await all()).toEqual(await ofJson([{ id: 1, user: 'b' }]));
});

it('refuses half of a character, which no text has', async () => {
  for (const row of [{ word: 'a\ud800' }, { words: ['\udc00b'] }])
    await expect(insertRows(client, 'told.things', [{ id: 1, ...row }])).rejects.toThrow(/surrogate/);
  // A document has it as its escape, which PostgreSQL refuses by itself.
  const inDocument = insertRows(client, 'told.things', [{ id: 1, doc: { a: '\ud800' } }]);
  await expect(inDocument).rejects.toThrow('invalid input syntax for type json');
  expect(await all()).toEqual([]);
  await insertRows(client, 'told.things', [{ id: 1, word: '\u{1f69a}' }]);
  expect(await all()).toEqual(await ofJson([{ id: 1, word: '\u{1f69a}' }]));
});

it('asks once for the columns of each schema', async () => {
  forgetColumns(client);
  const query = jest.spyOn(client, 'query');
  for (let id = 1; id <= 5; id += 1)
    for (const schema of ['told', 'beside']) await insertRows(client, `${schema}.things`, [{ id }]);
  const asked = query.mock.calls.filter(([text]) => String(text).includes('pg_attribute'));
  query.mockRestore();
  expect(asked).toHaveLength(2);
});

it('says so of a column that is not there, and knows it once it is', async () => {
  const rows = [{ id: 1, later: 5 }];
  const write = () => insertRows(client, 'told.things', rows);
  await expect(write()).rejects.toThrow('does not have all of the columns id, later');
  await client.query('ALTER TABLE told.things ADD COLUMN later integer');
  await write();
  // A column that is another one by now fails once.
  await client.query('ALTER TABLE told.things ALTER COLUMN later TYPE date USING NULL');
  rows.splice(0, 1, { id: 2, later: 6 });
  await expect(write()).rejects.toThrow('is of type date but expression is of type integer');
  await client.query('ALTER TABLE told.things DROP COLUMN later');
  await insertRows(client, 'told.things', [{ id: 3 }]);
  expect(await all()).toHaveLength(2);
});

describe('looking up rows', () => {
  const ID = '00000000-0000-4000-8000-00000000000';
  beforeAll(async () => {
    // Nobody tells anything of what it holds, as in the first minutes of a table.
    await client.query(`CREATE TABLE told.seen (generation integer, position bigint, id uuid, ended boolean, PRIMARY KEY (generation, position))
      WITH (autovacuum_enabled = off);
      CREATE INDEX seen_of ON told.seen (generation, id);
      INSERT INTO told.seen SELECT 1 + n / 3000, n, ('${ID}' || n % 10)::uuid, n % 2 = 0 FROM generate_series(0, 5999) n`);
  });

  it('gives the rows of each value once, of one generation', async () => {
    const { rows } = await client.query(
      `SELECT position FROM ${lookUpOf('told.seen', 'id', { and: 'ended' })} t WHERE position < 20 ORDER BY 1`,
      [1, [`${ID}2`, `${ID}3`, `${ID}2`, `${ID}4`]],
    );
    expect(rows).toEqual([2, 4, 12, 14].map((position) => ({ position: String(position) })));
  });

  it('gives those of other values', async () => {
    const { rows } = await client.query(
      `SELECT count(*)::integer AS count FROM ${lookUpOf('told.seen', 'id', { among: 'SELECT unnest($2::uuid[]) UNION SELECT $3::uuid' })} t`,
      [2, [`${ID}1`], `${ID}5`],
    );
    expect(rows).toEqual([{ count: 600 }]);
  });

  it('looks for the generation and the value, whatever is known of the table', async () => {
    await client.query(
      'BEGIN; SET LOCAL enable_seqscan TO off; SET LOCAL plan_cache_mode TO force_generic_plan',
    );
    await client.query(`PREPARE seen AS SELECT t.* FROM ${lookUpOf('told.seen', 'id')} t`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>('EXPLAIN EXECUTE seen(1, NULL)');
    await client.query('ROLLBACK; DEALLOCATE seen');
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index Cond: \(\(generation = \$1\) AND \(id = /);
    expect(plan).not.toContain('Filter');
  });
});
