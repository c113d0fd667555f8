import { decimalOf } from '@corridor/domain';
import { divideHalfEven } from '@corridor/kernel';
import { usd } from '../graphql/money.type.js';
import { secondsOf } from '../holds/days-held.js';
import { grouped } from '../read/grouped.js';
import { ratioOf } from '../targets/ratio-of.js';
import type { GoodsOfWayRow } from './corridor-routes.sql.js';
import type { GoodsArrived, NorthernShare } from './corridor-routes.types.js';

const DAY_MS = 86_400_000n;
const TENTH_MS = DAY_MS / 10n;

/** What goods come to that arrived. */
export interface Goods {
  readonly n: number;
  readonly unvalued: number;
  readonly cents: bigint;
  /** Millionths of kilograms. */
  readonly mass: bigint;
  readonly ms: bigint;
  /** How many took so many tenths of a day, half to even, as it is shown: rounding leaves the order as it is. */
  readonly tenths: ReadonlyMap<number, number>;
}

/** What went one way in one month, and what it took there. */
export interface GoodsOfWay extends Goods, Pick<GoodsOfWayRow, 'modes' | 'ports' | 'rivals'> {
  readonly month: string;
}

export function toGoodsOfWays({ months, ...taken }: GoodsOfWayRow): readonly GoodsOfWay[] {
  return months.map(({ cents, mass, times, ...goods }) => {
    const tenths = new Map<number, number>();
    let ms = 0n;
    for (const time of times) {
      ms += BigInt(time);
      const tenth = Number(divideHalfEven(BigInt(time), TENTH_MS));
      tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1);
    }
    return { ...taken, ...goods, cents: BigInt(cents), mass: BigInt(mass), ms, tenths };
  });
}

/** Several ways together. */
export function sumOf(ways: readonly Goods[]): Goods {
  const tenths = new Map<number, number>();
  let [n, unvalued, cents, mass, ms] = [0, 0, 0n, 0n, 0n];
  for (const way of ways) {
    n += way.n;
    unvalued += way.unvalued;
    cents += way.cents;
    mass += way.mass;
    ms += way.ms;
    for (const [tenth, count] of way.tenths) tenths.set(tenth, (tenths.get(tenth) ?? 0) + count);
  }
  return { n, unvalued, cents, mass, ms, tenths };
}

/** What ways of the same modes come to, the most consignments first. */
export function sumsByModes(
  ways: readonly GoodsOfWay[],
): readonly { readonly modes: readonly string[]; readonly goods: Goods }[] {
  // A space is before all letters: by sea alone comes before by sea and rail.
  const keyOf = ({ modes }: GoodsOfWay) => modes.join(' ');
  const keys = [...new Map(ways.map((way) => [keyOf(way), way.modes]))];
  const groups = grouped(
    keys.map(([key]) => key),
    ways,
    keyOf,
  );
  return keys
    .map(([key, modes], index) => ({ key, modes, goods: sumOf(groups[index] ?? []) }))
    .sort((a, b) => b.goods.n - a.goods.n || (a.key < b.key ? -1 : 1));
}

/** What went by the routes, whichever of them; and what went by others, whichever of them. What may have taken either, or took none that is known, is in neither. */
export function sumsOfRoutes(
  ways: readonly GoodsOfWay[],
  routes: readonly string[],
): { readonly these: Goods; readonly others: Goods } {
  const isThese = (route: string) => routes.includes(route);
  const known = ways.filter(({ rivals }) => rivals.length > 0);
  return {
    these: sumOf(known.filter(({ rivals }) => rivals.every(isThese))),
    others: sumOf(known.filter(({ rivals }) => !rivals.some(isThese))),
  };
}

export function toGoods(goods: Goods): GoodsArrived {
  const { n, unvalued, cents, mass, ms } = goods;
  return {
    n,
    unvalued,
    value: usd(cents),
    netMassKg: decimalOf(mass),
    seconds: secondsOf(ms),
    meanDays: ratioOf(`${ms}`, `${DAY_MS * BigInt(n)}`, 1),
    p50Days: percentileDays(goods, 50),
    p90Days: percentileDays(goods, 90),
  };
}

export function toShare(goods: Goods, all: Goods) {
  return { ...toGoods(goods), ...sharesOf(goods, all) };
}

type Worth = Pick<Goods, 'cents' | 'mass'>;

/** What went by the northern routes, and what by others, of all. */
export function toNorthern(northern: Goods, others: Goods, all: Goods): NorthernShare {
  const known = { cents: northern.cents + others.cents, mass: northern.mass + others.mass };
  const off = sharesOf(others, known);
  const { valueShare, massShare } = sharesOf(known, all);
  return {
    n: northern.n,
    ...sharesOf(northern, all),
    valueShareOff: off.valueShare,
    massShareOff: off.massShare,
    valueShareKnown: valueShare,
    massShareKnown: massShare,
  };
}

/** The mean of the one less that of the other. */
export function daysBetween(one: Goods, other: Goods): string | null {
  const ms = one.ms * BigInt(other.n) - other.ms * BigInt(one.n);
  return ratioOf(`${ms}`, `${DAY_MS * BigInt(one.n) * BigInt(other.n)}`, 1);
}

function sharesOf(part: Worth, all: Worth) {
  return {
    valueShare: ratioOf(`${part.cents}`, `${all.cents}`, 4),
    massShare: ratioOf(`${part.mass}`, `${all.mass}`, 4),
  };
}

/** Nearest rank: the least that `percent` in a hundred did not exceed. */
function percentileDays({ n, tenths }: Goods, percent: number): string | null {
  let left = Math.ceil((n * percent) / 100);
  for (const [tenth, count] of [...tenths].sort(([a], [b]) => a - b)) {
    left -= count;
    if (left <= 0) return ratioOf(`${tenth}`, '10', 1);
  }
  return null;
}
