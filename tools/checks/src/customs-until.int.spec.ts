import fc from 'fast-check';
import { fillClearanceCells } from '../../../apps/gateway/src/spec-kit/clearance-cells.js';
import { fillDutyCells } from '../../../apps/gateway/src/spec-kit/duty-cells.js';
import { type FilledLedger, startFilledLedger } from '../../../apps/gateway/src/spec-kit/filled-ledger.js';
import {
  type GatewayUnderTest,
  startGatewayUnderTest,
} from '../../../apps/gateway/src/spec-kit/gateway-under-test.js';
import { fillTransitCells } from '../../../apps/gateway/src/spec-kit/transit-cells.js';
import { type CustomsEvent, foldCustoms } from '../../../apps/reporting/src/customs/customs.fold.js';
import {
  foldGuarantees,
  type GuaranteeEventOfLog,
} from '../../../apps/reporting/src/transits/guarantees.fold.js';
import { foldStandings } from '../../../apps/reporting/src/transits/transit-standings.fold.js';
import type { TransitEvent } from '../../../apps/reporting/src/transits/transits.fold.js';

const SEED = 20_261_127;
const HOURS = 24 * 40;
const ASKED = 24;

/** What is told of a thing: behind its beginning, some hours from that on, in any order. */
interface Telling {
  readonly type: string;
  readonly occurredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}
interface Told extends Telling {
  readonly position: number;
  readonly first: string;
}

type Drawn<Plan> = Plan extends fc.Arbitrary<infer Value> ? Value : never;
const at = (hours: number) => new Date(Date.UTC(2026, 2, 1) + hours * 3_600_000).toISOString();
const id = (kind: string, n: number) => `00000000-0000-4000-${kind}000-${String(n).padStart(12, '0')}`;
const begun = fc.integer({ min: 0, max: HOURS });
const later = fc.integer({ min: 0, max: 24 * 12 });
const laters = fc.array(later, { minLength: 8, maxLength: 8 });
const inPkr = (cents: number) => ({ amount: (cents / 100).toFixed(2), currency: 'PKR' });

const declaration = fc.record({
  ...{ begun, laters },
  looks: fc.array(fc.constantFrom('documentary', 'scan', 'physical'), { maxLength: 3 }),
  duties: fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 3 }),
  paid: fc.boolean(),
  refunds: fc.constantFrom('none', 'given', 'withdrawn', 'anew'),
  end: fc.constantFrom('none', 'cleared', 'cleared', 'refused', 'invalidated'),
});
function declared(n: number, plan: Drawn<typeof declaration>): readonly Telling[] {
  const declarationId = id('9', n);
  const [when = [], step] = [plan.laters, { of: 0 }];
  const tell = (type: string, data: object): Telling => {
    step.of += 1;
    return { type, occurredAt: at(plan.begun + (when[step.of % 8] ?? 0)), data: { declarationId, ...data } };
  };
  const total = plan.duties.at(-1) ?? 0;
  const refund = (cents: number) =>
    tell('DutyRefunded', {
      ...{ refundReference: `R${n}`, reason: 'overcharged', amount: inPkr(cents) },
      refundedOn: '2026-03-21',
    });
  const withdrawal = () => tell('DutyRefundWithdrawn', { refundReference: `R${n}`, amount: inPkr(1) });
  const refunds: Readonly<Record<typeof plan.refunds, () => readonly Telling[]>> = {
    none: () => [],
    given: () => [refund(1)],
    withdrawn: () => inTurn([refund(1), withdrawal()]),
    anew: () => inTurn([refund(1), withdrawal(), refund(2)]),
  };
  const lodged = {
    declarationId,
    consignmentId: id('8', n),
    customsOffice: n % 3 === 0 ? 'PKKHI' : 'KZALA',
    flow: n % 2 === 0 ? 'import' : 'export',
    procedure: { requested: '40', previous: '00' },
  };
  return [
    { type: 'DeclarationLodged', occurredAt: at(plan.begun), data: lodged },
    ...plan.looks.map((kind) => tell('InspectionRecorded', { kind, result: 'conforming' })),
    ...plan.duties.map((cents) =>
      tell('DutyAssessed', { duties: [{ kind: 'excise', amount: inPkr(cents) }] }),
    ),
    ...(plan.paid && total > 0
      ? [tell('DutyPaid', { paymentReference: `P${n}`, amount: inPkr(total), paidOn: '2026-03-20' })]
      : []),
    ...(plan.end === 'cleared' || plan.end === 'invalidated' ? [tell('DeclarationCleared', {})] : []),
    ...(plan.end === 'invalidated' ? [tell('DeclarationInvalidated', {})] : []),
    ...(plan.end === 'refused' ? [tell('DeclarationRefused', {})] : []),
    ...(plan.paid && total > 0 && plan.end !== 'none' ? refunds[plan.refunds]() : []),
  ];
}

/** None of them before the one that it follows, as the ledger takes what withdraws and what is told anew. */
function inTurn(told: readonly Telling[]): readonly Telling[] {
  let last = '';
  return told.map((one) => {
    if (one.occurredAt > last) last = one.occurredAt;
    return { ...one, occurredAt: last };
  });
}

const transit = fc.record({
  ...{ begun, laters },
  amiss: fc.array(fc.constantFrom('accident', 'documents'), { maxLength: 2 }),
  extended: fc.integer({ min: 0, max: 2 }),
  end: fc.constantFrom('none', 'terminated', 'discharged', 'discharged', 'cancelled', 'called'),
});
function carried(n: number, plan: Drawn<typeof transit>): readonly Telling[] {
  const transitId = id('8', n);
  const step = { of: 0 };
  const tell = (type: string, data: object, notBefore = 0): Telling => {
    step.of += 1;
    const hours = Math.max(notBefore, plan.begun + (plan.laters[step.of % 8] ?? 0));
    return { type, occurredAt: at(hours), data: { transitId, ...data } };
  };
  const opened = {
    transitId,
    guaranteeId: id('a', 1 + (n % 5)),
    officeOfDeparture: 'PKKHI',
    officeOfDestination: n % 3 === 0 ? 'UZTAS' : 'KZALA',
    itinerary: [{ location: 'PKTOR' }],
    goods: [{ netMassKg: `${n}.5`, value: { amount: `${n}.25`, currency: n % 4 === 0 ? 'PKR' : 'USD' } }],
    vehicle: { mode: 'road' },
    dutyAtRisk: inPkr(100),
    dueBy: at(plan.begun + 100),
  };
  const terminated = tell('TransitTerminated', { lateMinutes: n % 2 });
  // Customs discharges nothing before it was presented.
  const presented = (Date.parse(terminated.occurredAt) - Date.UTC(2026, 2, 1)) / 3_600_000;
  const ends: Readonly<Record<string, () => readonly Telling[]>> = {
    none: () => [],
    terminated: () => [terminated],
    discharged: () => [terminated, tell('TransitDischarged', {}, presented)],
    called: () => [tell('TransitDischarged', {})],
    cancelled: () => [tell('TransitCancelled', {})],
  };
  return [
    { type: 'TransitOpened', occurredAt: at(plan.begun), data: opened },
    ...plan.amiss.map((code) => tell('TransitIrregularityRecorded', { code })),
    tell('TransitPassageRecorded', {}),
    ...Array.from({ length: plan.extended }, (_, more) =>
      tell('TransitExtended', { dueBy: at(plan.begun + 110 + more * 20) }),
    ),
    ...(ends[plan.end]?.() ?? []),
  ];
}

const guarantee = fc.record({
  ...{ begun, laters },
  raised: fc.boolean(),
  expires: fc.boolean(),
  reserved: fc.array(
    fc.record({
      ...{ begun: later, laters },
      cents: fc.integer({ min: 100, max: 9_000 }),
      called: fc.boolean(),
      freed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
function guaranteed(n: number, plan: Drawn<typeof guarantee>): readonly Telling[] {
  const guaranteeId = id('a', n);
  const tell = (type: string, hours: number, data: object): Telling => ({
    type,
    occurredAt: at(plan.begun + hours),
    data: { guaranteeId, ...data },
  });
  const party = (participantId: string) => ({ participantId, name: participantId });
  const issued = {
    ...{ kind: n % 2 === 0 ? 'insurance' : 'tir-carnet', reference: `G${n}`, amount: inPkr(100_000) },
    ...{ guarantor: party(n % 3 === 0 ? 'bank' : 'insurer'), principal: party('forwarder') },
    ...{ validFrom: '2026-03-01', validUntil: '2026-04-30' },
  };
  const reservations = plan.reserved.flatMap(({ begun: from, laters: when, cents, called, freed }, index) => {
    const of = { transitId: id('8', 1_000 * n + index) };
    const taken = called ? Math.floor(cents / 3) : 0;
    return [
      tell('GuaranteeAmountReserved', from, { ...of, amount: inPkr(cents) }),
      ...(called
        ? [
            tell('GuaranteeCalled', from + (when[0] ?? 0), {
              ...of,
              amount: inPkr(taken),
              reserved: inPkr(cents - taken),
            }),
          ]
        : []),
      ...(freed
        ? [tell('GuaranteeAmountFreed', from + (when[1] ?? 0), { ...of, amount: inPkr(cents - taken) })]
        : []),
    ];
  });
  return [
    tell('GuaranteeIssued', 0, issued),
    ...(plan.raised ? [tell('GuaranteeToppedUp', plan.laters[0] ?? 0, { amount: inPkr(5_000) })] : []),
    ...reservations,
    ...(plan.expires ? [tell('GuaranteeExpired', plan.laters[1] ?? 0, {})] : []),
    ...(plan.raised && !plan.expires
      ? [tell('GuaranteeToppedUp', plan.laters[2] ?? 0, { amount: inPkr(700) })]
      : []),
  ];
}

/** What is told of all things, thing by thing in its order, the things mixed. */
function log(): readonly Told[] {
  const drawn = <Plan>(plans: fc.Arbitrary<Plan>, things: number) =>
    fc.sample(plans, { seed: SEED, numRuns: things });
  const lives = [
    ...drawn(declaration, 40).map((plan, n) => declared(n + 1, plan)),
    ...drawn(transit, 40).map((plan, n) => carried(n + 1, plan)),
    ...drawn(guarantee, 12).map((plan, n) => guaranteed(n + 1, plan)),
  ];
  const count = lives.reduce((sum, life) => sum + life.length, 0);
  const turns = fc.sample(fc.integer({ min: 0, max: 1_000_000 }), { seed: SEED, numRuns: count });
  const told: Told[] = [];
  const left = lives.map((life) => [...life]);
  for (let position = 1; position <= count; position += 1) {
    const open = left.filter((life) => life.length > 0);
    const life = open[(turns[position - 1] ?? 0) % open.length];
    const next = life?.shift();
    const whole = lives[left.indexOf(life ?? [])];
    if (next && whole) told.push({ ...next, position, first: whole[0]?.occurredAt ?? '' });
  }
  return told;
}

/** Fills a generation with what the events come to, as the projections fold them. */
async function fill(ledger: FilledLedger, generation: number, events: readonly Told[]): Promise<void> {
  const of = <Event>(begins: RegExp) =>
    events
      .filter(({ type }) => begins.test(type))
      .map((event) => ({ ...event, demo: false })) as unknown as readonly Event[];
  const put = async (table: string, rows: readonly object[]) => {
    for (const row of rows) await ledger.insert(`reporting.${table}`, { generation, ...row });
  };
  const customs = foldCustoms(of<CustomsEvent>(/^(Declaration|Duty|Inspection)/), new Map());
  const ended = new Map(customs.ended.map(({ position, by }) => [position, by]));
  await put('customs_declarations', customs.declarations);
  await put('customs_inspections', customs.inspections);
  await put(
    'duty_assessments',
    customs.assessments.map((row) => ({ ...row, ended_position: ended.get(row.position) ?? null })),
  );
  await put('duty_payments', customs.payments);
  await put('duty_refunds', customs.refunds);
  await put('transit_standings', foldStandings(of<TransitEvent>(/^Transit/), new Map()));
  const nothing = { standings: new Map(), reservations: [] };
  const kept = foldGuarantees(of<GuaranteeEventOfLog>(/^Guarantee/), nothing);
  await put('guarantees', kept.guarantees);
  await put('guarantee_standings', kept.standings);
  await put('guarantee_reservations', kept.reservations);
}

const MONEY = '{ amount currency }';
const SUMS = `{ n late irregular massKg valueUsd ${MONEY} otherValues ${MONEY} }`;
const TRANSITS = `discharged ${SUMS} underWay ${SUMS} overdue ${SUMS} presented ${SUMS}`;
const USE = `currency n expired ceiling ${MONEY} reserved ${MONEY} called ${MONEY} freed ${MONEY} free ${MONEY} lapsed ${MONEY} shareUsed`;
const MONTHS = 'from: "2026-03", to: "2026-04"';
const page = (fields: string) => `(first: 200) { edges { node { ${fields} } } }`;
/** All four, with all that explains them. */
const question = (asked: string) => `{
  clearanceTime(${MONTHS}, ${asked}) { until n p50Hours p90Hours seconds open openSeconds byInspection { inspection n open } byMonth { month n }
    shares${page('declarationId inspection isOpen clearedAt seconds positions inspections { kind position }')} }
  march: clearanceTime(from: "2026-03", to: "2026-03", office: "KZALA", ${asked}) { n seconds open }
  customsDuties(${MONTHS}, ${asked}) { byCurrency { currency assessed ${MONEY} paid ${MONEY} refunded ${MONEY} outstanding ${MONEY} } byMonth { month assessed ${MONEY} refunded ${MONEY} }
    entries${page('what declarationId position amount { amount }')} outstandingShares${page('declarationId outstanding { amount } positions')} }
  transits(${MONTHS}, ${asked}) { ${TRANSITS} byMonth { month n } byGuarantee { kind underWay { n } discharged { n } } irregularities { code n transits }
    shares${page('transitId standing dueBy presentedAt dischargedAt late irregularities massKg positions')} }
  tashkent: transits(${MONTHS}, destinationCountry: "UZ", ${asked}) { ${TRANSITS} }
  guaranteeUse(${asked}) { byCurrency { ${USE} }
    guarantees${page('guaranteeId isExpired peak { amount } peakPosition ceiling { amount } reserved { amount } called { amount } freed { amount } free { amount }')}
    reservations${page('guaranteeId transitId amount { amount } called { amount } position')} }
}`;

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
const events = log();
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let event = 1; event <= events.length; event += 1)
    await ledger.event({ recordedAt: '2099-06-01T00:00:00Z' });
  await ledger.reach(events.length);
  await fill(ledger, 1, events);
  await fillClearanceCells(ledger.owner);
  await fillDutyCells(ledger.owner);
  await fillTransitCells(ledger.owner);
  gateway = await startGatewayUnderTest(ledger.url);
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function answer(generation: number, asked: string): Promise<unknown> {
  await ledger.owner.query(
    `UPDATE reporting.projections SET generation = $1 WHERE name IN ('holds', 'transits')`,
    [generation],
  );
  const { data, errors } = await gateway.ask(question(asked));
  expect(errors).toEqual([]);
  return data;
}

it('by any instant, figures of customs are what the events come to that had happened by then', async () => {
  const asked = fc.sample(
    fc.tuple(fc.integer({ min: 1, max: events.length }), fc.integer({ min: 0, max: HOURS + 24 * 20 })),
    { seed: SEED, numRuns: ASKED },
  );
  const seen = new Set<string>();
  for (const [index, [until, hours]] of asked.entries()) {
    const position = index % 2 === 0 ? events.length : until;
    // What has not begun is nothing yet.
    const happened = events.filter(
      (event) => event.position <= position && event.occurredAt <= at(hours) && event.first <= at(hours),
    );
    await fill(ledger, index + 2, happened);
    const as = `asOf: ${position}, occurredUntil: "${at(hours)}"`;
    const expected = await answer(index + 2, as);
    expect(await answer(1, as)).toEqual(expected);
    seen.add(JSON.stringify(expected));
  }
  expect(seen.size).toBe(ASKED);
}, 120_000);

it('by an instant behind all of them, they are what is known', async () => {
  const last = `asOf: ${events.length}`;
  expect(await answer(1, `${last}, occurredUntil: "2099-06-01T00:00:00Z"`)).toEqual(await answer(1, last));
});
