import fc from 'fast-check';
import { cellId, foldCells } from '../cells/cells.fold.js';
import { Story } from '../story.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';
import { declaredChangesOf, TRADE_CELLS, type TradeCell, type TradeCut } from './trade-cells.fold.js';
import type { TradeFact } from './trade-facts.fold.js';
import { cellsBy, changesOf, foldAll } from './trade-facts.spec-kit.js';

const CODES = ['520100', '520300', '300490', '847130', '100630'] as const;
const goods = fc.array(
  fc.record({
    hs6: fc.constantFrom(...CODES),
    cents: fc.integer({ min: 1, max: 9_999_999 }),
    origin: fc.constantFrom('PK', 'KZ', 'CN'),
  }),
  { minLength: 1, maxLength: 3 },
);
const life = fc.record({
  flow: fc.constantFrom('export', 'import'),
  month: fc.integer({ min: 1, max: 3 }),
  office: fc.constantFrom('PKKHI', 'PKBQM'),
  first: goods,
  second: goods,
  /** Whether it is dispatched before its clearance, behind it and before it is corrected, behind that, or not. */
  dispatched: fc.constantFrom('first', 'then', 'last', 'no'),
  carried: fc.constantFrom('road', 'road and sea', 'sea and rail'),
  end: fc.constantFrom('stays', 'amended', 'invalidated', 'cancelled', 'amended and cancelled'),
});
type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

const linesOf = (told: Life['first']) =>
  told.map(({ hs6, cents, origin }, at) => line(at + 1, hs6, (cents / 100).toFixed(2), origin));

/** From Faisalabad by Karachi and Bandar Abbas, as far as it is told. */
function carry(told: Story, id: number, carried: Life['carried']): void {
  told.dispatch(id, '2026-04-01T10:00:00+05:00');
  const change = (from: 'road' | 'sea', to: 'sea' | 'rail', location: string, at: string) =>
    told.step(id, at, { type: 'TransloadConsignment', data: { location, from, to } });
  if (carried === 'road') return;
  change('road', 'sea', 'PKKHI', '2026-04-02T10:00:00+05:00');
  if (carried === 'sea and rail') change('sea', 'rail', 'IRBND', '2026-04-03T10:00:00+05:00');
}

/** All are cleared first; what becomes of them is told in between each other. */
function storyOf(lives: readonly Life[]): Story {
  const told = new Story();
  lives.forEach(({ flow, month, office, first, dispatched, carried }, at) => {
    const [id, day] = [10 * (at + 1), `2026-0${month}-10`];
    told.declare(id, linesOf(first), `${day}T09:00:00+05:00`);
    if (dispatched === 'first') carry(told, id, carried);
    told.lodge(id + 1, id, flow, linesOf(first), `${day}T10:00:00+05:00`, {
      reporter: 'PK',
      customsOffice: office,
    });
    told.clear(id + 1, day, `${day}T11:00:00+05:00`);
  });
  lives.forEach(({ flow, second, end, dispatched, carried }, at) => {
    const id = 10 * (at + 1);
    if (dispatched === 'then') carry(told, id, carried);
    if (end.startsWith('amended')) told.correct(id + 1, linesOf(second), '2026-05-01T10:00:00+05:00');
    if (end === 'invalidated' && flow === 'export') told.invalidate(id + 1, '2026-05-02T10:00:00+05:00');
  });
  lives.forEach(({ end, dispatched, carried }, at) => {
    if (dispatched === 'last') carry(told, 10 * (at + 1), carried);
    // What is on its way cannot be cancelled.
    if (end.endsWith('cancelled') && dispatched === 'no')
      told.cancel(10 * (at + 1), '2026-05-03T10:00:00+05:00');
  });
  return told;
}

const AMOUNTS = ['exports', 're_exports', 'imports'] as const;
type Amount = (typeof AMOUNTS)[number];

const counts: Readonly<Record<Amount, (fact: TradeFact) => boolean>> = {
  exports: ({ flow }) => flow === 'export',
  re_exports: ({ flow, country_of_origin, reporter }) => flow === 'export' && country_of_origin !== reporter,
  imports: ({ flow }) => flow === 'import',
};
/** The key of a fact in each cut, said once more and by itself. */
type DeclaredCut = Exclude<TradeCut, 'mode' | 'port' | 'route'>;
const keyOf: Readonly<Record<DeclaredCut, (fact: TradeFact) => string>> = {
  total: () => '',
  sector: (fact) => fact.sector,
  chapter: ({ hs6 }) => `${hs6[0]}${hs6[1]}`,
  subheading: ({ hs6 }) => hs6,
  office: (fact) => fact.customs_office,
};
const TRADE_CUTS = [...(Object.keys(keyOf) as DeclaredCut[]), 'mode', 'port', 'route'] as const;

const idOf = (cell: TradeCell) => cellId(TRADE_CELLS, cell);

/** The last row of each cell up to a position. */
function asOf(cells: readonly TradeCell[], position: number): readonly TradeCell[] {
  const last = new Map(cells.filter((cell) => cell.position <= position).map((cell) => [idOf(cell), cell]));
  return [...last.values()];
}

const lives = fc.array(life, { minLength: 1, maxLength: 6 });

it('each cell is, as of each position, the sum of its facts up to it', () => {
  fc.assert(
    fc.property(lives, (told) => {
      const { facts } = foldAll(storyOf(told));
      const cells = cellsBy(facts.flatMap(declaredChangesOf));
      for (const position of new Set(facts.map((fact) => fact.position))) {
        const before = facts.filter((fact) => fact.position <= position);
        const standing = asOf(cells, position);
        for (const cell of standing) {
          const own = before.filter(
            (fact) =>
              fact.partner === cell.partner &&
              fact.month === cell.month &&
              keyOf[cell.cut as DeclaredCut](fact) === cell.key,
          );
          expect(own.length).toBeGreaterThan(0);
          expect(cell.first_position).toBe(own[0]?.position);
          for (const amount of AMOUNTS) {
            const sum = own
              .filter(counts[amount])
              .reduce((cents, fact) => cents + BigInt(fact.value_usd_cents), 0n);
            expect(BigInt(cell[amount])).toBe(sum);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('every cut summed over its keys is the total, as of each position', () => {
  fc.assert(
    fc.property(lives, (told) => {
      const story = storyOf(told);
      const { facts } = foldAll(story);
      const cells = cellsBy(changesOf(story));
      for (const position of new Set(cells.map((cell) => cell.position))) {
        const standing = asOf(cells, position);
        for (const amount of AMOUNTS) {
          const all = facts
            .filter((fact) => fact.position <= position && counts[amount](fact))
            .reduce((cents, fact) => cents + BigInt(fact.value_usd_cents), 0n);
          for (const cut of TRADE_CUTS) {
            const sum = standing
              .filter((cell) => cell.cut === cut)
              .reduce((cents, cell) => cents + BigInt(cell[amount]), 0n);
            expect(`${cut} ${sum}`).toBe(`${cut} ${all}`);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('is the same however the log is cut into batches', () => {
  fc.assert(
    fc.property(lives, fc.nat(), (told, at) => {
      const changes = changesOf(storyOf(told));
      const positions = [0, ...new Set(changes.map(({ position }) => position))];
      const cut = positions[at % positions.length] ?? 0;
      const whole = cellsBy(changes);
      const first = cellsBy(changes.filter(({ position }) => position <= cut));
      const memory = new Map(asOf(first, cut).map((cell) => [idOf(cell), cell]));
      const second = foldCells(
        TRADE_CELLS,
        changes.filter(({ position }) => position > cut),
        memory,
      );
      const order = (rows: readonly TradeCell[]) =>
        rows.map((row) => JSON.stringify(row)).sort((a, b) => (a < b ? -1 : 1));
      expect(order([...first, ...second])).toEqual(order(whole));
    }),
    { numRuns: 60 },
  );
});
