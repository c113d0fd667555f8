import fc from 'fast-check';
import { foldServices, type ServiceEventOfLog, type ServiceKnowledge } from './services.fold.js';

const SEED = 20_261_127;

const step = fc.record({
  kind: fc.constantFrom('declare', 'declare', 'split', 'amend', 'dispatch'),
  of: fc.nat(20),
  kg: fc.integer({ min: 2, max: 900 }),
  share: fc.integer({ min: 1, max: 99 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Goods that nothing was split from since. */
interface Leaf {
  readonly id: string;
  kg: number;
  left: boolean;
}

/** What random lives tell, and what has to weigh so much behind each event: all goods, and those that left. */
function livesOf(steps: readonly Step[]) {
  const events: ServiceEventOfLog[] = [];
  const sums: { all: number; left: number }[] = [];
  const leaves: Leaf[] = [];
  let [all, gone, ids] = [0, 0, 0];
  const tell = (type: string, data: object) => {
    const position = events.length + 1;
    const event = { type, position, occurredAt: '2026-05-04T10:00:00+05:00', demo: false, data };
    events.push(event as unknown as ServiceEventOfLog);
    sums.push({ all, left: gone });
  };
  const lines = (kg: number) => [
    { hs6: '080450', netMassKg: String(kg) },
    { hs6: '630260', netMassKg: '5' },
  ];
  const declare = (kg: number, left: boolean, partOf?: string) => {
    ids += 1;
    leaves.push({ id: `c${ids}`, kg, left });
    const route = { origin: 'PKLYP', destination: 'KZALA' };
    const whole = partOf !== undefined && { partOf };
    tell('ConsignmentDeclared', { consignmentId: `c${ids}`, ...route, lines: lines(kg), ...whole });
    // Parts of what is on its way leave with it, in name alone.
    if (left) tell('ConsignmentDispatched', { consignmentId: `c${ids}` });
  };
  for (const { kind, of, kg, share } of steps) {
    const leaf = leaves[of % Math.max(1, leaves.length)];
    if (kind === 'declare' || !leaf) {
      all += kg;
      declare(kg, false);
    } else if (kind === 'dispatch') {
      if (leaf.left) continue;
      leaf.left = true;
      gone += leaf.kg;
      tell('ConsignmentDispatched', { consignmentId: leaf.id });
    } else if (kind === 'amend') {
      all += kg - leaf.kg;
      if (leaf.left) gone += kg - leaf.kg;
      leaf.kg = kg;
      tell('ConsignmentAmended', { consignmentId: leaf.id, lines: lines(kg) });
    } else {
      const first = Math.max(1, Math.floor((leaf.kg * share) / 100));
      if (first >= leaf.kg) continue;
      leaves.splice(leaves.indexOf(leaf), 1);
      declare(first, leaf.left, leaf.id);
      declare(leaf.kg - first, leaf.left, leaf.id);
    }
  }
  return { events, sums };
}

const nothing = (): ServiceKnowledge => ({ services: new Map(), carriages: new Map(), goods: new Map() });
type Weighed = { readonly position: number; readonly consignment_id: string; readonly critical_kg: string };

/** The last row of each consignment up to a position, summed. */
function sumAt(rows: readonly Weighed[], position: number): number {
  const newest = new Map<string, string>();
  for (const row of rows) if (row.position <= position) newest.set(row.consignment_id, row.critical_kg);
  return [...newest.values()].reduce((sum, kg) => sum + Number(kg), 0);
}

it('whatever was split and amended, what goods weigh and what left sum to what was told, at every position and in batches of any size', () => {
  let splits = 0;
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 3, maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      (steps, size) => {
        const { events, sums } = livesOf(steps);
        const facts = foldServices(events, nothing());
        sums.forEach(({ all, left }, index) => {
          expect(sumAt(facts.masses, index + 1)).toBe(all);
          expect(sumAt(facts.dispatches, index + 1)).toBe(left);
        });
        const known = nothing();
        const batches = [];
        for (let at = 0; at < events.length; at += size)
          batches.push(foldServices(events.slice(at, at + size), known));
        expect(batches.flatMap(({ masses }) => masses)).toEqual(facts.masses);
        expect(batches.flatMap(({ dispatches }) => dispatches)).toEqual(facts.dispatches);
        expect(batches.flatMap(({ parts }) => parts)).toEqual(facts.parts);
        splits += facts.parts.length;
      },
    ),
    { seed: SEED, numRuns: 300 },
  );
  expect(splits).toBeGreaterThan(500);
});
