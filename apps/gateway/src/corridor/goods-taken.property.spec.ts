import fc from 'fast-check';
import type { GoodsOfWayRow } from './corridor-routes.sql.js';
import { sumOf, sumsByModes, sumsOfRoutes, toGoods, toGoodsOfWays } from './goods-taken.js';

const DAY_MS = 86_400_000;
/** Many lie just between two tenths of a day. */
const times = fc.oneof(
  fc.integer({ min: 0, max: 100 * DAY_MS }),
  fc.integer({ min: 0, max: 2_000 }).map((halves) => (halves * DAY_MS) / 20),
);
const one = fc.record({
  month: fc.constantFrom('2026-01', '2026-02', '2026-03'),
  modes: fc.constantFrom<readonly string[]>([], ['sea'], ['sea', 'rail'], ['road']),
  rivals: fc.constantFrom<readonly string[]>([], ['north'], ['south'], ['north', 'south'], ['east', 'south']),
  cents: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
  mass: fc.integer({ min: 0, max: 9_000_000 }),
  ms: times,
});
type One = typeof one extends fc.Arbitrary<infer Value> ? Value : never;

/** As the database tells of them: what went alike together, month by month. */
function rowsOf(goods: readonly One[]): readonly GoodsOfWayRow[] {
  const ways = new Map<string, One[]>();
  for (const each of goods) {
    const key = JSON.stringify([each.modes, each.rivals]);
    ways.set(key, [...(ways.get(key) ?? []), each]);
  }
  return [...ways.values()].map((own) => ({
    modes: own[0]?.modes ?? [],
    rivals: own[0]?.rivals ?? [],
    ports: [],
    months: [...new Set(own.map(({ month }) => month))].map((month) => {
      const inMonth = own.filter((each) => each.month === month);
      return {
        month,
        n: inMonth.length,
        unvalued: inMonth.filter(({ cents }) => cents === null).length,
        cents: `${inMonth.reduce((sum, { cents }) => sum + (cents ?? 0), 0)}`,
        mass: `${inMonth.reduce((sum, { mass }) => sum + mass, 0)}`,
        times: inMonth.map(({ ms }) => ms),
      };
    }),
  }));
}

/** In days to one digit, half to even. */
function days(ms: number): string {
  const tenths = Math.floor(ms / (DAY_MS / 10));
  const rest = ms - tenths * (DAY_MS / 10);
  const up = rest > DAY_MS / 20 || (rest === DAY_MS / 20 && tenths % 2 === 1);
  const rounded = tenths + (up ? 1 : 0);
  return `${Math.floor(rounded / 10)}.${rounded % 10}`;
}

/** The shortest that at least so many in a hundred did not exceed. */
function nearestRank(goods: readonly One[], percent: number): string | null {
  const sorted = goods.map(({ ms }) => ms).sort((a, b) => a - b);
  const found = sorted.find((_, index) => (index + 1) * 100 >= percent * sorted.length);
  return found === undefined ? null : days(found);
}

const facts = (goods: readonly One[]) => ({
  n: goods.length,
  unvalued: goods.filter(({ cents }) => cents === null).length,
  cents: BigInt(goods.reduce((sum, { cents }) => sum + (cents ?? 0), 0)),
  mass: BigInt(goods.reduce((sum, { mass }) => sum + mass, 0)),
  ms: BigInt(goods.reduce((sum, { ms }) => sum + ms, 0)),
});

it('comes, however goods went, to what each of them comes to, with percentiles by nearest rank of their own times', () => {
  fc.assert(
    fc.property(fc.array(one, { maxLength: 60 }), (goods) => {
      const all = sumOf(rowsOf(goods).flatMap(toGoodsOfWays));
      expect(all).toMatchObject(facts(goods));
      const { p50Days, p90Days } = toGoods(all);
      expect([p50Days, p90Days]).toEqual([nearestRank(goods, 50), nearestRank(goods, 90)]);
    }),
  );
});

it('tells what took northern routes from what took others, and counts what may have taken either, or none, in neither', () => {
  fc.assert(
    fc.property(fc.array(one, { maxLength: 60 }), (goods) => {
      const { these, others } = sumsOfRoutes(rowsOf(goods).flatMap(toGoodsOfWays), ['north']);
      const by = (...routes: readonly string[]) =>
        goods.filter(({ rivals }) => routes.includes(rivals.join(' ')));
      expect(these).toMatchObject(facts(by('north')));
      expect(others).toMatchObject(facts(by('south', 'east south')));
    }),
  );
});

it('is by modes, those with the most goods first, what went by them in any month and by any route', () => {
  fc.assert(
    fc.property(fc.array(one, { maxLength: 60 }), (goods) => {
      const groups = sumsByModes(rowsOf(goods).flatMap(toGoodsOfWays));
      const counts = groups.map(({ goods: { n } }) => n);
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
      expect(new Set(groups.map(({ modes }) => modes.join(' '))).size).toBe(groups.length);
      for (const { modes, goods: sum } of groups)
        expect(sum).toMatchObject(facts(goods.filter((each) => each.modes.join(' ') === modes.join(' '))));
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(goods.length);
    }),
  );
});
