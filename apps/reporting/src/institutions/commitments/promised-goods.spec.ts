import { type GoodsState, stageValues, type ValuedLine } from '@corridor/domain';
import fc from 'fast-check';
import { foldRealisation } from './realisation.fold.js';
import { cents, idOf, lineOf, nothingKnown, PROMISE, Telling, usd } from './realisation.spec-kit.js';

const SEED = 20_261_126;
const GOODS = idOf(10);

/** Towels of 60.00, and cotton yarn of 40.00. */
function mixed(hsCodes: string[]): Telling {
  const told = new Telling();
  told.announce({ hsCodes });
  const towels = lineOf(usd('60.00'), '100');
  const yarn = { ...lineOf(usd('40.00'), '10'), lineNumber: 2, hs6: '520512' };
  told.declareLines(GOODS, [towels, yarn]);
  told.link(GOODS);
  told.dispatch(GOODS);
  told.deliver(GOODS);
  told.pay(GOODS, idOf(30), '100.00', '50.00', '0.00');
  return told;
}

it.each([
  [['6302'], 6_000],
  [['52'], 4_000],
  [['520512', '63'], 10_000],
  [['520513'], 0],
  [[], 10_000],
])('of what serves a promise of %j, goods of %i cents count at each stage', (hsCodes, value) => {
  const sums = cents(foldRealisation(mixed(hsCodes).events, nothingKnown()).facts);
  const stages = ['shipped', 'delivered-uncleared', 'paid'];
  expect(stages.map((stage) => sums[stage] ?? 0)).toEqual([value, value, value]);
});

it('counts others of them where the promise is revised', () => {
  const told = mixed(['6302']);
  const terms = {
    title: 'Yarn',
    kind: 'memorandum',
    parties: [{ part: 'seller' as const, name: 'x', country: 'PK', ownership: 'private' as const }],
    sector: 'textiles',
    hsCodes: ['52'],
    value: usd('1000.00'),
    valueUsd: usd('1000.00'),
  } as const;
  const revised = told.tell('CommitmentRevised', {
    commitmentId: PROMISE,
    terms: { ...terms, parties: [...terms.parties], hsCodes: ['52'] },
    reason: 'x',
    source: 'x',
  });
  const { facts } = foldRealisation(told.events, nothingKnown());
  expect(cents(facts, revised - 1)).toMatchObject({
    shipped: 6_000,
    'delivered-uncleared': 6_000,
    paid: 6_000,
  });
  expect(cents(facts)).toMatchObject({ shipped: 4_000, 'delivered-uncleared': 4_000, paid: 4_000 });
});

it('what was promised and what was not come to all of the goods', () => {
  const CODES = ['630260', '520512', '100630'];
  const line = fc.record({
    hs6: fc.constantFrom(...CODES),
    minor: fc.integer({ min: 1, max: 99_999 }).map(String),
  });
  const stories = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 6 }),
    promised: fc.subarray(CODES, { minLength: 1, maxLength: 2 }),
    paid: fc.integer({ min: 0, max: 99_999 }),
  });
  fc.assert(
    fc.property(stories, ({ lines, promised, paid }) => {
      const since = { position: 1, on: '2026-03-02' };
      const told = lines.map(
        (each, nth): ValuedLine => ({ line: nth + 1, quantity: '1', unit: 'NAR', currency: 'USD', ...each }),
      );
      const state: GoodsState = {
        goods: { [GOODS]: { lines: told, dispatched: since, delivered: since } },
        customs: { d: { consignmentId: GOODS, flow: 'import', homeUse: true, lines: told, cleared: since } },
        paid: {
          i: { consignmentId: GOODS, amount: { minor: '99999', currency: 'USD' }, paid: String(paid), since },
        },
      };
      const valuesOf = (hsCodes: readonly string[]) =>
        new Map(
          [
            ...stageValues(state, {
              currency: 'USD',
              prices: [],
              rates: [],
              hsCodes,
              announcedOn: '2026-02-04',
              ofServices: false,
            }).values(),
          ].map(({ stage, usd: value }) => [stage, value]),
        );
      const [all, one, other] = [
        valuesOf([]),
        valuesOf(promised),
        valuesOf(CODES.filter((code) => !promised.includes(code))),
      ];
      for (const [stage, value] of all) {
        const both = (one.get(stage) ?? 0n) + (other.get(stage) ?? 0n);
        // A payment is shared by proportion, and each share is rounded.
        const off = both - value;
        expect([stage, stage === 'paid' ? off >= -1n && off <= 1n : off === 0n]).toEqual([stage, true]);
      }
    }),
    { seed: SEED },
  );
});
