import { type DeclarationCommand, declaration } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { differences, generationsAtWork, Projector, rebuild } from '@corridor/projections';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import fc from 'fast-check';
import type pg from 'pg';
import { firstDay, lastDay } from '../../../apps/gateway/src/calendar/month.js';
import { DUTY_CUTS, type DutyCut } from '../../../apps/gateway/src/customs/customs-duties.sql.js';
import {
  type Duties,
  DutiesInCells,
  dutiesInRows,
} from '../../../apps/gateway/src/customs/customs-duties-reader.js';
import { holds } from '../../../apps/reporting/src/holds/holds.js';
import { Story } from '../../../apps/reporting/src/story.spec-kit.js';
import { record, uuid } from '../../../apps/reporting/src/teller.spec-kit.js';
import { line } from '../../../apps/reporting/src/trade-story.spec-kit.js';
import { liveMixed, sessionOf } from './cells.spec-kit.js';

const SEED = 20_261_129;
const BEGAN_MS = Date.UTC(2026, 0, 25);
const HOUR_MS = 3_600_000;
const OFFICES = ['KZALA', 'KZALA', 'PKKHI', 'UZTAS'] as const;
const CURRENCIES: Readonly<Record<string, string>> = { KZALA: 'KZT', PKKHI: 'PKR', UZTAS: 'USD' };
const GOODS = [line(1, '520100', '1000.00')];

/** Cents of each kind; some of them 0. */
const duties = fc.array(
  fc.tuple(
    fc.constantFrom('customs-duty', 'value-added-tax', 'excise', 'fee'),
    fc.oneof(fc.constant(0), fc.nat(90_000)),
  ),
  { minLength: 1, maxLength: 4 },
);
/** What is told of a declaration, some hours behind what was told before, which may be weeks. */
const later = fc.oneof(fc.nat(30), fc.nat(24 * 30));
const asking = fc.oneof(
  fc.record({ what: fc.constant('assess' as const), later, duties }),
  fc.record({ what: fc.constant('pay' as const), later, cents: fc.integer({ min: 1, max: 20_000 }) }),
);
const ending = fc.record({ what: fc.constantFrom('clear', 'clear', 'refuse', 'invalidate'), later });
const reference = fc.constantFrom('R', 'R', 'S');
const givingBack = fc.oneof(
  fc.record({
    ...{ what: fc.constant('refund' as const), later, reference, cents: fc.integer({ min: 1, max: 900 }) },
    reason: fc.constantFrom('overcharged', 'called-off', 'appeal'),
  }),
  fc.record({ what: fc.constant('withdraw' as const), later, reference }),
  fc.record({ what: fc.constant('invalidate' as const), later }),
);
const steps = fc
  .tuple(fc.array(asking, { maxLength: 5 }), ending, fc.array(givingBack, { maxLength: 6 }))
  .map(([before, end, behind]) => [...before, end, ...behind]);
const plan = fc.record({
  office: fc.constantFrom(...OFFICES),
  flow: fc.constantFrom('import', 'import', 'export'),
  /** Some are charged in the currency of others. */
  currency: fc.option(fc.constant('USD'), { freq: 5 }),
  lodged: fc.nat(24 * 40),
  first: duties,
  steps,
});
type Plan = typeof plan extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const iso = (ms: number) => new Date(ms).toISOString();
const dayOf = (ms: number) => iso(ms).slice(0, 10);

function lifeOf(story: Story, id: number, { office, flow, currency, lodged, first, steps }: Plan) {
  const from = BEGAN_MS + lodged * HOUR_MS;
  const of = currency ?? CURRENCIES[office] ?? '';
  const money = (cents: number) => ({ amount: (cents / 100).toFixed(2), currency: of });
  const tell = (type: string, at: number, data: object) => {
    const told = { type, occurredAt: iso(at), data: { declarationId: uuid(id), ...data } };
    story.tell(declaration, `declaration-${uuid(id)}`, told as DeclarationCommand);
  };
  const assess = (at: number, asked: Plan['first']) =>
    tell('AssessDuty', at, {
      duties: asked.map(([kind, cents]) => ({ kind, amount: money(cents) })),
      dueOn: dayOf(at + 720 * HOUR_MS),
    });
  const direction = { reporter: office.slice(0, 2), customsOffice: office };
  let at = from;
  return [
    () => story.lodge(id, 1, flow as 'import', GOODS, iso(from), direction),
    () => assess(from, first),
    ...steps.map((one, nth) => () => {
      at += one.later * HOUR_MS;
      switch (one.what) {
        case 'assess':
          return assess(at, one.duties);
        case 'pay':
          return tell('PayDuty', at, {
            paymentReference: `P${nth}`,
            amount: money(one.cents),
            paidOn: dayOf(at),
          });
        case 'refund': {
          const { reference: refundReference, reason, cents } = one;
          return tell('RefundDuty', at, {
            refundReference,
            reason,
            amount: money(cents),
            refundedOn: dayOf(at),
          });
        }
        case 'withdraw':
          return tell('WithdrawDutyRefund', at, {
            refundReference: one.reference,
            reason: `told wrong ${nth}`,
          });
        case 'clear':
          return story.clear(id, dayOf(from), iso(at));
        case 'refuse':
          return story.refuse(id, iso(at));
        default:
          return story.invalidate(id, iso(at));
      }
    }),
  ];
}

function storyOf(plans: readonly Plan[]): Story {
  const story = new Story();
  story.declare(1, GOODS, iso(BEGAN_MS));
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
  const projector = new Projector({ projection: holds, pool, store, batchMax: 7 });
  while ((await projector.step()) > 0);
  await pool.end();
}, 120_000);
afterAll(async () => {
  await Promise.all([owner.end(), reader.end()]);
  await ledger.stop();
});

/** All cuts, and what is yet to be paid in currencies of which anything is told. */
async function told(of: Duties) {
  const cuts: unknown[] = [];
  for (const cut of Object.keys(DUTY_CUTS) as DutyCut[]) cuts.push([cut, await of.by(cut)]);
  return { cuts, outstanding: await of.outstanding() };
}

it('cells tell what assessments, payments and refunds do, as of each position, of any months, place and cut', async () => {
  const month = fc.constantFrom('2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-08', '2027-01');
  const months = fc.tuple(month, month).map((two) => [...two].sort() as [string, string]);
  const seen = { assessed: 0, outstanding: 0, refunded: 0, nothing: 0 };
  await fc.assert(
    fc.asyncProperty(
      months,
      fc.nat(),
      fc.constantFrom(null, null, 'KZ', 'PK', ...OFFICES),
      async ([from, to], at, of) => {
        const question = [at % (head + 1), firstDay(from), lastDay(to), of, null];
        const inCells = new DutiesInCells(sessionOf(reader), question);
        const inRows = await told(dutiesInRows(sessionOf(reader), question));
        expect(await told(inCells)).toEqual(inRows);
        for (const { assessed, refunded } of await inCells.by('all')) {
          if (assessed !== '0') seen.assessed += 1;
          if (refunded !== '0') seen.refunded += 1;
        }
        for (const { minor } of inRows.outstanding) if (minor !== '0') seen.outstanding += 1;
        for (const { assessed } of await inCells.by('kind')) if (assessed === '0') seen.nothing += 1;
      },
    ),
    { numRuns: 300, seed: SEED },
  );
  expect(seen.assessed).toBeGreaterThan(50);
  expect(seen.outstanding).toBeGreaterThan(50);
  expect(seen.refunded).toBeGreaterThan(10);
  // Kinds of which nothing but 0 is asked for.
  expect(seen.nothing).toBeGreaterThan(0);
}, 120_000);

it('the story replaces assessments, and calls declarations off for which duty was paid', async () => {
  const { rows } = await owner.query(`
    SELECT count(*) FILTER (WHERE replaced)::int > 20 AS replaced, count(*) FILTER (WHERE paid AND off)::int > 5 AS "paidAndOff",
      (SELECT count(*)::int FROM read.duty_refunds WHERE withdrawn_position IS NOT NULL) AS withdrawn
    FROM (
      SELECT EXISTS (SELECT FROM read.duty_assessments n WHERE n.position = a.ended_position) AS replaced,
        a.ended_position IS NOT NULL AND NOT EXISTS (SELECT FROM read.duty_assessments n WHERE n.position = a.ended_position) AS off,
        EXISTS (SELECT FROM read.duty_payments p WHERE p.declaration_id = a.declaration_id AND p.position > a.position) AS paid
      FROM read.duty_assessments a
    ) ended`);
  expect(rows).toEqual([{ replaced: true, paidAndOff: true, withdrawn: expect.any(Number) }]);
  expect(rows[0].withdrawn).toBeGreaterThan(1);
});

it('each head is the last of the totals of its cell, and an event tells of a cell once', async () => {
  const sums = [
    'customs_duties',
    'customs_duty_minor',
    'fees',
    'fee_minor',
    'paid_minor',
    'settled_minor',
    'refunded_minor',
  ];
  const of = (row: string) => ['position', ...sums].map((sum) => `${row}.${sum}`).join(', ');
  const { rows } = await owner.query(`
    SELECT count(*)::int AS cells, (count(*) FILTER (WHERE (${of('h')}) IS DISTINCT FROM (${of('c')})))::int AS astray
    FROM read.duty_cell_heads h LEFT JOIN LATERAL (
      SELECT * FROM read.duty_cells t WHERE t.first_position = h.first_position AND t.nth = h.nth ORDER BY t.position DESC LIMIT 1) c ON true`);
  expect(rows).toEqual([{ cells: expect.any(Number), astray: 0 }]);
  expect(rows[0].cells).toBeGreaterThan(40);
});

it('live and rebuilt are the same row for row, however the log is cut into batches', async () => {
  const pool = ledgerPool(ledger.url, 'reporting');
  const live = (await generationsAtWork(pool)).find(({ state }) => state === 'live');
  expect(live).toMatchObject({ name: 'holds', position: head });
  const store = new EventStore({ pool: owner });
  for (const batchMax of [40, 5_000]) {
    const rebuilt = await rebuild({ projection: holds, pool, store, batchMax });
    expect(await differences(pool, holds, live?.generation ?? 0, rebuilt)).toEqual([]);
  }
  await pool.end();
}, 120_000);
