import { type GuaranteeCommand, guarantee, type TransitCommand } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { differences, generationsAtWork, Projector, rebuild } from '@corridor/projections';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import fc from 'fast-check';
import type pg from 'pg';
import { firstDay, lastDay } from '../../../apps/gateway/src/calendar/month.js';
import {
  factsBy,
  factsOf,
  TRANSIT_CUTS,
  type TransitCut,
} from '../../../apps/gateway/src/customs/transit-sums.js';
import {
  TransitsInCells,
  type TransitsRead,
  transitsInRows,
} from '../../../apps/gateway/src/customs/transits-reader.js';
import { Story } from '../../../apps/reporting/src/story.spec-kit.js';
import { record, uuid } from '../../../apps/reporting/src/teller.spec-kit.js';
import { transits } from '../../../apps/reporting/src/transits/transits.js';
import { liveMixed, sessionOf } from './cells.spec-kit.js';

const SEED = 20_261_128;
const BEGAN_MS = Date.UTC(2026, 0, 28);
const HOUR_MS = 3_600_000;
/** The last has no port; the first two go by one port, and by no other way than each other's. */
const WAYS = [
  ['PKKHI', 'PKTOR', 'KZALA'],
  ['PKKHI', 'KZALA'],
  ['PKGWD', 'CNKHG', 'KGFRU'],
  ['KZALA', 'PKTOR', 'PKLYP'],
] as const;
const KINDS = ['insurance', 'tir-carnet'] as const;

const later = fc.oneof(fc.nat(30), fc.nat(24 * 20));
const onTheWay = fc.oneof(
  fc.record({
    what: fc.constant('amiss' as const),
    later,
    code: fc.constantFrom('accident', 'seal-broken', 'documents'),
  }),
  fc.record({ what: fc.constant('extend' as const), later, by: fc.integer({ min: 1, max: 400 }) }),
);
const plan = fc.record({
  way: fc.constantFrom(...WAYS),
  mode: fc.constantFrom('road', 'rail'),
  /** Of some the ledger does not know the guarantee. */
  guarantee: fc.constantFrom(1, 1, 2, 3),
  opened: fc.nat(24 * 50),
  hours: fc.integer({ min: 1, max: 24 * 20 }),
  /** Milligrams of each of the goods, and what it is worth. */
  goods: fc.array(
    fc.tuple(fc.integer({ min: 1, max: 90_000_000_000 }), fc.integer({ min: 1, max: 900_000 })),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  currency: fc.constantFrom('USD', 'USD', 'PKR'),
  steps: fc.array(onTheWay, { maxLength: 4 }),
  ends: fc.constantFrom('discharged', 'discharged', 'discharged', 'presented', 'cancelled', 'never'),
  presented: later,
  discharged: later,
});
type Plan = typeof plan extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const iso = (ms: number) => new Date(ms).toISOString();
const party = (participantId: string) => ({ participantId, name: participantId, country: 'PK' });

function lifeOf(story: Story, id: number, drawn: Plan): readonly (() => void)[] {
  let at = BEGAN_MS + drawn.opened * HOUR_MS;
  let limit = at + drawn.hours * HOUR_MS;
  const step = (type: string, data: object = {}) =>
    story.transitStep(id, {
      type,
      occurredAt: iso(at),
      data: { transitId: uuid(id), ...data },
    } as TransitCommand);
  const decimals = (whole: number, digits: number) =>
    `${Math.floor(whole / 10 ** digits)}.${String(whole % 10 ** digits).padStart(digits, '0')}`;
  const [departure = '', ...rest] = drawn.way;
  const open = () =>
    step('OpenTransit', {
      transitNumber: `T-${id}`,
      guaranteeId: uuid(900 + drawn.guarantee),
      ...{ guarantor: 'insurer', principal: party('forwarder'), carrier: party('carrier') },
      vehicle: { mode: drawn.mode, registration: 'TLA-118' },
      goods: drawn.goods.map(([milligrams, minor]) => ({
        ...{ hs6: '851712', description: 'goods', netMassKg: decimals(milligrams, 6) },
        value: { amount: decimals(minor, 2), currency: drawn.currency },
      })),
      dutyAtRisk: { amount: '400.00', currency: 'PKR' },
      officeOfDeparture: departure,
      officeOfDestination: rest.at(-1) ?? '',
      itinerary: rest.slice(0, -1).map((location) => ({ location, dueBy: iso(limit) })),
      dueBy: iso(limit),
    });
  const steps = drawn.steps.map((one) => () => {
    at += one.later * HOUR_MS;
    if (one.what === 'amiss') return step('RecordIrregularity', { code: one.code, note: 'x' });
    limit += one.by * HOUR_MS;
    return step('ExtendTransit', { dueBy: iso(limit), reason: 'x' });
  });
  const cancel = () => step('CancelTransit', { reason: 'x' });
  const present = () => {
    at += drawn.presented * HOUR_MS;
    step('TerminateTransit', { office: rest.at(-1) });
  };
  const discharge = () => {
    at += drawn.discharged * HOUR_MS;
    step('DischargeTransit');
  };
  const ends = { discharged: [present, discharge], presented: [present], cancelled: [cancel], never: [] };
  return [open, ...steps, ...ends[drawn.ends as keyof typeof ends]];
}

function storyOf(plans: readonly Plan[]): Story {
  const story = new Story();
  KINDS.forEach((kind, index) => {
    const guaranteeId = uuid(901 + index);
    story.tell(guarantee, `guarantee-${guaranteeId}`, {
      type: 'IssueGuarantee',
      occurredAt: iso(BEGAN_MS),
      data: {
        ...{ guaranteeId, kind, reference: kind, guarantor: party('insurer'), principal: party('forwarder') },
        ...{
          amount: { amount: '1000.00', currency: 'PKR' },
          validFrom: '2026-01-01',
          validUntil: '2026-12-31',
        },
      },
    } as GuaranteeCommand);
  });
  liveMixed(
    plans.map((one, index) => lifeOf(story, index + 10, one)),
    SEED,
  );
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
  const projector = new Projector({ projection: transits, pool, store, batchMax: 7 });
  while ((await projector.step()) > 0);
  await pool.end();
}, 120_000);
afterAll(async () => {
  await Promise.all([owner.end(), reader.end()]);
  await ledger.stop();
});

/** All of them, each cut, and what was found amiss by its code. */
async function told(of: TransitsRead) {
  const rows = await of.sums();
  const cuts = (Object.keys(TRANSIT_CUTS) as TransitCut[]).map((cut) => [cut, factsBy(cut, rows)]);
  const amiss = [...(await of.irregularities())].sort((a, b) => (a.code < b.code ? -1 : 1));
  return { all: factsOf(rows), cuts, amiss };
}

it('cells tell what transits do, as of each position, of any months and countries', async () => {
  const month = fc.constantFrom('2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2027-01');
  const months = fc.tuple(month, month).map((two) => [...two].sort() as [string, string]);
  const country = fc.constantFrom(null, null, 'PK', 'KZ', 'KG');
  const hours = fc.nat(24 * 120);
  const seen = { discharged: 0, amiss: 0, late: 0, overdue: 0 };
  await fc.assert(
    fc.asyncProperty(months, fc.nat(), hours, country, country, async ([from, to], at, hour, out, into) => {
      const countries = [out, into];
      const known = [at % (head + 1), BEGAN_MS + hour * HOUR_MS];
      const question = [...known, firstDay(from), lastDay(to), ...countries, null];
      const inCells = await told(new TransitsInCells(sessionOf(reader), question));
      expect(inCells).toEqual(await told(transitsInRows(sessionOf(reader), question)));
      const { discharged, overdue } = inCells.all;
      if (discharged.n > 1) seen.discharged += 1;
      if (discharged.irregular > 0) seen.amiss += 1;
      if (discharged.late > 0) seen.late += 1;
      if (overdue.n > 0) seen.overdue += 1;
    }),
    { numRuns: 300, seed: SEED },
  );
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(30);
}, 120_000);

it('each head is the last of the totals of its cell', async () => {
  const of = (row: string) =>
    ['position', 'n', 'late', 'irregular', 'net_mass_mg', 'value_minor']
      .map((sum) => `${row}.${sum}`)
      .join(', ');
  const { rows } = await owner.query(`
    SELECT count(*)::int AS cells, (count(*) FILTER (WHERE (${of('h')}) IS DISTINCT FROM (${of('c')})))::int AS astray,
      (count(*) FILTER (WHERE h.kind = ''))::int > 0 AS unknown, count(DISTINCT h.irregularity)::int AS amiss
    FROM read.transit_cell_heads h LEFT JOIN LATERAL (
      SELECT * FROM read.transit_cells t WHERE t.first_position = h.first_position AND t.nth = h.nth ORDER BY t.position DESC LIMIT 1) c ON true`);
  // All transits, and three codes.
  expect(rows).toEqual([{ cells: expect.any(Number), astray: 0, unknown: true, amiss: 4 }]);
  expect(rows[0].cells).toBeGreaterThan(40);
});

it('live and rebuilt are the same row for row, however the log is cut into batches', async () => {
  const pool = ledgerPool(ledger.url, 'reporting');
  const live = (await generationsAtWork(pool)).find(({ state }) => state === 'live');
  expect(live).toMatchObject({ name: 'transits', position: head });
  const store = new EventStore({ pool: owner });
  for (const batchMax of [40, 5_000]) {
    const rebuilt = await rebuild({ projection: transits, pool, store, batchMax });
    expect(await differences(pool, transits, live?.generation ?? 0, rebuilt)).toEqual([]);
  }
  await pool.end();
}, 120_000);
