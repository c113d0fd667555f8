import fc from 'fast-check';
import { addConsignment, consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addHold } from '../spec-kit/hold-rows.js';

const SEED = 20_261_126;
const CONSIGNMENTS = 4;
const BEGIN_MS = Date.UTC(2099, 0, 10);

const hold = fc.record({
  consignment: fc.integer({ min: 1, max: CONSIGNMENTS }),
  fromMs: fc.integer({ min: 0, max: 40 * 86_400_000 }),
  lastMs: fc.option(fc.integer({ min: 0, max: 9 * 86_400_000 })),
  reason: fc.constantFrom('inspection', 'documents'),
});

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
let last = 0;
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let number = 1; number <= CONSIGNMENTS; number += 1) await addConsignment(ledger, { number });
  const instant = (ms: number) => new Date(BEGIN_MS + ms).toISOString();
  for (const { consignment, fromMs, lastMs, reason } of fc.sample(hold, { numRuns: 60, seed: SEED })) {
    const to = lastMs === null ? {} : { to: instant(fromMs + lastMs) };
    await addHold(ledger, { consignment, from: instant(fromMs), reason, ...to });
  }
  last = await ledger.event({ recordedAt: '2099-03-01T00:00:00Z' });
  await ledger.reach(last);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

interface Told {
  readonly seconds: string;
}
/** In milliseconds, exactly. */
const sum = (told: readonly Told[]): number =>
  told.reduce((total, { seconds }) => total + Number(seconds.replace('.', '')), 0);

it('the figure of all months is what the consignments and its own shares come to, and so is that of each month', async () => {
  const ids = Array.from({ length: CONSIGNMENTS }, (_, index) => consignmentId(index + 1));
  const { data, errors } = await gateway.ask(`{
    all: daysHeld(from: "2099-01", to: "2099-12") {
      seconds holds shares(first: 500) { edges { node { seconds } } } byReason { seconds }
    }
    january: daysHeld(from: "2099-01", to: "2099-01") { seconds }
    february: daysHeld(from: "2099-02", to: "2099-02") { seconds }
    march: daysHeld(from: "2099-03", to: "2099-03") { seconds }
    ${ids.map((id, index) => `c${index}: consignment(id: "${id}") { daysHeld { seconds } }`).join('\n')}
  }`);
  expect(errors).toEqual([]);
  type Figure = Told & {
    holds: number;
    shares: { edges: { node: Told }[] };
    byReason: Told[];
  };
  const { all, january, february, march, ...rest } = data as Record<
    'all' | 'january' | 'february' | 'march',
    Figure
  >;
  const total = sum([all]);
  expect(all.holds).toBe(60);
  expect(total).toBeGreaterThan(0);
  // Each consignment was added up in the gateway, the figure in the database.
  const consignments = Object.values(rest as Record<string, { daysHeld: Told }>);
  expect(consignments).toHaveLength(CONSIGNMENTS);
  expect(sum(consignments.map(({ daysHeld }) => daysHeld))).toBe(total);
  expect(sum(all.shares.edges.map(({ node }) => node))).toBe(total);
  expect(sum([january, february, march])).toBe(total);
  // They overlap, and so do the reasons.
  expect(sum(all.byReason)).toBeGreaterThan(total);
});
