import { apportionUnits } from '@corridor/kernel';
import fc from 'fast-check';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { foldAll as foldTradeOf } from '../trade-facts/trade-facts.spec-kit.js';
import { foldCells, idOf, type MirrorCell } from './mirror-cells.fold.js';
import { foldMirror, type ShareChange } from './mirror-gap.fold.js';
import { foldAll, lineIn, mirrorEventsOf, noGoods, standingAt } from './mirror-gap.spec-kit.js';
import { MIRROR_CAUSES, MIRROR_SUMS, type MirrorShareRow } from './mirror-rows.js';

const goods = fc.array(
  fc.record({
    hs6: fc.constantFrom('520100', '540110', '300490'),
    cents: fc.integer({ min: 20_000, max: 9_999_999 }),
    origin: fc.constantFrom('PK', 'KZ', 'CN'),
  }),
  { minLength: 1, maxLength: 3 },
);
const word = fc.record({
  flow: fc.constantFrom('export', 'import'),
  reporter: fc.constantFrom('PK', 'KZ', 'KG'),
  destination: fc.constantFrom('PK', 'KZ', 'KG'),
  currency: fc.constantFrom('USD', 'PKR', 'KZT'),
  rate: fc.constantFrom('0.0036', '0.00351', '0.002'),
  month: fc.integer({ min: 1, max: 3 }),
  freight: fc.integer({ min: 0, max: 9_000 }),
  rule: fc.constantFrom('FOB', 'DAP', 'CFR'),
  lines: goods,
  amended: fc.option(goods),
  invalidated: fc.boolean(),
});
const life = fc.record({
  ofWhole: fc.array(word, { minLength: 1, maxLength: 3 }),
  split: fc.option(fc.array(fc.array(word, { maxLength: 2 }), { minLength: 2, maxLength: 3 })),
  cancelled: fc.boolean(),
});
type Word = typeof word extends fc.Arbitrary<infer Value> ? Value : never;
type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

const linesOf = (told: Word['lines'], currency: string) =>
  told.map(({ hs6, cents, origin }, at) => lineIn(currency, at + 1, hs6, (cents / 100).toFixed(2), origin));

function lodge(story: Story, id: number, of: number, told: Word): void {
  const { flow, reporter, destination, currency, rate, month, rule } = told;
  const day = `2026-0${month}-10`;
  story.lodge(id, of, flow as 'export' | 'import', linesOf(told.lines, currency), `${day}T10:00:00+05:00`, {
    reporter,
    customsOffice: `${reporter}KHI`,
    countryOfDestination: destination,
    incoterm: { rule: rule as 'FOB', place: 'Karachi' },
    charges: {
      freight: { amount: (told.freight / 100).toFixed(2), currency },
      insurance: { amount: '1.01', currency },
    },
  });
  story.clear(id, day, `${day}T11:00:00+05:00`, currency === 'USD' ? '1' : rate);
}

function mend(story: Story, id: number, { amended, currency, flow, invalidated }: Word): void {
  if (amended && currency === 'USD')
    story.correct(id, linesOf(amended, currency), '2026-05-01T10:00:00+05:00');
  if (invalidated && flow === 'export') story.invalidate(id, '2026-05-02T10:00:00+05:00');
}

/** Wholes and what of them is declared first; then what is split, declared of the parts, mended and called off. */
function storyOf(lives: readonly Life[]): Story {
  const story = new Story();
  const words = lives.map(({ ofWhole, split }, at) => {
    const whole = 100 * (at + 1);
    const parts = (split ?? []).map((told, part) => ({ id: whole + 10 * (part + 1), told }));
    return { whole, parts, all: [{ id: whole, told: ofWhole }, ...parts] };
  });
  for (const { whole, all } of words) {
    story.declare(whole, linesOf(WHOLE, 'USD'), '2026-01-01T09:00:00+05:00');
    for (const [at, told] of all[0]?.told.entries() ?? []) lodge(story, whole + at + 1, whole, told);
  }
  for (const { whole, parts } of words) {
    if (parts.length === 0) continue;
    const masses = apportionUnits(
      100n,
      parts.map((_, at) => BigInt(at + 1)),
    ).map(String);
    story.step(whole, '2026-04-01T09:00:00+05:00', {
      type: 'SplitConsignment',
      data: {
        location: 'UZTAS',
        parts: parts.map(({ id }, at) => ({
          consignmentId: uuid(id),
          lines: WHOLE.map((_, line) => ({
            lineNumber: line + 1,
            quantity: masses[at] ?? '',
            netMassKg: masses[at] ?? '',
          })),
        })),
      },
    });
    for (const { id, told } of parts)
      for (const [at, one] of told.entries()) lodge(story, id + at + 1, id, one);
  }
  for (const { all } of words)
    for (const { id, told } of all) for (const [at, one] of told.entries()) mend(story, id + at + 1, one);
  lives.forEach(({ cancelled, split }, at) => {
    if (cancelled && !split) story.cancel(100 * (at + 1), '2026-05-03T10:00:00+05:00');
  });
  return story;
}
const WHOLE: Word['lines'] = (['520100', '540110', '300490'] as const).map((hs6) => ({
  hs6,
  cents: 100_000,
  origin: 'PK',
}));

const lives = fc.array(life, { minLength: 1, maxLength: 3 });
const placeOf = ({ exporter, importer, month, chapter }: MirrorShareRow) =>
  `${exporter} ${importer} ${month} ${chapter}`;
const totalOf = (shares: readonly MirrorShareRow[], sum: (typeof MIRROR_SUMS)[number]) =>
  shares.reduce((cents, share) => cents + BigInt(share[sum]), 0n);
const positionsOf = (changes: readonly ShareChange[]) => new Set(changes.map(({ position }) => position));

it('the causes sum to imports less exports, of each pair at each place, which are those of bilateral trade, as of each position', () => {
  fc.assert(
    fc.property(lives, (told) => {
      const story = storyOf(told);
      const changes = foldAll(story);
      const { facts } = foldTradeOf(story);
      for (const { share } of changes) {
        const causes = MIRROR_CAUSES.reduce((cents, cause) => cents + BigInt(share[cause]), 0n);
        expect(causes).toBe(BigInt(share.imports) - BigInt(share.exports));
      }
      for (const position of new Set([...positionsOf(changes), ...facts.map((fact) => fact.position)])) {
        const standing = standingAt(changes, position);
        const traded = new Map<string, bigint>();
        for (const fact of facts) {
          if (fact.position > position || fact.partner === fact.reporter) continue;
          const pair = fact.flow === 'export' ? [fact.reporter, fact.partner] : [fact.partner, fact.reporter];
          const key = `${fact.flow} ${pair.join(' ')} ${fact.month} ${fact.hs6.slice(0, 2)}`;
          traded.set(key, (traded.get(key) ?? 0n) + BigInt(fact.value_usd_cents));
        }
        const declared = new Map<string, bigint>();
        for (const share of standing) {
          for (const [flow, cents] of [
            ['export', share.exports],
            ['import', share.imports],
          ] as const) {
            const key = `${flow} ${placeOf(share)}`;
            declared.set(key, (declared.get(key) ?? 0n) + BigInt(cents));
          }
        }
        const some = (sums: ReadonlyMap<string, bigint>) =>
          [...sums].filter(([, cents]) => cents !== 0n).sort();
        expect(some(declared)).toEqual(some(traded));
      }
    }),
    { numRuns: 25 },
  );
});

it('each cell is, as of each position, the sum of the shares that stand there', () => {
  fc.assert(
    fc.property(lives, (told) => {
      const changes = foldAll(storyOf(told));
      const cells = foldCells(changes, new Map());
      for (const position of positionsOf(changes)) {
        const standing = standingAt(changes, position);
        const last = new Map(
          cells.filter((cell) => cell.position <= position).map((cell) => [idOf(cell), cell] as const),
        );
        for (const share of standing) expect(last.has(placeOf(share))).toBe(true);
        for (const [id, cell] of last) {
          const own = standing.filter((share) =>
            cell.chapter === '' ? placeOf({ ...share, chapter: '' }) === id : placeOf(share) === id,
          );
          for (const sum of MIRROR_SUMS) expect(BigInt(cell[sum])).toBe(totalOf(own, sum));
        }
      }
    }),
    { numRuns: 25 },
  );
});

it('is the same however the log is cut into batches', () => {
  fc.assert(
    fc.property(lives, fc.nat(), (told, at) => {
      const events = mirrorEventsOf(storyOf(told));
      const cut = at % (events.length + 1);
      const whole = foldMirror(events, noGoods());
      const goods = noGoods();
      const first = foldMirror(events.slice(0, cut), goods);
      const second = foldMirror(events.slice(cut), goods);
      expect([...first, ...second]).toEqual(whole);
      const cells = foldCells(whole, new Map());
      const before = foldCells(first, new Map());
      const memory = new Map(before.map((cell) => [idOf(cell), cell]));
      const order = (rows: readonly MirrorCell[]) => rows.map((row) => JSON.stringify(row)).sort();
      expect(order([...before, ...foldCells(second, memory)])).toEqual(order(cells));
    }),
    { numRuns: 25 },
  );
});

it('a split alone changes no sum of exports or imports, and every cause of a line is somewhere', () => {
  fc.assert(
    fc.property(lives, (told) => {
      const story = storyOf(told);
      const changes = foldAll(story);
      const splits = mirrorEventsOf(story).filter(({ type }) => type === 'ConsignmentSplit');
      for (const { position } of splits) {
        const [before, after] = [standingAt(changes, position - 1), standingAt(changes, position)];
        for (const place of new Set([...before, ...after].map(placeOf))) {
          const at = (shares: readonly MirrorShareRow[]) =>
            shares.filter((share) => placeOf(share) === place);
          for (const sum of ['exports', 'imports', 'one_side_only'] as const)
            expect(totalOf(at(after), sum)).toBe(totalOf(at(before), sum));
        }
      }
    }),
    { numRuns: 20 },
  );
});
