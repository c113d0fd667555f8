import fc from 'fast-check';
import { foldRealisation } from './realisation.fold.js';
import { cents, idOf, nothingKnown, Telling, usd } from './realisation.spec-kit.js';

const SEED = 20_261_126;

/** Goods of so many pieces, whole or split again; what customs says of each node, if anything. */
interface Node {
  readonly pieces: number;
  readonly parts: readonly Node[];
}

/** Up to three deep. */
const nodes = (pieces: number, depth: number): fc.Arbitrary<Node> => {
  const leaf = fc.constant<Node>({ pieces, parts: [] });
  if (depth === 0 || pieces < 3) return leaf;
  const split = fc
    .integer({ min: 1, max: pieces - 2 })
    .chain((first) =>
      fc
        .integer({ min: 1, max: pieces - first - 1 })
        .chain((second) =>
          fc.tuple(
            nodes(first, depth - 1),
            nodes(second, depth - 1),
            nodes(pieces - first - second, depth - 1),
          ),
        ),
    )
    .map((parts): Node => ({ pieces, parts }));
  return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 4, arbitrary: split });
};

interface Told {
  readonly id: number;
  readonly node: Node;
  readonly partOf: number | undefined;
}

function flat(node: Node): readonly Told[] {
  const all: Told[] = [];
  const walk = (each: Node, partOf: number | undefined) => {
    // Ids that do not follow the order of the parts.
    const id = 10 + ((all.length * 37) % 89);
    all.push({ id, node: each, partOf });
    for (const part of each.parts) walk(part, id);
  };
  walk(node, undefined);
  return all;
}

it('the parts of parts come to what customs says of their wholes, whichever was cleared, delivered and told first', () => {
  let nested = 0;
  const stories = nodes(60, 3).chain((tree) => {
    const all = flat(tree);
    return fc.record({
      all: fc.constant(all),
      // Two declarations of the top, of so many of its pieces, and where each leaf's own would be.
      first: fc.integer({ min: 1, max: 59 }),
      values: fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 99_999 })),
      order: fc.shuffledSubarray(
        all.flatMap(({ id, node }) => (node.parts.length === 0 ? [id] : [])),
        { minLength: all.filter(({ node }) => node.parts.length === 0).length },
      ),
      clearsLast: fc.boolean(),
      turned: fc.boolean(),
    });
  });
  fc.assert(
    fc.property(stories, ({ all, first, values, order, clearsLast, turned }) => {
      if (all.some(({ partOf }) => partOf !== undefined && partOf !== all[0]?.id)) nested += 1;
      const told = new Telling();
      told.announce({ hsCodes: [] });
      const [top] = all;
      if (!top) throw new Error('no goods');
      const topId = idOf(top.id);
      told.declare(topId, usd('600.00'), undefined, '60');
      told.link(topId);
      told.dispatch(topId);
      const amount = (nth: 0 | 1) => (values[nth] / 100).toFixed(2);
      const clear = () => {
        told.clear(topId, idOf(500), 'import', amount(0), '40', String(first));
        told.clear(topId, idOf(501), 'import', amount(1), '40', String(60 - first));
      };
      if (!clearsLast) clear();
      for (const { id, node } of all) {
        if (node.parts.length === 0) continue;
        told.tell('ConsignmentSplit', { consignmentId: idOf(id), location: 'UZTAS', parts: [] as never });
        const parts = all.filter(({ partOf }) => partOf === id);
        for (const part of turned ? [...parts].reverse() : parts) {
          told.declare(
            idOf(part.id),
            usd((part.node.pieces * 10).toFixed(2)),
            idOf(id),
            String(part.node.pieces),
          );
          told.dispatch(idOf(part.id));
        }
      }
      for (const id of order) told.deliver(idOf(id));
      if (clearsLast) clear();
      const { facts } = foldRealisation(told.events, nothingKnown());
      const cleared = values[0] + values[1];
      const { 'delivered-uncleared': left = 0, ...come } = cents(facts);
      expect(come).toEqual({ promised: 100_000, shipped: 60_000, cleared, delivered: cleared });
      expect(left).toBe(0);
    }),
    { seed: SEED, numRuns: 100 },
  );
  expect(nested).toBeGreaterThan(30);
});
