import fc from 'fast-check';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { addConduct, addFirm, type ConductFact } from '../../spec-kit/firm-rows.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';

const SEED = 20_261_129;
const TODAY = '2026-03-31';
/** `YYYY-MM-DD` so many days before {@link TODAY}. */
const before = (days: number) => new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10);
/** From 31 March 2023 on, both included. */
const YEARS_3_DAYS = 1096;

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let position = 1; position <= 60; position += 1)
    await ledger.event({ recordedAt: `${TODAY}T08:00:00Z` });
  await ledger.reach(60);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const fact = fc.record({
  part: fc.constantFrom('delivery', 'payment', 'customs', 'dispute'),
  case: fc.nat(6),
  outcome: fc.constantFrom('open', 'success', 'success', 'failure', 'none'),
  due: fc.option(fc.integer({ min: -5, max: 1500 })),
  because: fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom('not-bound', 'own-word', 'told-late') },
  ),
  on: fc.oneof(fc.nat(1200), fc.integer({ min: YEARS_3_DAYS - 1, max: YEARS_3_DAYS + 1 })),
});
type Fact = typeof fact extends fc.Arbitrary<infer Value> ? Value : never;

const factsOf = (drawn: readonly Fact[]): readonly ConductFact[] =>
  drawn.map(({ part, case: of, outcome, due, on, because }, index) => ({
    part,
    caseId: `${part}-${of}`,
    position: index + 2,
    outcome,
    ...(due !== null && { due: before(due) }),
    ...(because !== null && { because }),
    ...((outcome === 'success' || outcome === 'failure') && { on: before(on) }),
  }));

/** The cases that count, a second way: all facts of each case gone through in their order, in memory. */
function countedOf(drawn: readonly Fact[], asOf: number): ReadonlyMap<string, boolean> {
  const last = new Map<string, Fact>();
  drawn.forEach((told, index) => {
    if (index + 2 <= asOf) last.set(`${told.part}-${told.case}`, told);
  });
  const counted = new Map<string, boolean>();
  for (const [id, { outcome, due, on, because }] of last) {
    // Nobody stands behind it.
    if (because !== null) continue;
    if (outcome === 'open' && due !== null && due > 0) counted.set(id, false);
    if ((outcome === 'success' || outcome === 'failure') && on <= YEARS_3_DAYS)
      counted.set(id, outcome === 'success');
  }
  return counted;
}

/** In hundredths, by fractions over one denominator that is the same for every score. */
function scoreOf(counted: ReadonlyMap<string, boolean>): number | null {
  if (counted.size < 5) return null;
  let sum = 0;
  for (const [part, weight] of [
    ['delivery', 30],
    ['payment', 30],
    ['customs', 20],
    ['dispute', 20],
  ] as const) {
    const cases = [...counted].filter(([id]) => id.startsWith(part)).map(([, success]) => success);
    // No part has more than seven cases: n + 4 divides 4 × 5 × 6 × 7 × 8 × 9 × 10 × 11.
    sum += (weight * (cases.filter(Boolean).length + 2) * 6_652_800) / (cases.length + 4);
  }
  const [whole, rest] = [Math.floor((sum * 100) / 6_652_800), (sum * 100) % 6_652_800];
  const half = 6_652_800 / 2;
  return rest > half || (rest === half && whole % 2 === 1) ? whole + 1 : whole;
}

it('whatever was told, the score is that of the cases that count, and the cases that explain it are these', async () => {
  let firms = 0;
  let scored = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fact, { minLength: 4, maxLength: 40 }),
      fc.integer({ min: 4, max: 45 }),
      async (drawn, asOf) => {
        firms += 1;
        const id = `firm-${firms}`;
        await addFirm(ledger, id, 1);
        for (const told of factsOf(drawn)) await addConduct(ledger, id, told);
        const { data, errors } = await gateway.ask(
          `{ firm(participantId: "${id}", asOf: ${asOf}) { trust { score cases(first: 500) { edges { node { caseId success confirmed } } } } } }`,
        );
        expect(errors).toEqual([]);
        const { trust } = (
          data as {
            firm: {
              trust: {
                score: string | null;
                cases: { edges: { node: { caseId: string; success: boolean; confirmed: boolean } }[] };
              };
            };
          }
        ).firm;
        const counted = countedOf(drawn, asOf);
        const explained = new Map(
          trust.cases.edges.flatMap(({ node }) =>
            node.confirmed ? [[node.caseId, node.success] as const] : [],
          ),
        );
        expect(explained).toEqual(counted);
        const expected = scoreOf(counted);
        expect(trust.score === null ? null : Math.round(Number(trust.score) * 100)).toBe(expected);
        if (expected !== null) scored += 1;
      },
    ),
    { seed: SEED, numRuns: 80 },
  );
  expect(scored).toBeGreaterThan(20);
}, 120_000);
