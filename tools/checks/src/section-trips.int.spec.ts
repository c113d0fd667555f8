import { transportCost } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { differences, generationsAtWork, Projector, rebuild } from '@corridor/projections';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import fc from 'fast-check';
import type pg from 'pg';
import { monthsByClock } from '../../../apps/gateway/src/calendar/months-by-clock.js';
import {
  CORRIDOR_COSTS_SQL,
  type SectionsCostsRow,
} from '../../../apps/gateway/src/corridor/corridor-costs.sql.js';
import { SPEED_SQL, type SpeedsRow } from '../../../apps/gateway/src/corridor/corridor-speed.sql.js';
import {
  FIRST,
  lodged,
  SECOND,
  split,
  WHOLE,
} from '../../../apps/reporting/src/consignments/split-story.spec-kit.js';
import { goodsValues } from '../../../apps/reporting/src/institutions/goods-values.js';
import { routes } from '../../../apps/reporting/src/routes/routes.js';
import type { Story } from '../../../apps/reporting/src/story.spec-kit.js';
import { record, uuid } from '../../../apps/reporting/src/teller.spec-kit.js';
import { line } from '../../../apps/reporting/src/trade-story.spec-kit.js';
import { transportCosts } from '../../../apps/reporting/src/transport-costs/transport-costs.js';
import { visits } from '../../../apps/reporting/src/visits/visits.js';

const SEED = 20_261_128;
const HOPS = 900;
const IDS = [WHOLE, WHOLE, FIRST, SECOND, ...Array.from({ length: 20 }, (_, index) => 20 + index)];
const BEGAN_MS = Date.UTC(2026, 2, 1);
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** There and back. */
const WAY = ['PKKHI', 'PKTOR', 'AFRKH', 'UZTAS', 'KZALA', 'UZTAS', 'AFSBK', 'PKCMN'] as const;

const hop = fc.record({
  id: fc.constantFrom(...IDS),
  /** Where to: mostly on. */
  by: fc.constantFrom(1, 1, 1, 1, 1, 1, 2, 3, -1),
  /** Minutes under way, and of a stay. */
  under: fc.integer({ min: 0, max: 4_000 }),
  stay: fc.integer({ min: -10, max: 900 }),
  scanned: fc.constantFrom('both', 'both', 'both', 'both', 'both', 'arrival', 'departure'),
  also: fc.constantFrom(
    ...Array.from({ length: 10 }, () => 'no' as const),
    ...(['withdrawn', 'transloaded', 'told before', 'delivered', 'paid', 'paid', 'amended'] as const),
  ),
});
type Hop = typeof hop extends fc.Arbitrary<infer Value> ? Value : never;

const leg = (from: string, to: string, borderPoints: readonly string[], km?: string) => ({
  ...{ from, to, mode: 'road' as const, borderPoints: [...borderPoints] },
  ...(km !== undefined && { distance: { km, source: 'a convoy' } }),
});
const TORKHAM = ['PKTOR', 'AFRKH'];
/** What plans tell behind so many hops: some name places when goods have long been there, some tell other kilometres, or take a section back. */
const PLANS = new Map([
  [0, ['torkham', [leg('PKKHI', 'UZTAS', TORKHAM, '2400.5'), leg('UZTAS', 'KZALA', [])]]],
  [250, ['chaman', [leg('PKKHI', 'UZTAS', ['PKCMN', 'AFSBK'], '2600')]]],
  // Of goods that were seen at AFRKH alone nobody knows which of the two ways they went.
  [300, ['peshawar', [leg('PKKHI', 'UZTAS', ['PKPEW', 'AFRKH'], '2300')]]],
  [400, ['whole', [leg('PKKHI', 'KZALA', TORKHAM, '3210')]]],
  [500, ['torkham', [leg('PKKHI', 'UZTAS', TORKHAM, '2399.9'), leg('UZTAS', 'KZALA', [], '810.4')]]],
  [600, ['whole', [leg('PKKHI', 'AFRKH', ['PKTOR'], '1710'), leg('AFRKH', 'KZALA', [], '1500')]]],
  [750, ['chaman', [leg('PKKHI', 'PKTOR', []), leg('PKTOR', 'UZTAS', [], '1400')]]],
] as const);

const at = (ms: number) => new Date(ms).toISOString();

/** Whatever is legal of ways to and fro, of which much is told late or taken back, beside plans and costs. */
function storyOf(hops: readonly Hop[]): Story {
  const story = lodged();
  const placeOf = new Map<number, number>();
  const nowOf = new Map<number, number>();
  const known = new Set<string>();
  const tries = (step: () => void) => {
    try {
      step();
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  };
  const plan = (name: string, legs: readonly ReturnType<typeof leg>[], occurredAt: string) => {
    const routeId = `by-${name}`;
    const revised = { routeId, legs: [...legs], wrong: 'told otherwise', reason: 'driven' };
    story.road(
      known.has(name)
        ? { type: 'RevisePlan', occurredAt, data: revised }
        : { type: 'DefineRoute', occurredAt, data: { routeId, name, legs: [...legs] } },
    );
    known.add(name);
  };
  story.dispatch(WHOLE, at(BEGAN_MS + 12 * HOUR_MS));
  nowOf.set(WHOLE, BEGAN_MS + 12 * HOUR_MS);
  for (const id of new Set(IDS.slice(4))) {
    story.declare(id, [line(1, '520100', '1000.00')], at(BEGAN_MS));
    story.dispatch(id, at(BEGAN_MS), 'PKKHI');
    nowOf.set(id, BEGAN_MS + id * HOUR_MS);
  }
  for (const [index, { id, by, under, stay, scanned, also }] of hops.entries()) {
    const told = PLANS.get(index as 0);
    if (told) plan(told[0], told[1], at(BEGAN_MS + index * HOUR_MS));
    if (index === 120) {
      split(story);
      for (const part of [FIRST, SECOND]) {
        story.dispatch(part, '2026-03-04T10:00:00+05:00', 'UZTAS');
        nowOf.set(part, Date.UTC(2026, 2, 4, 5));
        placeOf.set(part, 3);
      }
    }
    const began = nowOf.get(id);
    if (began === undefined) continue;
    const place = ((placeOf.get(id) ?? 0) + by + WAY.length) % WAY.length;
    const location = WAY[place] ?? 'PKKHI';
    const arrived = began + under * MINUTE_MS * (also === 'told before' ? -1 : 1);
    const departed = arrived + stay * MINUTE_MS;
    const scan = (movement: 'arrived' | 'departed', ms: number) =>
      tries(() => story.step(id, at(ms), { type: 'RecordCheckpoint', data: { location, movement } }));
    if (scanned !== 'departure') scan('arrived', arrived);
    if (also === 'transloaded') {
      const data = { location, from: 'road', to: 'rail' } as const;
      tries(() => story.step(id, at(arrived), { type: 'TransloadConsignment', data }));
    }
    if (scanned !== 'arrival') scan('departed', departed);
    if (also === 'withdrawn') {
      const data = { location, movement: 'departed', seenAt: at(departed), reason: 'misread' } as const;
      tries(() => story.step(id, at(departed), { type: 'WithdrawCheckpoint', data }));
    }
    if (also === 'delivered' && index > HOPS / 2) tries(() => story.deliver(id, at(departed)));
    if (also === 'amended')
      tries(() => story.amend(id, [line(1, '520100', `${1_000 + index}.00`)], at(departed)));
    if (also === 'paid') tries(() => payFor(story, index, id, at(departed)));
    nowOf.set(id, Math.max(arrived, departed));
    placeOf.set(id, place);
  }
  return story;
}

const SECTIONS = [
  ['PKKHI', 'UZTAS'],
  ['UZTAS', 'KZALA'],
  ['KZALA', 'UZTAS'],
  ['UZTAS', 'PKKHI'],
] as const;
function payFor(story: Story, index: number, of: number, occurredAt: string): void {
  const costId = uuid(10_000 + index);
  const [from, to] = SECTIONS[index % SECTIONS.length] ?? SECTIONS[0];
  story.tell(transportCost, `cost-${costId}`, {
    type: 'RecordTransportCost',
    occurredAt,
    data: {
      costId,
      consignmentId: uuid(of),
      reference: `receipt ${index}`,
      kind: index % 3 === 0 ? 'tolls' : 'freight',
      scope: { basis: 'section', from, to },
      amount: { amount: `${100 + index}.07`, currency: 'USD' },
      receipted: index % 4 !== 0,
      recordedBy: 'demo-carrier',
      exporter: 'demo-mills',
      importer: 'demo-stores',
    },
  });
}

const MODELS = [visits, routes, transportCosts, goodsValues] as const;
let ledger: TestLedger;
let owner: pg.Pool;
let reader: pg.Pool;
let head: number;
beforeAll(async () => {
  ledger = await startTestLedger();
  owner = ledgerPool(ledger.url);
  reader = ledgerPool(ledger.url, 'gateway');
  const [hops = []] = fc.sample(fc.array(hop, { minLength: HOPS, maxLength: HOPS }), {
    numRuns: 1,
    seed: SEED,
  });
  const store = new EventStore({ pool: owner });
  await record(store, storyOf(hops).appends);
  head = await store.head();
  const pool = ledgerPool(ledger.url, 'reporting');
  for (const projection of MODELS) {
    const projector = new Projector({ projection, pool, store, batchMax: 7 });
    while ((await projector.step()) > 0);
  }
  await pool.end();
}, 120_000);
afterAll(async () => {
  await Promise.all([owner.end(), reader.end()]);
  await ledger.stop();
});

const month = fc.constantFrom('2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-12');
const months = fc.tuple(month, month).map((two) => [...two].sort() as [string, string]);
const route = fc.constantFrom(null, null, 'by-torkham', 'by-chaman', 'by-whole');

it('trips that are kept come to what the ways of all that arrived do, as of each position, of any months and route', async () => {
  const met = { trips: 0, incomplete: 0, anomalies: 0, ambiguous: 0, unmeasured: 0, paid: 0, ofRoutes: 0 };
  await fc.assert(
    fc.asyncProperty(months, fc.nat(), route, async ([from, to], random, of) => {
      const asOf = random % (head + 1);
      const { clocks, begins, ends } = monthsByClock(from, to);
      const bounds = [Math.min(...begins), Math.max(...ends)];
      const question = [clocks, begins, ends, asOf, ...bounds, of, ['by-torkham', 'by-chaman']];
      const told = async <Row extends object>(sql: string) => (await reader.query<Row>(sql, question)).rows;
      const speeds = await told<SpeedsRow>(SPEED_SQL.known);
      expect(speeds).toEqual(await told<SpeedsRow>(SPEED_SQL.happened));
      const costs = await told<SectionsCostsRow>(CORRIDOR_COSTS_SQL.known);
      expect(costs).toEqual(await told<SectionsCostsRow>(CORRIDOR_COSTS_SQL.happened));
      const [speed, cost] = [speeds[0], costs[0]];
      met.trips += speed?.all.n ?? 0;
      met.incomplete += speed?.all.incomplete ?? 0;
      met.anomalies += speed?.all.anomalies ?? 0;
      met.ambiguous += speed?.ambiguous ?? 0;
      met.ofRoutes += speed?.by_route.filter(({ n }) => n > 0).length ?? 0;
      met.paid += cost?.all.n ?? 0;
      met.unmeasured += cost?.unmeasured ?? 0;
    }),
    { numRuns: 50 },
  );
  for (const [what, times] of Object.entries(met)) expect([what, times > 5]).toEqual([what, true]);
}, 240_000);

it('keeps trips that were known before a plan named their section, and of parts of what was split on the way', async () => {
  const { rows } = await owner.query<{ before: number; ended: number; parts: number }>(`
    SELECT (SELECT count(*)::int FROM read.section_trips t JOIN reporting.followed_sections f USING (generation, leaves, enters, mode)
        WHERE f.position > 100 AND t.from_position = f.position) AS before,
      (SELECT count(*)::int FROM read.section_trips WHERE until_position IS NOT NULL) AS ended,
      (SELECT count(*)::int FROM read.section_trips t JOIN read.visit_parts p USING (consignment_id)) AS parts`);
  const [{ before, ended, parts } = { before: 0, ended: 0, parts: 0 }] = rows;
  expect(before).toBeGreaterThan(5);
  expect(ended).toBeGreaterThan(5);
  expect(parts).toBeGreaterThan(1);
});

it('live and rebuilt are the same row for row, however the log is cut into batches', async () => {
  const pool = ledgerPool(ledger.url, 'reporting');
  const all = await generationsAtWork(pool);
  const live = all.find(({ name, state }) => name === 'visits' && state === 'live');
  expect(live).toMatchObject({ position: head });
  const store = new EventStore({ pool: owner });
  for (const batchMax of [40, 2_000]) {
    const rebuilt = await rebuild({ projection: visits, pool, store, batchMax });
    expect(await differences(pool, visits, live?.generation ?? 0, rebuilt)).toEqual([]);
  }
  await pool.end();
}, 120_000);
