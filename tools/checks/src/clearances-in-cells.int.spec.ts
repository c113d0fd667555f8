import { declaration } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { differences, generationsAtWork, Projector, rebuild } from '@corridor/projections';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import fc from 'fast-check';
import type pg from 'pg';
import { firstDay, lastDay } from '../../../apps/gateway/src/calendar/month.js';
import { hoursOf } from '../../../apps/gateway/src/corridor/hours.js';
import { CLEARANCE_CUTS, type ClearanceCut } from '../../../apps/gateway/src/customs/clearance-time.sql.js';
import {
  type Clearances,
  ClearancesInCells,
  clearancesInRows,
} from '../../../apps/gateway/src/customs/clearance-time-reader.js';
import { holds } from '../../../apps/reporting/src/holds/holds.js';
import { Story } from '../../../apps/reporting/src/story.spec-kit.js';
import { record, uuid } from '../../../apps/reporting/src/teller.spec-kit.js';
import { line } from '../../../apps/reporting/src/trade-story.spec-kit.js';
import { liveMixed, sessionOf } from './cells.spec-kit.js';

const SEED = 20_261_128;
const BEGAN_MS = Date.UTC(2026, 0, 25);
/** Times are often just between two tenths of an hour. */
const STEP_MS = 3 * 60_000;
const OFFICES = ['KZALA', 'KZALA', 'PKKHI', 'AFKBL', 'DEHAM'] as const;
const GOODS = [line(1, '520100', '1000.00')];

const plan = fc.record({
  office: fc.constantFrom(...OFFICES),
  flow: fc.constantFrom('import', 'export'),
  procedure: fc.constantFrom('40', '40', '71', '10'),
  /** Steps since the first of all was lodged; some are lodged ahead of the ledger's clock. */
  lodged: fc.integer({ min: 0, max: 24 * 20 * 60 }),
  looks: fc.array(fc.constantFrom('documentary', 'scan', 'physical'), { maxLength: 3 }),
  /** Steps up to the end; a wrong clock has some take months. */
  took: fc.oneof(fc.nat(40), fc.nat(1_000), fc.nat(1_000), fc.constantFrom(20_000, 500_000)),
  end: fc.constantFrom('cleared', 'cleared', 'cleared', 'cleared', 'taken back', 'refused', 'none'),
});

const iso = (ms: number) => new Date(ms).toISOString();

/** What the decider takes of some declarations, the turns of them mixed. */
function storyOf(plans: readonly (typeof plan extends fc.Arbitrary<infer Plan> ? Plan : never)[]): Story {
  const story = new Story();
  story.declare(1, GOODS, iso(BEGAN_MS));
  const lives = plans.map(({ office, flow, procedure, lodged, looks, took, end }, index) => {
    const id = index + 10;
    const from = BEGAN_MS + lodged * STEP_MS;
    const until = iso(from + took * STEP_MS);
    const direction = { reporter: office.slice(0, 2), customsOffice: office };
    const asked = { procedure: { requested: procedure, previous: '00' } };
    return [
      () => story.lodge(id, 1, flow as 'import', GOODS, iso(from), { ...direction, ...asked }),
      ...looks.map((kind, at) => () => {
        const data = {
          declarationId: uuid(id),
          inspectionId: uuid(id * 10 + at),
          kind,
          result: 'conforming',
          note: 'x',
        };
        const command = { type: 'RecordInspection', occurredAt: until, data } as never;
        story.tell(declaration, `declaration-${uuid(id)}`, command);
      }),
      ...(end === 'cleared' || end === 'taken back'
        ? [() => story.clear(id, iso(from).slice(0, 10), until)]
        : []),
      ...(end === 'taken back' ? [() => story.invalidate(id, until)] : []),
      ...(end === 'refused' ? [() => story.refuse(id, until)] : []),
    ];
  });
  liveMixed(lives, SEED);
  return story;
}

let ledger: TestLedger;
let owner: pg.Pool;
let reader: pg.Pool;
let head: number;
beforeAll(async () => {
  ledger = await startTestLedger();
  owner = ledgerPool(ledger.url);
  reader = ledgerPool(ledger.url, 'gateway');
  const store = new EventStore({ pool: owner });
  await record(store, storyOf(fc.sample(plan, { numRuns: 250, seed: SEED })).appends);
  head = await store.head();
  const pool = ledgerPool(ledger.url, 'reporting');
  const projector = new Projector({ projection: holds, pool, store, batchMax: 7 });
  while ((await projector.step()) > 0);
  await pool.end();
}, 120_000);
afterAll(async () => {
  await Promise.all([owner.end(), reader.end()]);
  await ledger.stop();
});

/** Hours as they are shown, and the rest exactly. */
async function told(clearances: Clearances) {
  const hours = (ms: string | null) => (ms === null ? null : hoursOf(BigInt(ms)));
  const all: unknown[] = [];
  for (const cut of Object.keys(CLEARANCE_CUTS) as ClearanceCut[]) {
    const rows = await clearances.by(cut);
    const shown = rows.map(({ key, n, ms, p50_ms, p90_ms, open, open_ms }) => ({
      ...{ key, n, ms, open, open_ms },
      ...{ p50: hours(p50_ms), p90: hours(p90_ms) },
    }));
    all.push([cut, shown]);
  }
  return all;
}

it('cells and what waits tell what the declarations do, as of each position, of any months, place and cut', async () => {
  const month = fc.constantFrom('2026-01', '2026-02', '2026-03', '2026-04', '2028-12', '2029-01');
  const months = fc.tuple(month, month).map((two) => [...two].sort() as [string, string]);
  const seen = { cleared: 0, open: 0 };
  await fc.assert(
    fc.asyncProperty(
      months,
      fc.nat(),
      fc.constantFrom(null, null, 'KZ', 'PK', ...OFFICES),
      fc.integer({ min: 0, max: 24 * 40 * 60 }),
      async ([from, to], at, of, clock) => {
        const asOf = at % (head + 1);
        const question = [asOf, BEGAN_MS + clock * STEP_MS, lastDay(to), of, null, firstDay(from)];
        const session = sessionOf(reader);
        const inCells = new ClearancesInCells(session, { from, to, asOf, of }, question);
        expect(await told(inCells)).toEqual(await told(clearancesInRows(session, question)));
        const [all] = await inCells.by('all');
        seen.cleared += all?.n ?? 0;
        seen.open += all?.open ?? 0;
      },
    ),
    { numRuns: 150, seed: SEED },
  );
  expect(seen.cleared).toBeGreaterThan(1_000);
  expect(seen.open).toBeGreaterThan(500);
}, 60_000);

it('each head is the last of the totals of its cell, and its steps are the last lists of their parts', async () => {
  const { rows } = await owner.query(`
    SELECT (SELECT count(*)::int FROM read.clearance_cell_heads h WHERE NOT EXISTS (
        SELECT FROM read.clearance_cells c WHERE c.first_position = h.first_position AND c.nth = h.nth AND c.position = h.position
          AND (h.n, h.ms, h.counts) = (c.n, c.ms, c.counts))) AS "headsAstray",
      (SELECT count(*)::int FROM read.clearance_part_heads p WHERE p.part IS DISTINCT FROM (
        SELECT c.part FROM read.clearance_cells c WHERE c.first_position = p.first_position AND c.nth = p.nth AND c.begins = p.begins
        ORDER BY c.position DESC LIMIT 1)) AS "partsAstray",
      (SELECT sum(count)::int FROM read.clearance_cell_heads, unnest(counts) AS count) = (SELECT sum(count)::int FROM read.clearance_part_heads, unnest(part) AS count)
        AS counted,
      (SELECT sum(n)::int FROM read.clearance_cell_heads WHERE cut = 'total') = (SELECT count(*) FROM read.customs_declarations WHERE cleared_position IS NOT NULL) AS "ofAll",
      (SELECT sum(n)::int FROM read.clearance_cell_heads WHERE cut = 'office') = (SELECT count(*) FROM read.customs_declarations WHERE cleared_position IS NOT NULL) AS "ofEach"`);
  expect(rows).toEqual([{ headsAstray: 0, partsAstray: 0, counted: true, ofAll: true, ofEach: true }]);
});

it('live and rebuilt are the same row for row, however the log is cut into batches', async () => {
  const pool = ledgerPool(ledger.url, 'reporting');
  const live = (await generationsAtWork(pool)).find(({ state }) => state === 'live');
  expect(live).toMatchObject({ name: 'holds', position: head });
  const store = new EventStore({ pool: owner });
  const rebuilt = await rebuild({ projection: holds, pool, store, batchMax: 40 });
  expect(await differences(pool, holds, live?.generation ?? 0, rebuilt)).toEqual([]);
  await pool.end();
}, 60_000);
