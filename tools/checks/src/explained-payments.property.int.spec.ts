import fc from 'fast-check';
import { allPages, figureOf } from '../../../apps/gateway/src/spec-kit/all-pages.js';
import { type FilledLedger, startFilledLedger } from '../../../apps/gateway/src/spec-kit/filled-ledger.js';
import {
  type GatewayUnderTest,
  startGatewayUnderTest,
} from '../../../apps/gateway/src/spec-kit/gateway-under-test.js';
import { PAYMENT_EVENTS, type PaymentEvent } from '../../../apps/reporting/src/payments/payments.fold.js';
import { payments } from '../../../apps/reporting/src/payments/payments.js';
import {
  RARE_PLAN,
  SettledStory,
  settledPlan,
} from '../../../apps/reporting/src/payments/settled-story.spec-kit.js';
import { logOf } from '../../../apps/reporting/src/teller.spec-kit.js';

const SEED = 20_261_128;
const STORIES = 20;
/** More than any story tells. */
const LOG = 500;

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startFilledLedger();
  await ledger.reach(LOG);
  gateway = await startGatewayUnderTest(ledger.url);
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Amount = { readonly amount: string; readonly currency: string };
interface Open {
  readonly creditorBank: string;
  readonly currency: string;
  readonly age: string;
  readonly obligations: number;
  readonly outstanding: Amount;
}
interface OpenShare extends Omit<Open, 'obligations' | 'currency'> {
  readonly obligationId: string;
  readonly positions: readonly number[];
}
interface Returned {
  readonly reason: string | null;
  readonly currency: string;
  readonly returns: number;
  readonly amount: Amount;
  readonly returned: Amount;
}
interface ReturnShare extends Omit<Returned, 'returns' | 'currency'> {
  readonly returnId: string;
  readonly positions: readonly number[];
}

const MONEY = '{ amount currency }';
const OPEN_SHARES = {
  list: 'openObligationShares',
  fields: `obligationId creditorBank age outstanding ${MONEY} positions`,
};
const RETURN_SHARES = {
  list: 'returnShares',
  fields: `returnId reason amount ${MONEY} returned ${MONEY} positions`,
};

/** In minor units: both currencies of a story that have any have two digits. */
const minorOf = ({ amount }: { readonly amount: string }) => BigInt(amount.replace('.', ''));
const sumOf = <One>(all: readonly One[], minor: (one: One) => bigint) =>
  all.reduce((sum, one) => sum + minor(one), 0n);

/** What a story tells, each event of which happened on some day, whenever it was told. */
function toldOf(plan: ConstructorParameters<typeof SettledStory>[0], days: readonly number[]) {
  const log = logOf(new SettledStory(plan)) as readonly PaymentEvent[];
  return log
    .filter(({ type }) => PAYMENT_EVENTS.includes(type))
    .map((event) => ({ ...event, occurredAt: instantOf(days[event.position % days.length] ?? 0) }));
}
function instantOf(day: number): string {
  return new Date(Date.parse('2026-01-01T12:00:00Z') + day * 86_400_000).toISOString();
}

/** Fills the read model as reporting does. */
async function fill(generation: number, events: readonly PaymentEvent[]): Promise<void> {
  const client = await ledger.owner.connect();
  for (let at = 0; at < events.length; at += 7)
    await payments.apply(events.slice(at, at + 7), { client, generation });
  client.release();
  await ledger.owner.query(`UPDATE reporting.projections SET generation = $1 WHERE name = 'payments'`, [
    generation,
  ]);
}

/** What an obligation comes to by the events that are told of it: another way to it than rows and cells. */
function owedBy(events: readonly PaymentEvent[], obligationId: string): bigint {
  return sumOf(events, ({ type, data }) => {
    if (type === 'ObligationArisen') return minorOf(data.amount);
    if (type === 'SettlementMatched') return -minorOf(data.settled);
    if (type === 'SettlementUnmatched') return minorOf(data.settled);
    if (type !== 'SettlementReturned') return 0n;
    return sumOf(
      data.takenBack.filter((part) => part.obligationId === obligationId),
      ({ settled }) => minorOf(settled),
    );
  });
}

/** What is drawn seldom, and a match that is taken back. */
const SELDOM: typeof RARE_PLAN = {
  ...RARE_PLAN,
  steps: RARE_PLAN.steps.flatMap((each, at) =>
    at > 0 ? [each] : [each, ...['match', 'unmatch'].map((kind) => ({ ...each, credit: 3, kind }))],
  ),
};

const asked = fc.record({
  plan: settledPlan,
  days: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 11, maxLength: 11 }),
  at: fc.array(
    fc.record({
      asOf: fc.nat({ max: 100 }),
      until: fc.option(fc.integer({ min: 10, max: 95 })),
      on: fc.constantFrom('2026-01-15', '2026-02-28', '2026-03-20', '2026-04-25', '2026-07-01'),
      months: fc.constantFrom(['2026-01', '2026-12'], ['2026-02', '2026-02'], ['2026-03', '2026-04']),
      first: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 5, maxLength: 5 },
  ),
});

it('whatever is paid, given back and withdrawn, the shares of all pages sum to each row of what is open and of what went back', async () => {
  const stories = fc.sample(asked, { seed: SEED, numRuns: STORIES });
  const [first] = stories;
  if (!first) throw new Error('no story');
  const whole = first.at.map((each) => ({ ...each, asOf: 100, until: null, months: ['2026-01', '2026-12'] }));
  const seen = new Set<string>();
  let generation = 2;
  for (const { plan, days, at } of [{ ...first, plan: SELDOM, at: whole }, ...stories]) {
    const events = toldOf(plan, days);
    const last = events.at(-1)?.position ?? 0;
    expect(last).toBeLessThanOrEqual(LOG);
    await fill(generation, events);
    generation += 1;
    for (const { asOf: percent, until: day, on, months, first } of at) {
      const asOf = Math.round((last * percent) / 100);
      const until = day === null ? null : instantOf(day);
      const happened = until === null ? '' : `, occurredUntil: "${until}"`;
      const figure = `payments(from: "${months[0]}", to: "${months[1]}", asOf: ${asOf}${happened})`;
      const known = events.filter(
        (event) => event.position <= asOf && (until === null || event.occurredAt <= until),
      );
      const toldBy = (positions: readonly number[]) => {
        const told = known.filter(({ position }) => positions.includes(position));
        // All were known, and had happened.
        expect(told.map(({ position }) => position)).toEqual(positions);
        return told;
      };

      const { openObligations: open, returns } = await figureOf<{
        readonly openObligations: readonly Open[];
        readonly returns: readonly Returned[];
      }>(
        gateway,
        figure,
        `openObligations(on: "${on}") { creditorBank currency age obligations outstanding ${MONEY} }
        returns { reason currency returns amount ${MONEY} returned ${MONEY} }`,
      );
      const openOn = { figure, ...OPEN_SHARES, args: `on: "${on}"` };
      const owed = await allPages<OpenShare>(gateway, openOn, first);
      const kindOf = (one: Open | OpenShare) => `${one.creditorBank} ${one.outstanding.currency} ${one.age}`;
      expect(new Set(owed.map(({ obligationId }) => obligationId)).size).toBe(owed.length);
      expect([...new Set(owed.map(kindOf))].sort()).toEqual(open.map(kindOf).sort());
      for (const row of open) {
        const own = owed.filter((share) => kindOf(share) === kindOf(row));
        expect(own.length).toBe(row.obligations);
        expect(sumOf(own, ({ outstanding }) => minorOf(outstanding))).toBe(minorOf(row.outstanding));
        seen.add(row.age).add(row.currency);
        if (own.length > 1) seen.add('several obligations of a row');
      }
      for (const { obligationId, outstanding, positions } of owed) {
        const told = toldBy(positions);
        expect(owedBy(told, obligationId)).toBe(minorOf(outstanding));
        for (const { type } of told) seen.add(`open by ${type}`);
      }

      const given = await allPages<ReturnShare>(gateway, { figure, ...RETURN_SHARES }, first);
      const reasonOf = (one: Returned | ReturnShare) => `${one.reason} ${one.amount.currency}`;
      expect(new Set(given.map(({ returnId }) => returnId)).size).toBe(given.length);
      expect([...new Set(given.map(reasonOf))].sort()).toEqual(returns.map(reasonOf).sort());
      for (const row of returns) {
        const own = given.filter((share) => reasonOf(share) === reasonOf(row));
        expect(own.length).toBe(row.returns);
        expect(sumOf(own, ({ amount }) => minorOf(amount))).toBe(minorOf(row.amount));
        expect(sumOf(own, ({ returned }) => minorOf(returned))).toBe(minorOf(row.returned));
        seen.add(`given back for ${row.reason}`).add(`given back in ${row.currency}`);
        if (own.length > 1) seen.add('several returns of a row');
      }
      for (const { amount, returned, positions } of given) {
        const told = toldBy(positions).flatMap((event) =>
          event.type === 'SettlementReturned' ? [event.data] : [],
        );
        expect(sumOf(told, (data) => minorOf(data.amount))).toBe(minorOf(amount));
        expect(sumOf(told, (data) => minorOf(data.returnedAmount))).toBe(minorOf(returned));
        if (told.length > 1) seen.add('a return in two steps');
        if (told.length < positions.length) seen.add('told further later');
      }

      if (open.length === 0) seen.add('nothing open');
      if (returns.length === 0) seen.add('nothing given back');
      if (known.some(({ type }) => type === 'InvoiceWithdrawn')) seen.add('withdrawn');
      seen.add(until === null ? 'whatever is known' : 'by an instant');
    }
  }
  const ways = [
    ...['NOT_DUE', 'DAYS_1_30', 'DAYS_31_60', 'DAYS_61_90', 'OVER_90', 'USD', 'PKR', 'KZT'],
    ...['ObligationArisen', 'SettlementMatched', 'SettlementUnmatched', 'SettlementReturned'].map(
      (type) => `open by ${type}`,
    ),
    ...['null', 'AC04', 'CUST'].map((reason) => `given back for ${reason}`),
    ...['USD', 'PKR', 'KZT'].map((currency) => `given back in ${currency}`),
    ...[
      'several obligations of a row',
      'several returns of a row',
      'a return in two steps',
      'told further later',
    ],
    ...['nothing open', 'nothing given back', 'withdrawn', 'whatever is known', 'by an instant'],
  ];
  expect(ways.filter((way) => !seen.has(way))).toEqual([]);
}, 180_000);
