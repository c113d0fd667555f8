import fc from 'fast-check';
import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addPassage } from '../spec-kit/passage-rows.js';

const SEED = 20_261_127;
const PASSAGES = 200;
const HOUR_MS = 3_600_000;

const minutes = fc.integer({ min: 0, max: 4_000 });
const passage = fc.record({
  out: fc.constantFrom('PKTOR', 'PKCMN', 'PKPEW', 'PKTOR'),
  into: fc.constantFrom('AFRKH', 'AFSBK', 'AFKBL', 'AFRKH'),
  mode: fc.constantFrom('road', 'rail', 'air', null),
  beganMs: fc.integer({ min: 0, max: 80 * 24 }).map((hours) => hours * HOUR_MS),
  stays: fc.tuple(minutes, minutes, minutes),
  standing: fc.constantFrom('complete', 'complete', 'complete', 'incomplete', 'anomaly', 'open'),
  costs: fc.array(
    fc.record({
      location: fc.constantFrom('PKTOR', 'AFRKH', 'PKCMN', 'AFKBL'),
      cents: fc.integer({ min: 1, max: 10_000 }),
      kind: fc.constantFrom('tolls', 'loading', 'escort'),
      receipted: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
});

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startFilledLedger();
  let position = 0;
  for (const [index, one] of fc.sample(passage, { numRuns: PASSAGES, seed: SEED }).entries()) {
    const ms = Date.UTC(2026, 0, 10) + one.beganMs;
    const [first, between, second] = one.stays;
    const at = (after: number) => new Date(ms + after * 60_000).toISOString();
    const [left, came, gone] = [first, first + between, first + between + second];
    position = await ledger.event();
    await addPassage(ledger, {
      of: index,
      known: [position],
      mode: one.mode,
      out: [one.out, at(0), at(left)],
      into: [
        one.into,
        at(came),
        one.standing === 'open' || one.standing === 'incomplete' ? null : at(gone),
        one.standing,
      ],
    });
    for (const { location, cents, kind, receipted } of one.costs) {
      position = await ledger.event();
      await ledger.insert('reporting.transport_costs', {
        generation: 1,
        position,
        cost_id: consignmentId(1_000 + position),
        consignment_id: consignmentId(index),
        reference: `receipt ${position}`,
        kind,
        location,
        currency: 'USD',
        amount_minor: cents,
        usd_cents: cents,
        receipted,
        recorded_by: 'demo-carrier',
        paid_at: at(left),
        demo: false,
      });
    }
  }
  await ledger.reach(position);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

interface Time {
  readonly n: number;
  readonly incomplete: number;
  readonly anomalies: number;
  readonly seconds: string;
}
interface Visit {
  readonly arrivedAt: string | null;
  readonly departedAt: string | null;
}
interface Crossing {
  readonly seconds: string;
  readonly standing: string;
  readonly leaves: Visit;
  readonly enters: Visit;
}
interface Cost {
  readonly n: number;
  readonly total: { readonly amount: string };
}
const ms = (seconds: string): number => Number(seconds.replace('.', ''));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const timeOf = ({ n, incomplete, anomalies, seconds }: Time) => [n, incomplete, anomalies, ms(seconds)];
const together = (times: readonly Time[]) =>
  [0, 1, 2, 3].map((at) => sum(times.map((one) => timeOf(one)[at] ?? 0)));
const YEAR = 'from: "2026-01", to: "2026-12"';

it('the time of all crossings is that of each way, of each month, and of the crossings that explain it, whose sides are parts of them', async () => {
  const time = '{ n incomplete anomalies seconds }';
  const visit = '{ arrivedAt departedAt }';
  const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];
  const { data, errors } = await gateway.ask(`{
    all: borderCrossings(${YEAR}) { n incomplete anomalies seconds byCrossing ${time}
      crossings(first: 500) { edges { node { seconds standing leaves ${visit} enters ${visit} } } } }
    ${months.map((month, index) => `m${index}: borderCrossings(from: "${month}", to: "${month}") ${time}`).join('\n')}
  }`);
  expect(errors).toEqual([]);
  type All = Time & { byCrossing: Time[]; crossings: { edges: { node: Crossing }[] } };
  const { all, ...byMonth } = data as { all: All } & Record<string, Time>;
  const crossings = all.crossings.edges.map(({ node }) => node);
  expect(all.n).toBeGreaterThan(10);
  expect(all.incomplete).toBeGreaterThan(5);
  expect(together(all.byCrossing)).toEqual(timeOf(all));
  expect(together(Object.values(byMonth) as readonly Time[])).toEqual(timeOf(all));
  const standing = (word: string) => crossings.filter((one) => one.standing === word).length;
  expect([
    standing('COMPLETE'),
    standing('INCOMPLETE'),
    standing('ANOMALY'),
    sum(crossings.map(({ seconds }) => ms(seconds))),
  ]).toEqual(timeOf(all));
  for (const { leaves, enters, seconds } of crossings.filter((one) => one.standing === 'COMPLETE')) {
    const stay = ({ arrivedAt, departedAt }: Visit) =>
      Date.parse(departedAt ?? '') - Date.parse(arrivedAt ?? '');
    expect(stay(leaves) + stay(enters)).toBeLessThanOrEqual(ms(seconds));
  }
});

it('what was paid at all crossings is what was paid at each way, for each thing, and by the costs that explain it', async () => {
  const cost = '{ n total { amount } }';
  const { data, errors } = await gateway.ask(`{ borderCosts(${YEAR}) {
    n total { amount } unreceipted { amount }
    byCrossing { n total { amount } leaves ${cost} enters ${cost} } byKind ${cost}
    costs(first: 500) { edges { node { amountUsd { amount } receipted } } } } }`);
  expect(errors).toEqual([]);
  type All = Cost & {
    unreceipted: { amount: string };
    byCrossing: (Cost & { leaves: Cost; enters: Cost })[];
    byKind: Cost[];
    costs: { edges: { node: { amountUsd: { amount: string }; receipted: boolean } }[] };
  };
  const { borderCosts: all } = data as { borderCosts: All };
  const cents = ({ amount }: { readonly amount: string }): number => Number(amount.replace('.', ''));
  const paid = (costs: readonly Cost[]) => sum(costs.map(({ total }) => cents(total)));
  const costs = all.costs.edges.map(({ node }) => node);
  expect(costs.length).toBeGreaterThan(10);
  expect(sum(all.byCrossing.map(({ n }) => n))).toBe(all.n);
  for (const whole of [
    paid(all.byCrossing),
    paid(all.byCrossing.flatMap(({ leaves, enters }) => [leaves, enters])),
    paid(all.byKind),
    sum(costs.map(({ amountUsd }) => cents(amountUsd))),
  ])
    expect(whole).toBe(cents(all.total));
  const without = costs.filter(({ receipted }) => !receipted);
  expect(sum(without.map(({ amountUsd }) => cents(amountUsd)))).toBe(cents(all.unreceipted));
});
