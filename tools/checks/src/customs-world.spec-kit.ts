import {
  type DeclarationCommand,
  declaration,
  type GuaranteeCommand,
  guarantee,
  type TransitCommand,
} from '@corridor/domain';
import fc from 'fast-check';
import { Story } from '../../../apps/reporting/src/story.spec-kit.js';
import { uuid } from '../../../apps/reporting/src/teller.spec-kit.js';
import { line } from '../../../apps/reporting/src/trade-story.spec-kit.js';
import { liveMixed } from './cells.spec-kit.js';

export const BEGAN_MS = Date.UTC(2026, 0, 20);
export const HOUR_MS = 3_600_000;
/** What is drawn begins within so many hours; the ledger hears of it within twice as many. */
export const HOURS = 24 * 45;
/** Each charges in a currency of its own; Hamburg has no clock here. */
const CURRENCY_OF = { KZALA: 'KZT', PKKHI: 'PKR', UZTAS: 'USD', DEHAM: 'EUR' } as const;
export const OFFICES = Object.keys(CURRENCY_OF) as readonly (keyof typeof CURRENCY_OF)[];
const GOODS = [line(1, '520100', '1000.00')];
const FEWER = [line(1, '520100', '900.00')];
const CONSIGNMENTS = [1, 2, 3, 4];
const GUARANTEES = 4;

type Drawn<Plan> = Plan extends fc.Arbitrary<infer Value> ? Value : never;
const iso = (ms: number) => new Date(ms).toISOString();
const at = (hours: number) => iso(BEGAN_MS + hours * HOUR_MS);
const dayAt = (hours: number) => at(hours).slice(0, 10);
const money = (cents: number, currency: string) => ({ amount: (cents / 100).toFixed(2), currency });

/** Hours behind what was told before: next to none, or weeks. */
const later = fc.oneof(fc.nat(20), fc.nat(24 * 14));
const cents = fc.integer({ min: 1, max: 20_000 });
const reference = fc.constantFrom('R', 'S');
/** What customs does with a declaration: holds that overlap, looks at goods, what is owed, paid and given back, and how it ends. */
const atCustoms = fc.record({
  does: fc.constantFrom(
    ...(['hold', 'hold', 'hold', 'release', 'release', 'inspect', 'assess', 'assess', 'pay', 'pay'] as const),
    ...(['clear', 'clear', 'refund', 'refund', 'withdraw', 'correct', 'refuse', 'invalidate'] as const),
  ),
  ...{ later, cents, reference },
  reason: fc.constantFrom('inspection', 'documents', 'valuation'),
  looksAt: fc.constantFrom('documentary', 'scan', 'physical'),
  kind: fc.constantFrom('customs-duty', 'value-added-tax', 'excise', 'fee'),
  refundedFor: fc.constantFrom('overcharged', 'appeal', 'drawback'),
  /** Which of the holds is let go; whether duties of 0 are named beside. */
  nth: fc.nat(2),
});
const atOffice = fc.record({
  office: fc.constantFrom(...OFFICES),
  flow: fc.constantFrom('import' as const, 'import' as const, 'export' as const),
  procedure: fc.constantFrom('40', '40', '71'),
  consignment: fc.constantFrom(...CONSIGNMENTS),
  /** Some are charged in the currency of others. */
  currency: fc.option(fc.constant('USD'), { freq: 5 }),
  lodged: fc.nat(HOURS),
  steps: fc.array(atCustoms, { minLength: 3, maxLength: 12 }),
});

const onTheWay = fc.record({
  does: fc.constantFrom(
    ...([
      'amiss',
      'extend',
      'call',
      'terminate',
      'terminate',
      'discharge',
      'discharge',
      'free',
      'cancel',
    ] as const),
  ),
  later,
  /** Of what is at risk, one part of so many is called. */
  partOf: fc.integer({ min: 1, max: 4 }),
  code: fc.constantFrom('seal-broken', 'goods-missing', 'other'),
});
const carriage = fc.record({
  way: fc.constantFrom(['PKKHI', 'KZALA'], ['PKKHI', 'UZTAS'], ['PKGWD', 'KZALA'], ['KZALA', 'PKKHI']),
  stop: fc.constantFrom('PKTOR', 'AFKBL'),
  mode: fc.constantFrom('road', 'rail'),
  currency: fc.constantFrom('USD', 'USD', 'PKR', 'KZT'),
  grams: fc.integer({ min: 1, max: 90_000_000 }),
  guarantee: fc.nat(GUARANTEES - 1),
  ...{
    opened: fc.nat(HOURS),
    limit: fc.integer({ min: 1, max: 24 * 30 }),
    cents,
    risk: fc.integer({ min: 1, max: 9_000 }),
  },
  steps: fc.array(onTheWay, { maxLength: 6 }),
});
const standsFor = fc.record({
  kind: fc.constantFrom('insurance', 'insurance', 'bank-guarantee', 'bank-guarantee', 'tir-carnet'),
  guarantor: fc.constantFrom('insurer', 'bank'),
  currency: fc.constantFrom('PKR', 'USD', 'KZT'),
  /** Some have next to nothing left of it soon. */
  cents: fc.integer({ min: 9_000, max: 90_000 }),
  validFor: fc.integer({ min: 24 * 10, max: 24 * 50 }),
  raised: fc.option(cents),
  expires: fc.boolean(),
});

/** What is told of customs and of goods in transit, whatever the deciders take of it. */
export const customsWorld = fc.record({
  declarations: fc.array(atOffice, { minLength: 20, maxLength: 30 }),
  transits: fc.array(carriage, { minLength: 20, maxLength: 30 }),
  guarantees: fc.array(standsFor, { minLength: GUARANTEES, maxLength: GUARANTEES }),
  turns: fc.integer(),
});

export function customsStory({
  declarations,
  transits,
  guarantees,
  turns,
}: Drawn<typeof customsWorld>): Story {
  const story = new Story();
  for (const id of CONSIGNMENTS) story.declare(id, GOODS, at(0));
  const [issued, further] = [guarantees.map(issue), guarantees.map(furtherLifeOf)];
  for (const begin of issued) begin(story);
  liveMixed(
    [
      ...declarations.map((plan, index) => declared(story, 100 + index, plan)),
      ...transits.map((plan, index) => carried(story, 500 + index, plan, guarantees)),
      ...further.map((life) => life(story)),
    ],
    turns,
  );
  return story;
}

function declared(story: Story, id: number, plan: Drawn<typeof atOffice>): (() => void)[] {
  const { office, flow, consignment: of } = plan;
  const currency = plan.currency ?? CURRENCY_OF[office];
  const tell = (type: string, hours: number, data: object) => {
    const told = { type, occurredAt: at(hours), data: { declarationId: uuid(id), ...data } };
    story.tell(declaration, `declaration-${uuid(id)}`, told as DeclarationCommand);
  };
  const holds: string[] = [];
  let [now, owed] = [plan.lodged, 0];
  const pay = (paymentReference: string, minor: number) => {
    tell('PayDuty', now, { paymentReference, amount: money(minor, currency), paidOn: dayAt(now) });
    owed -= minor;
  };
  const step = (one: Drawn<typeof atCustoms>, index: number) => () => {
    now += one.later;
    const amount = money(one.cents, currency);
    switch (one.does) {
      case 'hold': {
        const holdId = `h${index}`;
        tell('PlaceHold', now, { consignmentId: uuid(of), holdId, reason: one.reason, note: 'x' });
        holds.push(holdId);
        return;
      }
      case 'release': {
        const [holdId] = holds.splice(one.nth % Math.max(1, holds.length), 1);
        return story.release(id, of, holdId ?? 'none', at(now));
      }
      case 'inspect': {
        const inspectionId = uuid(id * 100 + index);
        return tell('RecordInspection', now, {
          inspectionId,
          kind: one.looksAt,
          result: 'conforming',
          note: 'x',
        });
      }
      case 'assess': {
        const nothing = { kind: 'fee', amount: money(0, currency) };
        const duties = [
          { kind: one.kind, amount },
          ...(one.nth > 0 ? [nothing, { kind: 'excise', amount }] : []),
        ];
        tell('AssessDuty', now, { duties, dueOn: dayAt(now + 720) });
        owed = one.nth > 0 ? 2 * one.cents : one.cents;
        return;
      }
      case 'pay':
        return pay(`P${index}`, Math.ceil(owed / (1 + one.nth)));
      case 'refund': {
        const given = money(1 + (one.cents % 900), currency);
        const { reference: refundReference, refundedFor: reason } = one;
        return tell('RefundDuty', now, { refundReference, reason, amount: given, refundedOn: dayAt(now) });
      }
      case 'withdraw':
        return tell('WithdrawDutyRefund', now, {
          refundReference: one.reference,
          reason: `told wrong ${index}`,
        });
      case 'clear':
        // What stands in the way is done first.
        for (const holdId of holds.splice(0)) story.release(id, of, holdId, at(now));
        if (owed > 0) pay(`P${index}`, owed);
        return story.clear(id, dayAt(plan.lodged), at(now));
      case 'correct':
        return story.correct(id, FEWER, at(now));
      case 'refuse':
        return story.refuse(id, at(now));
      case 'invalidate':
        return story.invalidate(id, at(now));
    }
  };
  const where = { reporter: office.slice(0, 2), customsOffice: office };
  const procedure = { requested: flow === 'export' ? '10' : plan.procedure, previous: '00' };
  return [
    () => story.lodge(id, of, flow, GOODS, at(plan.lodged), { ...where, procedure }),
    ...plan.steps.map(step),
  ];
}

function carried(
  story: Story,
  id: number,
  plan: Drawn<typeof carriage>,
  guarantees: readonly Drawn<typeof standsFor>[],
): (() => void)[] {
  const [officeOfDeparture, officeOfDestination] = plan.way;
  const atRisk = money(plan.risk, guarantees[plan.guarantee]?.currency ?? '');
  const tell = (type: string, hours: number, data: object) =>
    story.transitStep(id, {
      type,
      occurredAt: at(hours),
      data: { transitId: uuid(id), ...data },
    } as TransitCommand);
  const ofGuarantee = (type: string, hours: number, data: object = {}) =>
    tellOfGuarantee(story, plan.guarantee, type, hours, { transitId: uuid(id), ...data });
  const dueBy = at(plan.opened + plan.limit);
  const party = { participantId: 'carrier', name: 'Carrier', country: 'PK' };
  const goods = {
    ...{ hs6: '851712', description: 'goods', netMassKg: (plan.grams / 1_000).toFixed(3) },
    value: money(plan.cents, plan.currency),
  };
  let now = plan.opened;
  const step = (one: Drawn<typeof onTheWay>) => () => {
    now += one.later;
    switch (one.does) {
      case 'amiss':
        return tell('RecordIrregularity', now, { code: one.code, note: 'x' });
      case 'extend':
        return tell('ExtendTransit', now, { dueBy: at(plan.opened + plan.limit + one.later), reason: 'x' });
      case 'call':
        return ofGuarantee('CallGuarantee', now, {
          amount: money(Math.ceil(plan.risk / one.partOf), atRisk.currency),
          reason: 'x',
        });
      case 'terminate':
        return tell('TerminateTransit', now, { office: officeOfDestination });
      case 'discharge':
        tell('DischargeTransit', now, {});
        return ofGuarantee('FreeAmount', now);
      case 'free':
        return ofGuarantee('FreeAmount', now);
      case 'cancel':
        tell('CancelTransit', now, { reason: 'x' });
        return ofGuarantee('FreeAmount', now);
    }
  };
  return [
    () =>
      tell('OpenTransit', now, {
        ...{ transitNumber: `T-${id}`, guaranteeId: guaranteeId(plan.guarantee), guarantor: 'insurer' },
        ...{ principal: party, carrier: party, vehicle: { mode: plan.mode, registration: 'TLA-118' } },
        ...{ goods: [goods], dutyAtRisk: atRisk, officeOfDeparture, officeOfDestination, dueBy },
        itinerary: [{ location: plan.stop, dueBy }],
      }),
    () => ofGuarantee('ReserveAmount', now, { amount: atRisk }),
    ...plan.steps.map(step),
  ];
}

const guaranteeId = (nth: number) => uuid(900 + nth);

function tellOfGuarantee(story: Story, nth: number, type: string, hours: number, data: object): void {
  const command = { type, occurredAt: at(hours), data: { guaranteeId: guaranteeId(nth), ...data } };
  story.tell(guarantee, `guarantee-${guaranteeId(nth)}`, command as GuaranteeCommand);
}

function issue({ kind, guarantor, currency, cents: amount, validFor }: Drawn<typeof standsFor>, nth: number) {
  const party = (participantId: string) => ({ participantId, name: participantId, country: 'PK' });
  return (story: Story) =>
    tellOfGuarantee(story, nth, 'IssueGuarantee', 0, {
      ...{ kind, reference: `G-${nth}`, amount: money(amount, currency) },
      ...{ guarantor: party(guarantor), principal: party('forwarder') },
      ...{ validFrom: dayAt(0), validUntil: dayAt(validFor) },
    });
}

/** What becomes of a guarantee beside its transits. */
function furtherLifeOf({ raised, currency, expires, validFor }: Drawn<typeof standsFor>, nth: number) {
  const tell = (type: string, hours: number, data: object) => (story: Story) =>
    tellOfGuarantee(story, nth, type, hours, data);
  const steps = [
    ...(raised === null ? [] : [tell('TopUpGuarantee', validFor / 2, { amount: money(raised, currency) })]),
    ...(expires ? [tell('ExpireGuarantee', validFor + 24, {})] : []),
  ];
  return (story: Story) => steps.map((step) => () => step(story));
}
