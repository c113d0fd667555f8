import { EventStore, ledgerPool } from '@corridor/event-store';
import { differences, generationsAtWork, Projector, rebuild } from '@corridor/projections';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import fc from 'fast-check';
import type pg from 'pg';
import {
  type PaidAtBorders,
  paidInCells,
  paidInRows,
} from '../../../apps/gateway/src/corridor/border-costs-reader.js';
import { crossingsAsked } from '../../../apps/gateway/src/corridor/crossings-asked.js';
import type { ReadModels } from '../../../apps/gateway/src/read/read-models.js';
import type { ReadSession } from '../../../apps/gateway/src/read/read-session.js';
import type { Story } from '../../../apps/reporting/src/story.spec-kit.js';
import { record } from '../../../apps/reporting/src/teller.spec-kit.js';
import {
  payFor,
  withdrawCost,
} from '../../../apps/reporting/src/transport-costs/transport-cost-story.spec-kit.js';
import { transportCosts } from '../../../apps/reporting/src/transport-costs/transport-costs.js';
import { visits } from '../../../apps/reporting/src/visits/visits.js';
import { HOP, PLACES, STEP_MS, storyOf } from './ways-to-and-fro.spec-kit.js';

const SEED = 20_261_128;

/** Something that is paid as goods come to a place: mostly there, and while they stay. */
const paid = fc.record({
  elsewhere: fc.constantFrom(null, null, null, null, ...PLACES),
  section: fc.constantFrom(false, false, false, false, false, true),
  kind: fc.constantFrom('customs-clearance' as const, 'escort' as const, 'waiting' as const),
  cents: fc.constantFrom(0, 1, 5, 4_500, 999_999_999),
  receipted: fc.constantFrom(true, false, null),
  /** Steps from the arrival on. */
  after: fc.integer({ min: -500, max: 1_500 }),
  /** Withdrawn as the next is told, of whichever goods; and told anew, otherwise. */
  becomes: fc.constantFrom('stands', 'stands', 'stands', 'withdrawn', 'told anew'),
});
const hop = fc.record({
  ...HOP,
  costs: fc.array(paid, { maxLength: 2 }),
  isSplit: fc.constantFrom(false, false, false, false, false, false, false, false, true),
});
type HopOfCosts = typeof hop extends fc.Arbitrary<infer Hop> ? Hop : never;

/** Tells what is paid beside the ways of the goods. */
function payer(): (story: Story, hop: HopOfCosts, stay: { id: number; arrivedMs: number }) => (() => void)[] {
  let costId = 10_000;
  let undone: (() => void)[] = [];
  return (story, { place, costs }, { id, arrivedMs }) =>
    costs.flatMap((cost) => {
      costId += 1;
      const own = costId;
      const at = new Date(arrivedMs + cost.after * STEP_MS).toISOString();
      const location = cost.elsewhere ?? place;
      const scope = cost.section
        ? ({ basis: 'section', from: location, to: 'KZALA' } as const)
        : ({ basis: 'place', location } as const);
      const pay = (cents: number) =>
        payFor(story, own, id, (cents / 100).toFixed(2), at, {
          kind: cost.kind,
          scope,
          receipted: cost.receipted,
        });
      const steps = [...undone, () => pay(cost.cents)];
      undone = [];
      if (cost.becomes !== 'stands') undone.push(() => withdrawCost(story, own, id, at));
      if (cost.becomes === 'told anew') undone.push(() => pay(cost.cents + 7));
      return steps;
    });
}

let ledger: TestLedger;
let owner: pg.Pool;
let reader: pg.Pool;
let head: number;
beforeAll(async () => {
  ledger = await startTestLedger();
  owner = ledgerPool(ledger.url);
  reader = ledgerPool(ledger.url, 'gateway');
  const [hops = []] = fc.sample(fc.array(hop, { minLength: 300, maxLength: 300 }), {
    numRuns: 1,
    seed: SEED,
  });
  const store = new EventStore({ pool: owner });
  await record(store, storyOf(hops, ({ isSplit }) => isSplit, payer()).appends);
  head = await store.head();
  const pool = ledgerPool(ledger.url, 'reporting');
  for (const projection of [visits, transportCosts]) {
    const projector = new Projector({ projection, pool, store, batchMax: 7 });
    while ((await projector.step()) > 0);
  }
  await pool.end();
}, 120_000);
afterAll(async () => {
  await Promise.all([owner.end(), reader.end()]);
  await ledger.stop();
});

/** Statements alone, of whatever session. */
const session = {
  read: (work: (manager: { query(sql: string, parameters: unknown[]): Promise<unknown> }) => unknown) =>
    work({ query: async (sql, parameters) => (await reader.query(sql, parameters)).rows }),
} as unknown as ReadSession;

const month = fc.constantFrom('2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2027-01', '2036-12');
const months = fc.tuple(month, month).map((two) => [...two].sort() as [string, string]);

it('cells tell what was paid as the costs do, of each way, side and thing, as of each position, of any months and crossing', async () => {
  const seen = {
    crossings: 0,
    ways: new Set<string>(),
    kinds: new Set<string>(),
    left: 0,
    entered: 0,
    unreceipted: 0n,
  };
  await fc.assert(
    fc.asyncProperty(
      months,
      fc.nat(),
      fc.constantFrom(null, null, 'torkham', 'chaman'),
      async ([from, to], at, crossing) => {
        const asOf = at % (head + 1);
        const readModels = { asOf: async () => asOf } as unknown as ReadModels;
        const { question } = await crossingsAsked({ from, to, crossing }, { session, readModels }, 'visits');
        const told = async (paid: PaidAtBorders) => {
          const [all, byWay, byKind] = await Promise.all([paid.all(), paid.byWay(), paid.byKind()]);
          return { all, byWay, byKind };
        };
        const fromCells = await told(paidInCells(session, { from, to, asOf, of: crossing }));
        expect(fromCells).toEqual(await told(paidInRows(session, question, null)));
        const { all, byWay, byKind } = fromCells;
        seen.crossings += all.n;
        seen.left += all.out_n;
        seen.entered += all.in_n;
        seen.unreceipted += BigInt(all.unreceipted_cents);
        for (const { crossing, leaves, mode } of byWay) seen.ways.add([crossing, leaves, mode].join(' '));
        for (const { kind } of byKind) seen.kinds.add(kind);
      },
    ),
    { numRuns: 150 },
  );
  expect(seen.crossings).toBeGreaterThan(50);
  expect(seen.left).toBeGreaterThan(20);
  expect(seen.entered).toBeGreaterThan(20);
  expect(seen.unreceipted).toBeGreaterThan(0n);
  expect(seen.ways.size).toBeGreaterThan(2);
  expect(seen.kinds.size).toBe(3);
});

it('each head is the last of the totals of its cell, and what is withdrawn, moved or counted first elsewhere is taken out', async () => {
  const { rows } = await owner.query<Record<'heads' | 'totals' | 'behind' | 'fewer', number>>(`
    SELECT (SELECT count(*)::int FROM read.border_cost_cell_heads) AS heads, (SELECT count(*)::int FROM read.border_cost_cells) AS totals,
      (SELECT count(*)::int FROM read.border_cost_cell_heads h JOIN read.border_cost_cells c
        USING (first_position, nth, position, kind_n, n, out_n, in_n, cents, out_cents, unreceipted_cents)) AS behind,
      (SELECT count(*)::int FROM (SELECT n < lag(n) OVER (PARTITION BY first_position, nth ORDER BY position) AS fewer FROM read.border_cost_cells) c WHERE fewer) AS fewer`);
  const [{ heads, totals, behind, fewer } = { heads: 0, totals: 0, behind: 0, fewer: 0 }] = rows;
  expect(heads).toBeGreaterThan(10);
  expect(totals).toBeGreaterThan(heads);
  expect(behind).toBe(heads);
  expect(fewer).toBeGreaterThan(3);
});

it('live and rebuilt are the same row for row, however the log is cut into batches', async () => {
  const pool = ledgerPool(ledger.url, 'reporting');
  const live = (await generationsAtWork(pool)).find(
    ({ name, state }) => name === 'visits' && state === 'live',
  );
  expect(live).toMatchObject({ position: head });
  const store = new EventStore({ pool: owner });
  for (const batchMax of [3, 2_000]) {
    const rebuilt = await rebuild({ projection: visits, pool, store, batchMax });
    expect(await differences(pool, visits, live?.generation ?? 0, rebuilt)).toEqual([]);
  }
  await pool.end();
}, 120_000);
