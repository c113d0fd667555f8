import fc from 'fast-check';
import { addCommitment } from '../spec-kit/commitment-rows.js';
import { addConsignment, consignmentId } from '../spec-kit/consignment-rows.js';
import { addLetterOfCredit } from '../spec-kit/credit-rows.js';
import { addDeclaration, declarationId } from '../spec-kit/customs-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addGuarantee, addGuaranteeStanding, addReservation } from '../spec-kit/guarantee-rows.js';
import { addMirrorPair, fillMirrorCells } from '../spec-kit/mirror-rows.js';
import { addPassage } from '../spec-kit/passage-rows.js';
import { addCredit, addFact, addObligation, addPosting, HAPPENED, idOf } from '../spec-kit/payment-rows.js';
import { addTransit } from '../spec-kit/transit-rows.js';
import { addEnd, addLeg, addWay } from '../spec-kit/way-rows.js';
import { type Asked, restatementOf, sumsOf, whole } from './restated.spec-kit.js';

const SEED = 20_261_127;
const LAST = 300;
const THINGS = 15;
const HOUR_MS = 3_600_000;

/**
 * Things, and when each is told of: the first position begins it, each further one tells it anew. No two are told of at one position.
 * @param stride from one of a thing's positions to the next possible one
 */
function drawn<Thing>(of: fc.Arbitrary<Thing>, things = THINGS, stride = things) {
  const turns = fc.uniqueArray(fc.integer({ min: 0, max: LAST / stride - 1 }), {
    minLength: 1,
    maxLength: 4,
  });
  const each = fc.tuple(turns, fc.array(of, { minLength: 4, maxLength: 4 }));
  return fc.sample(each, { seed: SEED, numRuns: things }).map(([told, words], index) => {
    const positions = told.sort((a, b) => a - b).map((turn) => turn * stride + (index * stride) / things + 1);
    return [positions, words] as const;
  });
}
/** Each telling of a thing, with the positions that it is known so from, and until. */
const tellings = <Thing>([positions, things]: readonly [readonly number[], readonly Thing[]]) =>
  positions.map((from, index) => ({
    thing: things[index] as Thing,
    from,
    until: positions[index + 1],
    positions: positions.slice(0, index + 1),
  }));

/** The same, where some take back what was told just before them, whole: goods that are called off, a declaration that is cancelled. */
function undoing<Sum extends string, Thing extends Readonly<Record<Sum, number>> & { isUndone: boolean }>(
  told: readonly { readonly from: number; readonly thing: Thing }[],
  sum: Sum,
) {
  let last: Thing | null = null;
  return told.map(({ from, thing }, step) => {
    const undone: Thing | null = thing.isUndone && step > 0 ? last : null;
    last = undone ? null : thing;
    return { from, one: undone ? { ...undone, [sum]: -undone[sum] } : thing };
  });
}

const hours = fc.integer({ min: 0, max: 70 * 24 });
const standing = fc.constantFrom('complete', 'complete', 'incomplete', 'anomaly', 'open');
const at = (after: number) => new Date(Date.UTC(2026, 0, 1) + after * HOUR_MS).toISOString();
const cents = fc.integer({ min: 1, max: 90_000 });

async function addVisits(ledger: FilledLedger) {
  const visit = fc.record({ begun: hours, stay: fc.integer({ min: 0, max: 90 }), standing });
  for (const [index, thing] of drawn(visit).entries()) {
    for (const { thing: one, from, until, positions } of tellings(thing)) {
      await ledger.insert('reporting.visits', {
        generation: 1,
        consignment_id: consignmentId(1 + (index % 5)),
        number: index + 1,
        from_position: from,
        within: index,
        until_position: until ?? null,
        location: index % 2 === 0 ? 'PKTOR' : 'AFKBL',
        standing: one.standing,
        arrived_at: at(one.begun),
        departed_at:
          one.standing === 'incomplete' || one.standing === 'open' ? null : at(one.begun + one.stay),
        seen_at: at(one.begun + one.stay),
        positions,
      });
    }
  }
}

/** Costs are one at each position, whatever they are told of. */
const costsAt = new Set<number>();
function freeFrom(position: number): number {
  if (costsAt.has(position)) return freeFrom(position + 1);
  costsAt.add(position);
  return position;
}

async function addPassages(ledger: FilledLedger) {
  const passage = fc.record({
    out: fc.constantFrom('PKTOR', 'PKPEW'),
    begun: hours,
    stay: fc.integer({ min: 0, max: 90 }),
    standing,
    cents,
    receipted: fc.boolean(),
  });
  for (const [index, thing] of drawn(passage).entries()) {
    const of = 50 + index;
    for (const { thing: one, from, until } of tellings(thing)) {
      const left = one.standing === 'incomplete' || one.standing === 'open' ? null : at(one.begun + one.stay);
      await addPassage(ledger, {
        of,
        known: until === undefined ? [from] : [from, until],
        out: [one.out, at(one.begun), at(one.begun)],
        into: ['AFRKH', at(one.begun), left, one.standing],
      });
      await ledger.insert('reporting.transport_costs', {
        generation: 1,
        position: freeFrom(from),
        cost_id: consignmentId(1_000 + from),
        consignment_id: consignmentId(of),
        reference: 'x',
        kind: 'tolls',
        location: 'AFRKH',
        currency: 'USD',
        amount_minor: one.cents,
        usd_cents: one.cents,
        receipted: one.receipted,
        recorded_by: 'demo-carrier',
        paid_at: at(one.begun),
        demo: false,
        withdrawn_position: from % 3 === 0 ? from + 20 : null,
      });
    }
  }
}

/** Ways from Karachi to Almaty by Torkham, or round by Saint Petersburg; what is told anew moves their scans, their weight and what was paid. */
async function addWays(ledger: FilledLedger) {
  const of = fc.record({
    way: fc.constantFrom('torkham', 'torkham', 'north'),
    begun: hours,
    took: fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 90 })),
    standing: fc.constantFrom('complete', 'complete', 'incomplete', 'anomaly'),
    ...{ cents, more: cents, receipted: fc.boolean(), isDelivered: fc.boolean() },
  });
  for (const [index, thing] of drawn(of).entries()) {
    const consignment = 100 + index;
    for (const [step, { thing: one, from, until, positions }] of tellings(thing).entries()) {
      const [go, stay] = one.took;
      const mode = one.way === 'north' ? 'rail' : 'road';
      const began = {
        standing: one.standing === 'anomaly' ? 'anomaly' : 'begun',
        positions: positions.slice(0, 1),
        mode,
      };
      const left = one.standing === 'incomplete' ? null : at(one.begun);
      await addWay(ledger, {
        of: consignment,
        known: until === undefined ? [from] : [from, until],
        stops: [
          [
            one.way === 'north' ? 'RULED' : 'PKKHI',
            one.standing === 'anomaly' ? at(one.begun + 1) : null,
            left,
            began,
          ],
          [
            one.way === 'north' ? 'RUMOW' : 'PKTOR',
            at(one.begun + go),
            at(one.begun + go + stay),
            { mode, positions: [from] },
          ],
          [
            'KZALA',
            at(one.begun + 2 * go + stay),
            null,
            { mode, standing: 'ended', positions: [positions[0] ?? 0, from] },
          ],
        ],
      });
      if (step === 0 && one.isDelivered)
        await addEnd(ledger, {
          of: consignment,
          position: from,
          location: 'KZALA',
          at: at(one.begun + 2 * go + stay),
        });
      await ledger.insert('reporting.goods_values', {
        ...{
          generation: 1,
          consignment_id: consignmentId(consignment),
          position: from,
          parts: null,
          cancelled: false,
          occurred_at: '-infinity',
        },
        ...{ usd_cents: from % 5 === 0 ? null : one.cents, net_mass_kg: `${one.more}.25` },
      });
      await ledger.insert('reporting.transport_costs', {
        ...{
          generation: 1,
          position: freeFrom(from),
          cost_id: consignmentId(2_000 + from),
          consignment_id: consignmentId(consignment),
          reference: 'x',
          kind: 'tolls',
        },
        ...{
          from_location: one.way === 'north' ? 'RULED' : 'PKKHI',
          to_location: 'KZALA',
          currency: 'USD',
          amount_minor: one.cents,
          usd_cents: one.cents,
        },
        ...{ receipted: one.receipted, recorded_by: 'demo-carrier', paid_at: at(one.begun), demo: false },
      });
    }
  }
  for (const [route, from, km, mode, borders] of [
    ['karachi-almaty-torkham', 'PKKHI', ['3700', '3800.5'], 'road', ['PKTOR']],
    ['northern-baseline', 'RULED', ['4000.5', '4100'], 'rail', []],
  ] as const) {
    const leg = { route, from, to: 'KZALA', mode, borders };
    await addLeg(ledger, { ...leg, known: [1, 150], km: km[0] });
    await addLeg(ledger, { ...leg, known: [150], km: km[1] });
  }
}

async function addHolds(ledger: FilledLedger) {
  const hold = fc.record({
    begun: fc.integer({ min: 0, max: 20 * 24 }),
    stay: fc.integer({ min: 0, max: 90 }),
  });
  for (const [index, thing] of drawn(hold, 20).entries()) {
    const [placed, next] = tellings(thing);
    if (!placed) continue;
    const { from, thing: one } = placed;
    const consignment_id = consignmentId(1 + (index % 5));
    const ended = next?.from ?? null;
    const of = { generation: 1, declaration_id: idOf(900 + index), hold_id: 'h' };
    const end = { ended_by: ended === null ? null : 'release', ended_by_position: ended };
    await ledger.insert('reporting.holds', {
      ...of,
      ...end,
      consignment_id,
      office: 'PKKHI',
      reason: 'inspection',
      placed_at: at(one.begun),
      placed_position: from,
      placed_ahead: false,
      ended_at: ended === null ? null : at(one.begun + one.stay),
      ended_position: ended,
      participants: [],
      demo: false,
      last_position: ended ?? from,
    });
    await ledger.insert('reporting.held_consignments', {
      ...of,
      ...end,
      consignment_id,
      held_from: at(one.begun),
      from_position: from,
      held_until: ended === null ? null : at(one.begun + one.stay),
      until_position: ended,
    });
  }
}

async function addPayments(ledger: FilledLedger) {
  const part = fc.record({ share: fc.integer({ min: 1, max: 4 }), day: fc.integer({ min: 1, max: 28 }) });
  let id = 0;
  for (const [index, thing] of drawn(part, 25, 50).entries()) {
    const [first, ...more] = tellings(thing);
    if (!first) continue;
    const currency = index % 3 === 0 ? 'PKR' : 'USD';
    const days = { startedOn: '2026-01-05', dueOn: '2026-01-20' };
    await addObligation(ledger, { id: 1 + index, position: first.from, minor: 4_000, currency, ...days });
    let open = 4_000;
    for (const { from, thing: one } of more) {
      id += 1;
      const minor = Math.min(open, one.share * 1_000);
      const settlement = 2_000 + id;
      const valueDate = `2026-0${1 + (id % 2)}-${String(one.day).padStart(2, '0')}`;
      const usdMinor = id % 7 === 0 ? null : Math.ceil(minor / 3);
      await addCredit(ledger, {
        id: settlement,
        position: from,
        minor: minor + 500,
        valueDate,
        currency,
        usdMinor,
        ...(id % 5 === 0 && { from: 'DEMOUZ22' }),
      });
      const waits = (position: number, line: number, moved: number) =>
        addPosting(ledger, {
          ...{ position, line, account: 'suspense', currency, totals: [0, 0], minor: Math.abs(moved) },
          ...{ side: moved > 0 ? 'credit' : 'debit', stream: `settlement-${idOf(settlement)}` },
        });
      await waits(from, 1, minor + 500);
      // Told only behind it.
      if (id % 5 < 3)
        await ledger.insert('reporting.credit_agents', {
          ...{
            generation: 1,
            position: from + 7,
            occurred_at: HAPPENED,
            settlement_id: idOf(settlement),
            debtor_agent: 'DEMOKZKA',
          },
        });
      // What pays nothing finds what it pays, or goes back.
      if (id % 3 === 0) await waits(from + 9, 1, -500);
      if (minor === 0) continue;
      await addFact(ledger, [from, settlement, 1 + index, minor]);
      await waits(from, 2, -minor);
      open -= minor;
      if (one.share === 4) {
        await ledger.insert('reporting.payment_facts', {
          ...{
            generation: 1,
            line: 2,
            kind: 'returned',
            settlement_id: idOf(settlement),
            obligation_id: idOf(1 + index),
          },
          ...{ position: from + 1, occurred_at: HAPPENED, amount_minor: -minor, settled_minor: -minor },
        });
        open += minor;
        await waits(from + 1, 1, minor);
        const given = {
          generation: 1,
          occurred_at: HAPPENED,
          settlement_id: idOf(settlement),
          return_id: idOf(3_000 + id),
          demo: false,
        };
        await ledger.insert('reporting.return_facts', {
          ...given,
          ...{ position: from + 1, bank: 'demo-bank-karachi', reason: null, currency, booked_on: valueDate },
          ...{ amount_minor: minor, returned_minor: minor - 1 },
        });
      }
    }
  }
}

async function addCommitments(ledger: FilledLedger) {
  const fact = fc.record({
    stage: fc.constantFrom(
      ...['contracted', 'shipped', 'delivered', 'delivered-uncleared', 'paid', 'jobs-reported'],
    ),
    amount: fc.integer({ min: -900, max: 9_000 }),
    consignment: fc.integer({ min: 1, max: 2 }),
    isUndone: fc.boolean(),
  });
  for (const [index, thing] of drawn(fact).entries()) {
    const id = idOf(5_000 + index);
    for (const [step, { from, one }] of undoing(tellings(thing), 'amount').entries()) {
      if (step === 0) {
        const sector = index % 2 === 0 ? 'leather' : 'textiles';
        const of = { announced_on: '2026-01-10', sector, of_services: index % 5 === 0 };
        await addCommitment(ledger, { id, position: from, of, stages: [['promised', 10_000]] });
        continue;
      }
      const isJobs = one.stage.startsWith('jobs');
      await ledger.insert('reporting.commitment_facts', {
        ...{
          generation: 1,
          position: from,
          fact: 2,
          commitment_id: id,
          stage: one.stage,
          on_day: '2026-02-01',
        },
        ...{ cause_position: from, consignment_id: consignmentId(one.consignment), contract_id: idOf(1) },
        ...{ usd_cents: isJobs ? 0 : one.amount, jobs: isJobs ? one.amount : 0, unvalued_lines: 0 },
      });
    }
  }
}

async function addTrade(ledger: FilledLedger) {
  const fact = fc.record({
    flow: fc.constantFrom('export' as const, 'import' as const),
    partner: fc.constantFrom('KZ', 'UZ', 'CN'),
    month: fc.constantFrom('2025-01', '2026-01', '2026-02', '2026-07'),
    cents: fc.integer({ min: -9_000, max: 90_000 }),
    isUndone: fc.boolean(),
  });
  for (const [index, thing] of drawn(fact, 20).entries()) {
    const ids = { consignmentId: consignmentId(1 + (index % 7)), declarationId: idOf(7_000 + index) };
    for (const { from, one } of undoing(tellings(thing), 'cents')) {
      const { isUndone: _, ...fact } = one;
      await ledger.fact({ position: from, ...ids, ...fact, cents: BigInt(one.cents) });
    }
  }
}

/** Set, and revised. */
async function addTargets(ledger: FilledLedger) {
  for (const [index, thing] of drawn(fc.record({ cents }), 3).entries()) {
    for (const { from, thing: one } of tellings(thing)) {
      await ledger.insert('reporting.targets', {
        ...{ generation: 1, target_id: `target-${index}`, position: from, reporter: 'PK', partner: 'KZ' },
        ...{ yearly_amount_cents: one.cents, due_on: null, source: 'x', told_on: '2026-01-01', demo: false },
      });
    }
  }
}

async function addGaps(ledger: FilledLedger) {
  const share = fc.record({
    month: fc.constantFrom('2026-01', '2026-02', '2026-07'),
    sides: fc.constantFrom('exports', 'imports', 'both'),
    ...{ cents, more: cents },
  });
  for (const [index, thing] of drawn(share).entries()) {
    for (const { from, until, thing: one } of tellings(thing)) {
      const sides = {
        both: { exports: one.cents, imports: one.cents + one.more, residual: one.more },
        exports: { exports: one.cents, one_side_only: -one.cents },
        imports: { imports: one.cents, one_side_only: one.cents },
      };
      const isMoved = one.sides === 'both';
      await addMirrorPair(ledger, {
        known: until === undefined ? [from] : [from, until],
        ...{ pair: index + 1, consignment: 1 + (index % 6), line: index },
        ...(one.sides !== 'imports' && { exported: 1 + index }),
        ...(one.sides !== 'exports' && { imported: 100 + index }),
        places: [
          [one.month, '52', sides[one.sides]],
          ...(isMoved ? [['2026-02', '61', { imports: -one.more, timing: -one.more }] as const] : []),
        ],
      });
    }
  }
  await fillMirrorCells(ledger);
}

async function addCredits(ledger: FilledLedger) {
  const kind = fc.constantFrom('amended', 'presented', 'refused', 'paid', 'expired', 'cancelled');
  const fact = fc.record({ kind, amount: cents });
  for (const [index, thing] of drawn(fact, 10).entries()) {
    const [first, ...more] = tellings(thing);
    if (!first) continue;
    const id = 8_000 + index;
    await addLetterOfCredit(ledger, { id, position: first.from, bank: 'demo-bank-karachi' }, [
      ['issued', index % 2 === 0 ? '2026-01-05' : '2025-12-05', { amount: 50_000, most: 55_000 }],
    ]);
    let presented: number | null = null;
    for (const [step, { from, thing: one }] of more.entries()) {
      if (one.kind === 'presented') presented = step + 1;
      await ledger.insert('reporting.credit_facts', {
        ...{
          generation: 1,
          position: from,
          occurred_at: HAPPENED,
          letter_of_credit_id: idOf(id),
          kind: one.kind,
          on_day: index % 3 === 0 ? '2026-03-03' : '2026-02-03',
        },
        presentation: one.kind === 'presented' || one.kind === 'refused' ? presented : null,
        amount_minor: one.amount,
        most_minor: one.kind === 'amended' ? one.amount : null,
      });
    }
  }
}

/** Lodged, assessed, assessed anew, paid or given back, and at last cleared or refused, or the refund withdrawn. */
async function addDeclarations(ledger: FilledLedger) {
  const step = fc.record({ begun: hours, stay: fc.integer({ min: 0, max: 90 }), cents });
  for (const [index, thing] of drawn(step, 20).entries()) {
    const [lodged, assessed, second, end] = tellings(thing);
    if (!lodged) continue;
    const of = 100 + index;
    const { begun, stay } = lodged.thing;
    const isRefused = index % 4 === 0;
    const isWithdrawn = index % 8 === 3;
    await addDeclaration(ledger, {
      of,
      lodged: [at(begun), lodged.from],
      ...(end && isRefused && { calledOff: end.from, calledOffAt: at(begun + stay) }),
      ...(end && !isRefused && !isWithdrawn && { cleared: [at(begun + stay), end.from] }),
    });
    const where = { office: 'KZALA', flow: 'import', currency: index % 3 === 0 ? 'PKR' : 'USD' };
    const own = { generation: 1, declaration_id: declarationId(of), ...where };
    const isReplaced = index % 2 === 0;
    const asked = [assessed, ...(isReplaced ? [second] : [])];
    for (const [turn, one] of asked.entries()) {
      if (!one) continue;
      const next = turn === 0 && isReplaced ? second : undefined;
      await ledger.insert('reporting.duty_assessments', {
        ...{ ...own, position: one.from, line: 1, kind: 'excise', amount_minor: one.thing.cents },
        ...{ assessed_at: at(one.thing.begun), assessed_on: at(one.thing.begun).slice(0, 10) },
        ended_position: next?.from ?? (isRefused ? (end?.from ?? null) : null),
      });
    }
    if (!second || isReplaced) continue;
    const moved = { ...own, position: second.from, reference: 'x', amount_minor: 100 };
    const [occurred_at, on] = [at(second.thing.begun), at(second.thing.begun).slice(0, 10)];
    await (index % 4 === 3
      ? ledger.insert('reporting.duty_refunds', {
          ...{ ...moved, occurred_at, reason: 'other', refunded_on: on },
          ...(end &&
            isWithdrawn && {
              withdrawn_position: end.from,
              withdrawn_at: at(Math.max(second.thing.begun, end.thing.begun)),
            }),
        })
      : ledger.insert('reporting.duty_payments', { ...moved, occurred_at, paid_on: on }));
  }
}

async function addTransits(ledger: FilledLedger) {
  const step = fc.record({ begun: hours, status: fc.constantFrom('opened', 'opened', 'terminated') });
  for (const [index, thing] of drawn(step, 20).entries()) {
    const all = tellings(thing);
    for (const [turn, { from, until, thing: one }] of all.entries()) {
      const isLast = turn === 3;
      const ends = index % 5 === 0 ? { status: 'cancelled' } : { dischargedAt: at(one.begun) };
      await addTransit(ledger, {
        of: 200 + index,
        known: until === undefined ? [from] : [from, until],
        opened: all[0]?.from ?? from,
        kg: `${index}.000001`,
        minor: String(100 + index),
        currency: index % 3 === 0 ? 'PKR' : 'USD',
        openedAt: at(0),
        dueBy: at(one.begun),
        change: turn === 0 ? 'opened' : 'extended',
        ...(isLast ? ends : { status: one.status }),
      });
    }
  }
}

/** Issued, reserved, called or raised, and at last freed, or expired with nothing reserved. */
async function addGuarantees(ledger: FilledLedger) {
  const step = fc.record({ cents });
  for (const [index, thing] of drawn(step, 20).entries()) {
    const [issued, reserved, third, freed] = tellings(thing);
    if (!issued) continue;
    const of = 300 + index;
    await addGuarantee(ledger, { of, issued: issued.from });
    const minor = reserved?.thing.cents ?? 0;
    const [called, more] = index % 2 === 0 ? [Math.floor(minor / 2), 0] : [0, 700];
    const known = (one: { readonly from: number; readonly until: number | undefined }) =>
      one.until === undefined ? ([one.from] as const) : ([one.from, one.until] as const);
    const text = (amount: number) => String(amount);
    const transit = [of, 400 + index] as const;
    await addGuaranteeStanding(ledger, of, known(issued), { ceiling: '100000' });
    if (!reserved) continue;
    await addGuaranteeStanding(ledger, of, known(reserved), { ceiling: '100000', reserved: text(minor) });
    const until = called > 0 ? third?.from : freed?.from;
    await addReservation(
      ledger,
      transit,
      until === undefined ? [reserved.from] : [reserved.from, until],
      text(minor),
    );
    if (!third) continue;
    const then = { ceiling: text(100_000 + more), called: text(called) };
    await addGuaranteeStanding(ledger, of, known(third), { ...then, reserved: text(minor - called) });
    if (called > 0) await addReservation(ledger, transit, known(third), text(minor - called), text(called));
    if (!freed) continue;
    const expired = index % 3 === 0;
    await addGuaranteeStanding(ledger, of, [freed.from, ...(expired ? [freed.from + 1] : [])] as [number], {
      ...then,
      freed: text(minor - called),
    });
    await addReservation(ledger, transit, [freed.from], '0', text(called), text(minor - called));
    if (expired)
      await addGuaranteeStanding(ledger, of, [freed.from + 1], {
        ...then,
        freed: text(minor - called),
        expired,
      });
  }
}

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let event = 1; event <= LAST; event += 1) await ledger.event({ recordedAt: at(event * 5) });
  for (let number = 1; number <= 7; number += 1) await addConsignment(ledger, { number });
  await addVisits(ledger);
  await addPassages(ledger);
  await addWays(ledger);
  await addHolds(ledger);
  await addPayments(ledger);
  await addCommitments(ledger);
  await addTrade(ledger);
  await addTargets(ledger);
  await addGaps(ledger);
  await addCredits(ledger);
  await addDeclarations(ledger);
  await addTransits(ledger);
  await addGuarantees(ledger);
  await ledger.reach(LAST);
  gateway = await startGatewayUnderTest(ledger.url);
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

/** What a figure comes to, by the names of its sums: numbers, or money, of one currency. */
type Figure = Readonly<Record<string, unknown>>;
const sumOf = (rows: readonly Figure[], of: (row: Figure) => unknown): unknown =>
  rows.reduce((total, row) => total + whole(amountOf(of(row))), 0n).toString();
const amountOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? (value as { amount: string }).amount : String(value ?? 0);

const MONTHS = 'from: "2026-01", to: "2026-02"';
const USED = ['ceiling', 'reserved', 'called', 'freed', 'free', 'lapsed'];
const TIME = 'n incomplete anomalies seconds';
const MONEY = '{ amount currency }';
/** Each figure, the fields that tell its sums, and these by measure and unit. */
const FIGURES: readonly (readonly [Asked, string, (figure: Figure) => Figure])[] = [
  [['checkpointDwell', MONTHS], TIME, timeOf],
  [['checkpointDwell', `from: "2026-01", to: "2026-01", location: "PKTOR"`], TIME, timeOf],
  [['borderCrossings', MONTHS], TIME, timeOf],
  [
    ['borderCosts', MONTHS],
    `n total ${MONEY} unreceipted ${MONEY}`,
    ({ n, total, unreceipted }) => ({ 'n count': n, 'total USD': total, 'unreceipted USD': unreceipted }),
  ],
  [
    ['corridorSpeed', MONTHS],
    'n incomplete anomalies unmeasuredStops km seconds movingSeconds',
    ({ unmeasuredStops, km, movingSeconds, ...time }) => ({
      ...timeOf(time),
      'unmeasuredStops count': unmeasuredStops,
      'km km': km,
      'movingSeconds s': movingSeconds,
    }),
  ],
  [
    ['corridorCosts', MONTHS],
    `n total ${MONEY} unreceipted ${MONEY}`,
    ({ n, total, unreceipted }) => ({ 'n count': n, 'total USD': total, 'unreceipted USD': unreceipted }),
  ],
  [
    ['corridorRoutes', MONTHS],
    `n unvalued value ${MONEY} netMassKg seconds northern { n } byRoute { isNorthern value ${MONEY} netMassKg }`,
    ({ n, unvalued, value, netMassKg, seconds, northern, byRoute }) => {
      const told = (byRoute as Figure[]).filter(({ isNorthern }) => isNorthern);
      return {
        'n count': n,
        'unvalued count': unvalued,
        'value USD': value,
        'netMassKg kg': millionths(netMassKg),
        'seconds s': seconds,
        'northern count': (northern as Figure).n,
        'northernValue USD': sumOf(told, (row) => row.value),
        'northernMassKg kg': sumOf(told, (row) => millionths(row.netMassKg)),
      };
    },
  ],
  [
    ['daysHeld', MONTHS],
    'holds seconds',
    ({ holds, seconds }) => ({ 'holds count': holds, 'seconds s': seconds }),
  ],
  [
    ['payments', MONTHS, 'of: DAYS_TO_SETTLE'],
    `rows: daysToSettle { currency obligations advances amount ${MONEY} }`,
    ({ rows }) => ({
      'obligations count': sumOf(rows as Figure[], ({ obligations }) => obligations),
      'advances count': sumOf(rows as Figure[], ({ advances }) => advances),
      ...byCurrency(rows as Figure[], 'amount'),
    }),
  ],
  [
    ['payments', MONTHS, 'of: BY_CURRENCY'],
    `rows: byCurrency { currency settlements unconverted amount ${MONEY} own ${MONEY} usd ${MONEY} }`,
    ({ rows }) => ({
      'settlements count': sumOf(rows as Figure[], ({ settlements }) => settlements),
      'unconverted count': sumOf(rows as Figure[], ({ unconverted }) => unconverted),
      'usd USD': sumOf(rows as Figure[], ({ usd }) => usd),
      ...byCurrency(rows as Figure[], 'amount'),
      ...byCurrency(rows as Figure[], 'own'),
    }),
  ],
  [
    ['payments', MONTHS, 'of: OPEN_OBLIGATIONS'],
    `rows: openObligations { currency obligations outstanding ${MONEY} }`,
    ({ rows }) => ({
      'obligations count': sumOf(rows as Figure[], ({ obligations }) => obligations),
      ...byCurrency(rows as Figure[], 'outstanding'),
    }),
  ],
  [
    ['payments', MONTHS, 'of: RETURNS'],
    `rows: returns { currency returns amount ${MONEY} returned ${MONEY} }`,
    ({ rows }) => ({
      'returns count': sumOf(rows as Figure[], ({ returns }) => returns),
      ...byCurrency(rows as Figure[], 'amount'),
      ...byCurrency(rows as Figure[], 'returned'),
    }),
  ],
  [
    ['payments', MONTHS, 'of: BY_BANK_PAIR'],
    `rows: byBankPair { debtorAgent creditorBank settlements unconverted usd ${MONEY} ownUsd ${MONEY}
      months { daysToSettle { currency obligations advances amount ${MONEY} } } }`,
    ({ rows }) => Object.assign({}, ...(rows as Figure[]).map(ofPair)),
  ],
  [
    ['payments', MONTHS, 'of: SUSPENSE'],
    `rows: suspense { currency settlements amount ${MONEY} }`,
    ({ rows }) => ({
      'settlements count': sumOf(rows as Figure[], ({ settlements }) => settlements),
      ...byCurrency(rows as Figure[], 'amount'),
    }),
  ],
  [
    ['lettersOfCredit', MONTHS],
    `byBank { issued amendments presentations issuedAmount ${MONEY} amendedBy ${MONEY} drawn ${MONEY} honoured ${MONEY} expiredUnused ${MONEY} available ${MONEY} }`,
    ({ byBank }) => named((byBank as Figure[])[0] ?? {}),
  ],
  [['valueOfGoodsBlocked', ''], `value ${MONEY} consignments unvalued`, (figure) => named(figure)],
  [['commitmentFunnel', ''], funnelFields(), funnelOf],
  [['commitmentFunnel', 'sector: "leather"'], funnelFields(), funnelOf],
  [
    ['mirrorGap', `exporter: "PK", importer: "KZ", ${MONTHS}`],
    `total { exports ${MONEY} imports ${MONEY} causes { timing ${MONEY} oneSideOnly ${MONEY} residual ${MONEY} } }`,
    ({ total }) => {
      const { exports, imports, causes } = total as Figure;
      return named({ exports, imports, ...(causes as Figure) });
    },
  ],
  [
    ['targetProgress', 'reporter: "PK", partner: "KZ"'],
    `realised ${MONEY} target { yearlyAmount ${MONEY} }`,
    ({ realised, target }) => ({
      'realised USD': realised,
      'target.yearlyAmount USD': (target as Figure | null)?.yearlyAmount ?? '0.00',
    }),
  ],
  [
    ['tradeByPartner', `reporter: "PK", ${MONTHS}`],
    `exports ${MONEY} reExports ${MONEY} imports ${MONEY} total ${MONEY}`,
    named,
  ],
  [
    ['tradeByPartner', `reporter: "PK", region: CENTRAL_ASIA, ${MONTHS}`],
    `exports ${MONEY} reExports ${MONEY} imports ${MONEY} total ${MONEY}`,
    named,
  ],
  [
    ['clearanceTime', MONTHS],
    'n seconds open openSeconds',
    ({ n, seconds, open, openSeconds }) => ({
      'n count': n,
      'seconds s': seconds,
      'open count': open,
      'openSeconds s': openSeconds,
    }),
  ],
  [
    ['customsDuties', MONTHS],
    `byCurrency { currency assessed ${MONEY} paid ${MONEY} refunded ${MONEY} outstanding ${MONEY} }`,
    ({ byCurrency: rows }) => byFields(rows, ['assessed', 'paid', 'refunded', 'outstanding']),
  ],
  [
    ['customsDuties', `from: "2026-02", to: "2026-02"`],
    `byCurrency { currency assessed ${MONEY} }`,
    ({ byCurrency: rows }) => byFields(rows, ['assessed']),
  ],
  [
    ['transits', MONTHS],
    ['discharged', 'underWay', 'overdue', 'presented']
      .map((part) => `${part} { n massKg valueUsd ${MONEY} otherValues ${MONEY} }`)
      .join(' '),
    (figure) =>
      Object.assign(
        {},
        ...['discharged', 'underWay', 'overdue', 'presented'].map((part) =>
          partOf(part, figure[part] as Figure),
        ),
      ),
  ],
  [
    ['guaranteeUse', ''],
    `byCurrency { currency n expired ${USED.map((field) => `${field} ${MONEY}`).join(' ')} }`,
    ({ byCurrency: rows }) => ({
      'n count': sumOf(rows as Figure[], ({ n }) => n),
      'expired count': sumOf(rows as Figure[], ({ expired }) => expired),
      ...byFields(rows, USED),
    }),
  ],
];

function byFields(rows: unknown, fields: readonly string[]): Figure {
  return Object.assign({}, ...fields.map((field) => byCurrency(rows as Figure[], field)));
}
function partOf(part: string, { n, massKg, valueUsd, otherValues }: Figure): Figure {
  return {
    [`${part}.n count`]: n,
    [`${part}.massKg kg`]: massKg,
    [`${part}.value USD`]: valueUsd,
    [`${part}.value PKR`]: sumOf(otherValues as Figure[], (value) => value),
  };
}

function timeOf({ n, incomplete, anomalies, seconds }: Figure): Figure {
  return { 'n count': n, 'incomplete count': incomplete, 'anomalies count': anomalies, 'seconds s': seconds };
}
/** Kilograms as a restatement tells them. */
function millionths(kg: unknown): string {
  const [whole = '', digits = ''] = String(kg).split('.');
  return `${whole}.${digits.padEnd(6, '0')}`;
}
function named(figure: Figure): Figure {
  const unit = (value: unknown) => (typeof value === 'object' ? 'USD' : 'count');
  return Object.fromEntries(Object.entries(figure).map(([name, value]) => [`${name} ${unit(value)}`, value]));
}
function funnelFields() {
  const money = ['promised', 'contracted', 'shipped', 'delivered', 'deliveredUncleared', 'paid'];
  const part = `{ commitments stages { ${money.map((stage) => `${stage} ${MONEY}`).join(' ')} jobsReported unvalued } }`;
  return `total ${part} services ${part}`;
}
function funnelOf({ total, services }: Figure): Figure {
  const sums = ({ commitments, stages }: Figure) => Object.entries({ commitments, ...(stages as Figure) });
  const ofServices = sums(services as Figure).map(([name, sum]) => [`services.${name}`, sum] as const);
  return named(Object.fromEntries([...sums(total as Figure), ...ofServices]));
}
function ofPair({ debtorAgent, creditorBank, months, ...sums }: Figure): Figure {
  const pair = `: ${debtorAgent ?? 'unknown'} to ${creditorBank}`;
  const days = (months as Figure[]).flatMap(({ daysToSettle }) => daysToSettle as Figure[]);
  const { settlements, unconverted, usd, ownUsd } = sums;
  return {
    [`settlements${pair} count`]: settlements,
    [`unconverted${pair} count`]: unconverted,
    [`usd${pair} USD`]: usd,
    [`ownUsd${pair} USD`]: ownUsd,
    [`obligations${pair} count`]: sumOf(days, ({ obligations }) => obligations),
    [`advances${pair} count`]: sumOf(days, ({ advances }) => advances),
    ...Object.fromEntries(
      ['PKR', 'USD'].map((code) => [
        `amount${pair} ${code}`,
        sumOf(
          days.filter(({ currency }) => currency === code),
          ({ amount }) => amount,
        ),
      ]),
    ),
  };
}
function byCurrency(rows: readonly Figure[], field: string): Figure {
  return Object.fromEntries(
    ['PKR', 'USD'].map((code) => [
      `${field} ${code}`,
      sumOf(
        rows.filter(({ currency }) => currency === code),
        (row) => row[field],
      ),
    ]),
  );
}

/** Whether a sum of a figure grows by time alone. */
function goesOn(figure: string, { measure, unit }: { readonly measure: string; readonly unit: string }) {
  if (figure === 'transits') return measure.startsWith('overdue.');
  return unit === 's' && (figure === 'daysHeld' || measure === 'openSeconds');
}

/** What the figure itself says as of a position. */
async function figureAt([figure, args]: Asked, fields: string, asOf: number): Promise<Figure> {
  const { data, errors } = await gateway.ask(
    `{ asked: ${figure}(${args ? `${args}, ` : ''}asOf: ${asOf}) { ${fields} } }`,
  );
  expect(errors).toEqual([]);
  return (data as { asked: Figure }).asked;
}

describe.each(FIGURES.map((one) => [one[0].join(' '), one] as const))('%s', (_, [asked, fields, sums]) => {
  const exact = (figure: Figure) =>
    new Map(Object.entries(sums(figure)).map(([name, value]) => [name, whole(amountOf(value))]));

  it('is restated by entries that sum to what it came to be, less what it was', async () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: LAST }), fc.integer({ min: 0, max: LAST }));
    const kinds = new Set<string>();
    for (const [a, b] of fc.sample(pair, { seed: SEED, numRuns: 9 })) {
      const [since, asOf] = [Math.min(a, b), Math.max(a, b)];
      const [before, after] = [
        exact(await figureAt(asked, fields, since)),
        exact(await figureAt(asked, fields, asOf)),
      ];
      const { measures, entries } = await restatementOf(gateway, asked, since, asOf, 500, 'moved');
      const told = sumsOf(entries);
      for (const [name, held] of before) {
        const now = after.get(name) ?? 0n;
        const measure = measures.find((one) => `${one.measure} ${one.unit}` === name);
        const [change, added, moved] = told.get(name) ?? [0n, 0n, 0n];
        expect([name, whole(measure?.before ?? '0'), whole(measure?.after ?? '0')]).toEqual([
          name,
          held,
          now,
        ]);
        expect([name, change]).toEqual([name, now - held]);
        expect(whole(measure?.added ?? '0')).toBe(added);
        expect(whole(measure?.moved ?? '0')).toBe(moved);
        expect(whole(measure?.corrected ?? '0')).toBe(now - held - added - moved);
      }
      for (const { key, positions, kind, measures: shares } of entries) {
        kinds.add(kind);
        expect(positions.every((position) => position > since && position <= asOf)).toBe(true);
        if (kind === 'MOVED') {
          expect([key, positions]).toEqual([key, []]);
          continue;
        }
        // The time of what waits goes on without an event, and a limit passes; nothing else does, and what is out of a figure least of all.
        if (shares.some((share) => !goesOn(asked[0], share)))
          expect([key, kind, positions.length > 0]).toEqual([key, kind, true]);
      }
      expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
      if (asOf - since > 150)
        expect(await restatementOf(gateway, asked, since, asOf, 3, 'moved')).toEqual({ measures, entries });
    }
    expect(kinds).toContain('ADDED');
    if (asked[0] === 'targetProgress')
      expect([...kinds].sort()).toEqual(['ADDED', 'CHANGED', 'MOVED', 'REMOVED']);
  }, 60_000);

  it('has not changed between a position and itself', async () => {
    const { measures, entries } = await restatementOf(gateway, asked, 200, 200);
    expect(entries).toEqual([]);
    expect(measures.length).toBeGreaterThan(0);
    expect(
      measures.every(({ change, added, corrected }) =>
        [change, added, corrected].every((all) => whole(all) === 0n),
      ),
    ).toBe(true);
  });
});
