import { foldVoyages, type KnownRow, type VisitTold, type Voyages } from '@corridor/domain';
import fc from 'fast-check';
import { restatementOf } from '../../restatement/restated.spec-kit.js';
import { fillBorderCostCells } from '../../spec-kit/border-cost-cells.js';
import { consignmentId } from '../../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { fillTimeCells } from '../../spec-kit/time-cells.js';
import { byInstant } from './happened.sql.js';

const SEED = 20_261_128;
const START_MS = Date.UTC(2026, 0, 20);
const HOUR_MS = 3_600_000;
const LAST = 110;
const ROUTE = 'karachi-almaty-torkham';

/** An event by what it tells; the ledger learns of them in an order of its own. */
type Told =
  | { readonly what: 'way'; readonly told: VisitTold }
  | {
      readonly what: 'cost';
      readonly of: number;
      readonly name: number;
      readonly cents: number;
      readonly isSection: boolean;
    }
  | { readonly what: 'cost withdrawn'; readonly name: number }
  | { readonly what: 'goods'; readonly of: number; readonly cents: number; readonly kg: number }
  | { readonly what: 'plan'; readonly km: number; readonly borders: readonly string[] };
interface Event {
  readonly position: number;
  readonly atMs: number;
  readonly told: Told;
}

const iso = (ms: number) => new Date(ms).toISOString();
const PLACES = ['PKKHI', 'PKTOR', 'AFRKH', 'UZTER', 'KZALA'] as const;
/** Whole days and few hours, so that instants meet. */
const hours = fc.integer({ min: 0, max: 40 }).map((steps) => steps * 6);
const step = fc.record({
  do: fc.constantFrom(
    ...(['on', 'on', 'on', 'on', 'on', 'on', 'on', 'on', 'on', 'scan', 'withdraw', 'split', 'end'] as const),
    ...(['cost', 'cost', 'cost withdrawn', 'goods', 'plan'] as const),
  ),
  of: fc.integer({ min: 1, max: 5 }),
  place: fc.constantFrom(...PLACES),
  movement: fc.constantFrom('arrived', 'departed', 'departed'),
  hours,
  amount: fc.integer({ min: 1, max: 900 }),
});

interface Standing {
  readonly location: string;
  readonly kind: 'arrived' | 'departed';
  readonly atMs: number;
}

/** What is told, one event a position. Nothing that takes something back had happened before that, and nothing of a part before the split. */
function drawn(seed: number): readonly Event[] {
  const steps = fc.sample(step, { seed, numRuns: LAST - 5 });
  const events: Event[] = [];
  const scans = new Map<number, Standing[]>();
  /** Where each is on its way, and when it came there. */
  const on = new Map<number, { at: number; ms: number }>();
  const splitMs = new Map<number, number>();
  const costs = new Map<number, number>();
  const tell = (atMs: number, told: Told) => events.push({ position: events.length + 1, atMs, told });
  const see = (
    of: number,
    location: string,
    kind: 'arrived' | 'departed' | 'seen' | 'split' | 'ended',
    atMs: number,
    parts: readonly string[] = [],
  ) => {
    const sighting = {
      consignment_id: consignmentId(of),
      location,
      kind,
      at: iso(atMs),
      mode: kind === 'seen' ? ('road' as const) : null,
    };
    tell(atMs, {
      what: 'way',
      told: { type: 'seen', sighting: { ...sighting, position: events.length + 1 }, parts },
    });
    if (kind === 'arrived' || kind === 'departed')
      scans.set(of, [...(scans.get(of) ?? []), { location, kind, atMs }]);
  };
  tell(START_MS, { what: 'plan', km: 3_800, borders: ['PKTOR', 'AFRKH'] });
  for (let of = 1; of <= 5; of += 1) see(of, 'PKKHI', 'seen', START_MS + of * HOUR_MS);
  for (const { do: what, of, place, movement, hours: after, amount } of steps) {
    const beginMs = splitMs.get(of) ?? START_MS;
    const atMs = Math.max(START_MS + after * HOUR_MS, beginMs + HOUR_MS);
    const way = on.get(of) ?? { at: 0, ms: beginMs };
    switch (what) {
      case 'on': {
        // Most go on in order of time; the last place is not left.
        const arrives = way.at % 2 === 1;
        const ms = way.ms + (1 + (amount % 30)) * HOUR_MS;
        const at = Math.min(way.at + 1, 2 * PLACES.length - 2);
        see(of, PLACES[Math.ceil(way.at / 2)] ?? 'KZALA', arrives ? 'arrived' : 'departed', ms);
        on.set(of, { at, ms });
        break;
      }
      case 'scan':
        see(of, place, movement, atMs);
        break;
      case 'withdraw': {
        const wrong = scans.get(of)?.pop();
        if (!wrong) break;
        const { location, kind, atMs: wrongMs } = wrong;
        const at = wrongMs + (amount % 60) * HOUR_MS;
        tell(at, {
          what: 'way',
          told: {
            type: 'withdrawn',
            position: events.length + 1,
            at: iso(at),
            wrong: { consignment_id: consignmentId(of), location, kind, at: iso(wrongMs) },
          },
        });
        break;
      }
      case 'split': {
        if (of > 2 || splitMs.has(of * 10)) break;
        splitMs.set(of * 10, atMs);
        see(of, place, 'split', atMs, [consignmentId(of * 10), consignmentId(of * 10 + 1)]);
        for (const part of [of * 10, of * 10 + 1]) {
          see(part, place, 'seen', atMs + HOUR_MS);
          see(part, place, 'departed', atMs + 2 * HOUR_MS);
          see(part, 'KZALA', 'arrived', atMs + (2 + (amount % 40)) * HOUR_MS);
          see(part, 'KZALA', 'departed', atMs + (4 + (amount % 50)) * HOUR_MS);
        }
        break;
      }
      case 'end':
        see(of, 'KZALA', 'ended', atMs);
        break;
      case 'cost': {
        const name = amount % 9;
        if (costs.has(name)) break;
        costs.set(name, atMs);
        tell(atMs, { what: 'cost', of, name, cents: amount, isSection: amount % 2 === 0 });
        break;
      }
      case 'cost withdrawn': {
        const name = amount % 9;
        const paidMs = costs.get(name);
        costs.delete(name);
        if (paidMs !== undefined) tell(paidMs + (amount % 50) * HOUR_MS, { what, name });
        break;
      }
      case 'goods':
        tell(atMs, { what, of, cents: amount, kg: amount });
        break;
      case 'plan':
        tell(atMs, { what, km: 3_000 + amount, borders: amount % 3 === 0 ? ['PKTOR'] : ['PKTOR', 'AFRKH'] });
    }
  }
  return events;
}

const TABLES = [
  ...[
    'visits',
    'border_passages',
    'visit_sightings',
    'visit_parts',
    'transport_costs',
    'goods_values',
    'route_legs',
  ],
];
/** The rows that the projections make of events. */
async function fill(ledger: FilledLedger, events: readonly Event[]): Promise<void> {
  await ledger.owner.query(`TRUNCATE ${TABLES.map((table) => `reporting.${table}`).join(', ')}`);
  const voyages: Voyages = { byRoot: new Map(), rootOf: new Map() };
  foldVoyages(
    events.flatMap(({ told }) => (told.what === 'way' ? [told.told] : [])),
    voyages,
  );
  const rows: (readonly [string, object])[] = [...voyages.byRoot.values()].flatMap((voyage) => [
    ...voyage.visits.map((row: KnownRow) => ['visits', row] as const),
    ...voyage.passages.map((row: KnownRow) => ['border_passages', row] as const),
    ...voyage.sightings.map((row) => ['visit_sightings', row] as const),
    ...voyage.parts.map((row) => ['visit_parts', row] as const),
  ]);
  const standing = new Map<number, Record<string, unknown>>();
  let plan: Record<string, unknown> | undefined;
  for (const { position, atMs, told } of events) {
    switch (told.what) {
      case 'cost': {
        const { of, name, cents, isSection } = told;
        // Told anew, it takes the place of the one before.
        const before = standing.get(name);
        if (before) before.withdrawn_position = position;
        const row = {
          ...{
            position,
            cost_id: consignmentId(900 + name),
            consignment_id: consignmentId(of),
            reference: `r${position}`,
            kind: 'tolls',
          },
          ...{
            location: isSection ? null : name % 2 === 0 ? 'PKTOR' : 'AFRKH',
            from_location: isSection ? 'PKKHI' : null,
            to_location: isSection ? 'KZALA' : null,
          },
          ...{
            currency: 'USD',
            amount_minor: cents,
            usd_cents: cents,
            receipted: name % 3 === 0,
            recorded_by: 'demo-carrier',
            paid_at: iso(atMs),
            demo: false,
          },
          ...{ withdrawn_position: null, withdrawn_at: null },
        };
        standing.set(name, row);
        rows.push(['transport_costs', row]);
        break;
      }
      case 'cost withdrawn': {
        const row = standing.get(told.name);
        if (row) Object.assign(row, { withdrawn_position: position, withdrawn_at: iso(atMs) });
        standing.delete(told.name);
        break;
      }
      case 'goods':
        rows.push([
          'goods_values',
          {
            ...{
              position,
              consignment_id: consignmentId(told.of),
              usd_cents: told.cents,
              parts: null,
              cancelled: false,
            },
            ...{ net_mass_kg: `${told.kg}`, occurred_at: iso(atMs) },
          },
        ]);
        break;
      case 'plan':
        if (plan) plan.until_position = position;
        plan = {
          ...{
            route_id: ROUTE,
            from_position: position,
            number: 0,
            until_position: null,
            from_location: 'PKKHI',
            to_location: 'KZALA',
          },
          ...{
            mode: 'road',
            border_points: told.borders,
            distance_km: `${told.km}`,
            duration_days: null,
            cost_minor: null,
            cost_currency: null,
          },
          occurred_at: iso(atMs),
        };
        rows.push(['route_legs', plan]);
    }
  }
  for (const table of TABLES) {
    const own = rows.filter(([name]) => name === table).map(([, row]) => ({ generation: 1, ...row }));
    await ledger.owner.query(
      `INSERT INTO reporting.${table} SELECT * FROM jsonb_populate_recordset(NULL::reporting.${table}, $1)`,
      [JSON.stringify(own)],
    );
  }
}

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 3 * LAST; each += 1) await ledger.event();
  await ledger.reach(3 * LAST);
  gateway = await startGatewayUnderTest(ledger.url);
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const MONTHS = 'from: "2026-01", to: "2026-02"';
const TIME = 'n incomplete anomalies seconds p50Hours';
const MONEY = '{ amount }';
const SPEED = 'n incomplete anomalies unmeasuredStops km seconds movingSeconds withDelay { p50 }';
const PAID = `n total ${MONEY}`;
const GOODS = `n unvalued value ${MONEY} netMassKg seconds p50Days`;
const ALL = '(first: 200) { edges { node';
/** Every figure, with what explains it. */
const FIGURES: readonly (readonly [figure: string, fields: string])[] = [
  [
    'checkpointDwell',
    `${TIME} byCheckpoint { location ${TIME} } visits${ALL} { consignmentId location standing arrivedAt departedAt seconds positions } } }`,
  ],
  [
    'borderCrossings',
    `${TIME} byCrossing { crossing mode ${TIME} leaves { n } } crossings${ALL} { consignmentId crossing standing seconds positions } } }`,
  ],
  [
    'borderCosts',
    `${PAID} unreceipted ${MONEY} byCrossing { crossing ${PAID} } byKind { kind ${PAID} } costs${ALL} { consignmentId position } } }`,
  ],
  [
    'corridorSpeed',
    `${SPEED} ambiguous bySection { leaves enters plan { km } ${SPEED} } trips${ALL} { consignmentId leaves standing km seconds positions } } }`,
  ],
  [
    'corridorCosts',
    `${PAID} unreceipted ${MONEY} mean ${MONEY} p90 ${MONEY} unmeasured bySection { leaves km ${PAID} } costs${ALL} { consignmentId position } } }`,
  ],
  [
    'corridorRoutes',
    `${GOODS} byRoute { route ${GOODS} } none { ${GOODS} } byMonth { month ${GOODS} } byModes { modes n } goods${ALL} { consignmentId position startedAt seconds routes positions } } }`,
  ],
];
type Answers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
async function figures(args: string): Promise<Answers> {
  const fields = FIGURES.map(([figure, of]) => `${figure}(${MONTHS}, ${args}) { ${of} }`);
  const { data, errors } = await gateway.ask(`{ ${fields.join('\n')} }`);
  expect(errors).toEqual([]);
  return data as Answers;
}

it('is, for any log, position and instant, what exactly the events come to that had happened by then', async () => {
  const met = new Map<string, number>();
  for (let run = 0; run < 8; run += 1) {
    const events = drawn(SEED + run);
    const last = events.length;
    await fill(ledger, events);
    const asked = fc.tuple(fc.integer({ min: Math.floor(last / 2), max: last }), hours);
    const questions = fc.sample(asked, { seed: SEED + run, numRuns: 3 });
    const told: (readonly [number, number, Answers])[] = [];
    for (const [position, after] of questions) {
      const ms = START_MS + after * HOUR_MS;
      told.push([position, ms, await figures(`asOf: ${position}, occurredUntil: "${iso(ms)}"`)]);
    }
    for (const [position, ms, answers] of told) {
      await fill(
        ledger,
        events.filter((event) => event.atMs <= ms),
      );
      await fillTimeCells(ledger.owner);
      await fillBorderCostCells(ledger.owner);
      const alone = await figures(`asOf: ${position}`);
      expect([run, position, iso(ms), answers]).toEqual([run, position, iso(ms), alone]);
      for (const [figure, { n }] of Object.entries(answers))
        met.set(figure, (met.get(figure) ?? 0) + Number(n));
    }
  }
  for (const [figure] of FIGURES) expect([figure, (met.get(figure) ?? 0) > 2]).toEqual([figure, true]);
}, 300_000);

it('is restated as of two positions by the same instant', async () => {
  for (let run = 0; run < 4; run += 1) {
    const events = drawn(SEED + run);
    await fill(ledger, events);
    const until = `occurredUntil: "${iso(START_MS + 120 * HOUR_MS)}"`;
    const [since, asOf] = [Math.floor(events.length / 2), events.length];
    const [before, after] = [
      await figures(`asOf: ${since}, ${until}`),
      await figures(`asOf: ${asOf}, ${until}`),
    ];
    for (const [figure] of FIGURES) {
      const { measures, entries } = await restatementOf(
        gateway,
        [figure, `${MONTHS}, ${until}`],
        since,
        asOf,
      );
      const n = measures.find(({ measure }) => measure === 'n');
      expect([figure, Number(n?.before ?? 0), Number(n?.after ?? 0)]).toEqual([
        figure,
        before[figure]?.n,
        after[figure]?.n,
      ]);
      const happened = new Set(
        events.filter(({ atMs }) => atMs <= START_MS + 120 * HOUR_MS).map(({ position }) => position),
      );
      for (const { key, positions } of entries)
        expect([key, positions.every((position) => happened.has(position))]).toEqual([key, true]);
    }
  }
}, 120_000);

it('says what it was asked for', async () => {
  const instant = '2026-02-01T00:00:00+05:00';
  const fields = FIGURES.map(
    ([figure]) => `${figure}(${MONTHS}, occurredUntil: "${instant}") { occurredUntil }`,
  );
  const { data } = await gateway.ask(`{ ${fields.join('\n')} }`);
  for (const [figure] of FIGURES) expect((data as Answers)[figure]).toEqual({ occurredUntil: instant });
});

it('knows what of each view had happened, or says that it does not', () => {
  expect(() => byInstant('SELECT * FROM read.holds', '$1')).toThrow('read.holds');
});
