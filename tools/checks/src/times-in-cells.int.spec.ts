import { EventStore, ledgerPool } from '@corridor/event-store';
import { differences, generationsAtWork, Projector, rebuild } from '@corridor/projections';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import fc from 'fast-check';
import type pg from 'pg';
import { monthsByClock } from '../../../apps/gateway/src/calendar/months-by-clock.js';
import type { CrossingRow } from '../../../apps/gateway/src/corridor/border-crossings.sql.js';
import { CROSSING_TIMES } from '../../../apps/gateway/src/corridor/border-crossings-reader.js';
import type { DwellRow } from '../../../apps/gateway/src/corridor/checkpoint-dwell.sql.js';
import { DWELL_TIMES } from '../../../apps/gateway/src/corridor/checkpoint-dwell-reader.js';
import { crossingsAsked } from '../../../apps/gateway/src/corridor/crossings-asked.js';
import { type TimePartRow, VISIT_TIMES } from '../../../apps/gateway/src/corridor/time-cells.sql.js';
import { toTimeFacts } from '../../../apps/gateway/src/corridor/time-facts.types.js';
import { type Times, timesInCells, timesInRows } from '../../../apps/gateway/src/corridor/times-reader.js';
import type { ReadModels } from '../../../apps/gateway/src/read/read-models.js';
import type { ReadSession } from '../../../apps/gateway/src/read/read-session.js';
import { record } from '../../../apps/reporting/src/teller.spec-kit.js';
import { visits } from '../../../apps/reporting/src/visits/visits.js';
import { HOP, PLACES, storyOf } from './ways-to-and-fro.spec-kit.js';

const SEED = 20_261_127;
let ledger: TestLedger;
let owner: pg.Pool;
let reader: pg.Pool;
let head: number;
beforeAll(async () => {
  ledger = await startTestLedger();
  owner = ledgerPool(ledger.url);
  reader = ledgerPool(ledger.url, 'gateway');
  const [hops = []] = fc.sample(fc.array(fc.record(HOP), { minLength: 400, maxLength: 400 }), {
    numRuns: 1,
    seed: SEED,
  });
  const store = new EventStore({ pool: owner });
  await record(store, storyOf(hops).appends);
  head = await store.head();
  const pool = ledgerPool(ledger.url, 'reporting');
  const projector = new Projector({ projection: visits, pool, store, batchMax: 7 });
  while ((await projector.step()) > 0);
  await pool.end();
}, 120_000);
afterAll(async () => {
  await Promise.all([owner.end(), reader.end()]);
  await ledger.stop();
});

/** Statements alone, of whatever session. */
const statements = new Set<string>();
const session = {
  read: (work: (manager: { query(sql: string, parameters: unknown[]): Promise<unknown> }) => unknown) =>
    work({
      query: async (sql, parameters) => {
        statements.add(sql);
        return (await reader.query(sql, parameters)).rows;
      },
    }),
} as unknown as ReadSession;

const month = fc.constantFrom('2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2027-01', '2036-12');
const months = fc.tuple(month, month).map((two) => [...two].sort() as [string, string]);

it('cells tell the times of visits as the visits do, as of each position, of any months and place', async () => {
  let complete = 0;
  await fc.assert(
    fc.asyncProperty(
      months,
      fc.nat(),
      fc.constantFrom(null, null, ...PLACES),
      async ([from, to], at, place) => {
        const asOf = at % (head + 1);
        const { clocks, begins, ends } = monthsByClock(from, to);
        const question = [clocks, begins, ends, asOf, Math.min(...begins), Math.max(...ends), place];
        const told = async (times: Times<DwellRow>) => {
          const byPlace = (await times.each()).map((row) => [row.key, toTimeFacts(row)]);
          return { all: toTimeFacts(await times.all()), byPlace };
        };
        const fromCells = await told(timesInCells(DWELL_TIMES, session, { from, to, asOf, of: place }));
        expect(fromCells).toEqual(await told(timesInRows(DWELL_TIMES, session, question, null)));
        complete += fromCells.all.n;
      },
    ),
    { numRuns: 120 },
  );
  expect(complete).toBeGreaterThan(100);
  // Percentiles among stays of months and years, too.
  expect(statements).toContain(VISIT_TIMES.partsThere);
});

it('and the times of crossings as the passages do, of each way and of both sides', async () => {
  let complete = 0;
  const crossing = fc.constantFrom(null, null, 'torkham', 'chaman');
  await fc.assert(
    fc.asyncProperty(months, fc.nat(), crossing, async ([from, to], at, code) => {
      const asOf = at % (head + 1);
      const readModels = { asOf: async () => asOf } as unknown as ReadModels;
      const operation = { session, readModels };
      const { question } = await crossingsAsked({ from, to, crossing: code }, operation, 'visits');
      const told = async (times: Times<CrossingRow>) => {
        const side = (row: object, name: 'out' | 'in') => {
          const of = Object.entries(row).filter(([column]) => column.startsWith(`${name}_`));
          return toTimeFacts(
            Object.fromEntries(of.map(([column, value]) => [column.slice(name.length + 1), value])) as never,
          );
        };
        const byWay = (await times.each()).map((row) => [
          ...[row.crossing, row.leaves, row.enters, row.mode],
          ...[toTimeFacts(row), side(row, 'out'), side(row, 'in')],
        ]);
        return { all: toTimeFacts(await times.all()), byWay };
      };
      const fromCells = await told(timesInCells(CROSSING_TIMES, session, { from, to, asOf, of: code }));
      expect(fromCells).toEqual(await told(timesInRows(CROSSING_TIMES, session, question, null)));
      complete += fromCells.all.n;
    }),
    { numRuns: 120 },
  );
  expect(complete).toBeGreaterThan(30);
});

it('each head is the last of the totals of its cell or part, and its steps are the last lists of their parts', async () => {
  const { rows } = await owner.query<
    Record<'heads' | 'totals' | 'behind' | 'parts' | 'partsBehind', number>
  >(`
    SELECT (SELECT count(*)::int FROM read.time_cell_heads) AS heads, (SELECT count(*)::int FROM read.time_cells) AS totals,
      (SELECT count(DISTINCT (first_position, nth))::int FROM read.time_cell_heads h JOIN read.time_cells c USING (first_position, nth, position)
        WHERE (h.n, h.incomplete, h.anomalies, h.ms, h.counts) = (c.n, c.incomplete, c.anomalies, c.ms, c.counts)) AS behind,
      (SELECT count(DISTINCT (first_position, nth, begins))::int FROM read.time_cells WHERE begins IS NOT NULL) AS parts,
      (SELECT count(*)::int FROM read.time_part_heads p JOIN (
        SELECT DISTINCT ON (first_position, nth, begins) first_position, nth, begins, position, part FROM read.time_cells
        WHERE begins IS NOT NULL ORDER BY first_position, nth, begins, position DESC
      ) last USING (first_position, nth, begins, position, part)) AS "partsBehind"`);
  const [
    { heads, totals, behind, parts, partsBehind } = {
      heads: 0,
      totals: 0,
      behind: 0,
      parts: 0,
      partsBehind: 0,
    },
  ] = rows;
  expect(totals).toBeGreaterThan(heads);
  expect(behind).toBe(heads);
  expect(parts).toBeGreaterThan(heads);
  expect(partsBehind).toBe(parts);
  const { rows: counted } = await owner.query<{ inSteps: string; inParts: string; partHeads: number }>(`
    SELECT (SELECT sum(count) FROM read.time_cell_heads, unnest(counts) AS count) AS "inSteps",
      (SELECT sum(count) FROM read.time_part_heads, unnest(part) AS count) AS "inParts",
      (SELECT count(*)::int FROM read.time_part_heads) AS "partHeads"`);
  expect(counted[0]?.partHeads).toBe(parts);
  expect(counted[0]?.inParts).toBe(counted[0]?.inSteps);
});

interface Told {
  readonly nth: number;
  readonly first_position: string;
  readonly begins: number;
  readonly position: number;
  readonly part: string;
}

it('a part is as it was at a position, whether or not anything has told of it since, and is none before anything had', async () => {
  const { rows } = await owner.query<Told>(`
    SELECT nth, first_position, begins, position::int AS position, part::text AS part FROM read.time_cells WHERE begins IS NOT NULL ORDER BY position`);
  const toldOf = new Map<string, Told[]>();
  for (const row of rows) {
    const id = `${row.nth} ${row.first_position} ${row.begins}`;
    toldOf.set(id, [...(toldOf.get(id) ?? []), row]);
  }
  const all = [...toldOf.values()];
  const asOf = Math.floor(head / 2);
  const lists = async (parts: readonly Told[][]) => {
    const of = (column: 'nth' | 'first_position' | 'begins') => parts.map(([first]) => first?.[column]);
    const question = [asOf, of('nth'), of('first_position'), of('begins')];
    const found = (await reader.query<TimePartRow>(VISIT_TIMES.parts, question)).rows;
    return [...found].sort((a, b) => a.at - b.at).map(({ at, part }) => [at, part]);
  };
  const lastBy = (told: readonly Told[]) => told.findLast(({ position }) => position <= asOf)?.part ?? null;
  const isBehind = ({ position }: Told) => position > asOf;
  const still = all.filter((told) => !told.some(isBehind));
  const changed = all.filter((told) => told.some(isBehind) && !told.every(isBehind));
  const later = all.filter((told) => told.every(isBehind));
  for (const parts of [still, changed, later]) {
    expect(parts.length).toBeGreaterThan(5);
    expect(await lists(parts)).toEqual(parts.map((told, index) => [index + 1, lastBy(told)]));
  }
  expect(changed.map(lastBy)).not.toEqual(changed.map((told) => told.at(-1)?.part));
});

it('live and rebuilt are the same row for row, however the log is cut into batches', async () => {
  const pool = ledgerPool(ledger.url, 'reporting');
  const live = (await generationsAtWork(pool)).find(({ state }) => state === 'live');
  expect(live).toMatchObject({ name: 'visits', position: head });
  const store = new EventStore({ pool: owner });
  const rebuilt = await rebuild({ projection: visits, pool, store, batchMax: 40 });
  expect(await differences(pool, visits, live?.generation ?? 0, rebuilt)).toEqual([]);
  await pool.end();
}, 60_000);
