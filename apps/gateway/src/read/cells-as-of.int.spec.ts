import { startTestLedger, type TestLedger } from '@corridor/testing';
import fc from 'fast-check';
import pg from 'pg';
import { cellsAsOf, NEAR } from './cells-as-of.sql.js';

const CELLS = { heads: 'pg_temp.heads', totals: 'pg_temp.totals', sums: ['sum'] };

let ledger: TestLedger;
let client: pg.Client;
beforeAll(async () => {
  ledger = await startTestLedger();
  client = new pg.Client({ connectionString: ledger.url });
  await client.connect();
  await client.query(`
    CREATE TEMP TABLE heads (nth integer, first_position bigint, position bigint, sum numeric);
    CREATE TEMP TABLE totals (nth integer, first_position bigint, position bigint, sum numeric, PRIMARY KEY (nth, first_position, position))`);
});
afterAll(async () => {
  await client.end();
  await ledger.stop();
});

/** From one event that tells of a cell to the next: near, further off than what is looked through first, and at its edges. */
const gap = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: NEAR - 1, max: NEAR + 1 }),
  fc.integer({ min: 1, max: 3 * NEAR }),
);
const story = fc.array(fc.array(gap, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });

interface Total {
  readonly nth: number;
  readonly first_position: number;
  readonly position: number;
  readonly sum: number;
}

/** What each cell came to behind each event that told of it, which is of that event alone. */
function totalsOf(cells: readonly (readonly number[])[]): readonly Total[] {
  return cells.flatMap((gaps, nth) =>
    gaps.map((_, at) => {
      const position = gaps.slice(0, at + 1).reduce((sum, by) => sum + by);
      return { nth, first_position: gaps[0] ?? 0, position, sum: nth * 1_000_000 + position };
    }),
  );
}

/** The last total of each cell by then. */
function lastBy(totals: readonly Total[], at: number): readonly Total[] {
  const last = new Map(totals.filter(({ position }) => position <= at).map((total) => [total.nth, total]));
  return [...last.values()].sort((a, b) => a.nth - b.nth);
}

it.each([
  ['now and then', CELLS],
  ['often', { ...CELLS, isToldOften: true as const }],
])(
  'has of each cell that is told of %s what its last event by then left in it',
  async (_, kind) => {
    let [near, far] = [0, 0];
    await fc.assert(
      fc.asyncProperty(story, fc.nat({ max: NEAR }), async (cells, behind) => {
        const totals = totalsOf(cells);
        await client.query('TRUNCATE heads, totals');
        await client.query('INSERT INTO totals SELECT * FROM json_populate_recordset(NULL::totals, $1)', [
          JSON.stringify(totals),
        ]);
        await client.query(
          'INSERT INTO heads SELECT DISTINCT ON (nth) * FROM totals ORDER BY nth, position DESC',
        );
        const around = ({ position }: Total) => [position - 1, position, position + behind, position + NEAR];
        const asked = [...new Set(totals.flatMap(around))];
        const { rows } = await client.query(
          `SELECT asked.at::int, told.* FROM unnest($1::bigint[]) WITH ORDINALITY asked (at, number) CROSS JOIN LATERAL (
           SELECT c.nth, t.position::int, t.sum::int FROM ${cellsAsOf(kind, 'asked.at')}
         ) told ORDER BY asked.number, told.nth`,
          [asked],
        );
        expect(rows).toEqual(
          asked.flatMap((at) =>
            lastBy(totals, at).map(({ nth, position, sum }) => ({ at, nth, position, sum })),
          ),
        );
        const now = new Map(totals.map(({ nth, position }) => [nth, position]));
        const lookedUp = rows.filter(({ nth, position }) => position !== now.get(nth));
        near += lookedUp.filter(({ at, position }) => position > at - NEAR).length;
        far += lookedUp.filter(({ at, position }) => position <= at - NEAR).length;
      }),
      { numRuns: 40, endOnFailure: true },
    );
    // What this rests on: both were looked up.
    expect(Math.min(near, far)).toBeGreaterThan(50);
  },
  120_000,
);
