import { divideHalfEven } from '@corridor/kernel';
import { millionths } from '../decimal.js';
import type { GoodsOf, GoodsState } from './goods-state.js';
import type { ValuedLine } from './valued-line.js';

/** What customs says of so much of a line. */
export interface Share {
  /** In millionths of its unit. */
  readonly quantity: bigint;
  readonly minor: bigint;
  readonly currency: string;
}

/**
 * What customs says of a line of goods: of their own declarations, what was cleared first, first; then their share of what was declared of the whole that
 * they were split from, and of the whole of that.
 */
export type CustomsShares = (consignmentId: string, line: ValuedLine) => readonly Share[];

/** What goods were split from, and that in turn: the nearest first. */
export function wholesOf(goods: GoodsState['goods'], id: string): readonly string[] {
  const wholes: string[] = [];
  for (let whole = goods[id]?.partOf; whole !== undefined; whole = goods[whole]?.partOf) wholes.push(whole);
  return wholes;
}

export function cameToNothing(goods: GoodsOf | undefined): boolean {
  return goods?.ended === 'returned' || goods?.ended === 'cancelled';
}

export function customsShares(state: GoodsState, flow: 'export' | 'import'): CustomsShares {
  const own = declaredLines(state, flow);
  const partsOf = partsByWhole(state);
  const leftOf = quantitiesLeft(state, partsOf);
  const sharesOf = (id: string, key: string): readonly Share[] => {
    const whole = state.goods[id]?.partOf;
    const ofWhole = whole === undefined ? [] : divided(sharesOf(whole, key), id, whole, key);
    return [...(own.get(`${id} ${key}`) ?? []), ...ofWhole];
  };

  /**
   * A part's share by its quantity. Its sisters' shares come before or behind it, so that all of them come to the whole, to the last unit. Of parts that
   * came back or were called off is what customs declared beyond those that are left: it may have been told of these alone.
   */
  const divided = (shares: readonly Share[], id: string, whole: string, key: string): readonly Share[] => {
    const declared = shares.reduce((sum, { quantity }) => sum + quantity, 0n);
    const all = most(leftOf(whole, key), declared);
    if (all === 0n || shares.length === 0) return [];
    const sisters = partsOf.get(whole) ?? [];
    const before = sisters.slice(0, sisters.indexOf(id)).reduce((sum, each) => sum + leftOf(each, key), 0n);
    const behind = before + leftOf(id, key);
    const part = (amount: bigint) =>
      divideHalfEven(amount * behind, all) - divideHalfEven(amount * before, all);
    let told = 0n;
    return shares.map(({ quantity, minor, currency }) => {
      const taken = part(told);
      told += quantity;
      return { quantity: part(told) - taken, minor: part(minor), currency };
    });
  };
  return (id, line) => sharesOf(id, keyOf(line));
}

/** Of what customs cleared of goods on import: what it says of those that did not come back and were not called off, as parts. */
export function clearedOfWhatIsLeft(state: GoodsState): (line: ValuedLine, consignmentId: string) => bigint {
  const declared = declaredLines(state, 'import');
  const leftOf = quantitiesLeft(state, partsByWhole(state));
  return (line, consignmentId) => {
    const minor = BigInt(line.minor);
    if (state.goods[consignmentId]?.ended !== 'split') return minor;
    const key = keyOf(line);
    const shares = declared.get(`${consignmentId} ${key}`) ?? [];
    const all = shares.reduce((sum, { quantity }) => sum + quantity, 0n);
    const left = leftOf(consignmentId, key);
    return left >= all ? minor : divideHalfEven(minor * left, all);
  };
}

/** How much of a line is on its way or has arrived, of goods or of what became of their parts. */
function quantitiesLeft(
  state: GoodsState,
  partsOf: ReadonlyMap<string, readonly string[]>,
): (id: string, key: string) => bigint {
  const leftOf = (id: string, key: string): bigint => {
    const of = state.goods[id];
    if (cameToNothing(of)) return 0n;
    const parts = of?.ended === 'split' ? (partsOf.get(id) ?? []) : [];
    if (parts.length === 0) return quantityOf(state, id, key);
    // Its parts are told one by one: until all are, the rest of it is still there.
    const told = parts.reduce((sum, part) => sum + quantityOf(state, part, key), 0n);
    const left = parts.reduce((sum, part) => sum + leftOf(part, key), 0n);
    return left + most(quantityOf(state, id, key) - told, 0n);
  };
  return leftOf;
}

const most = (one: bigint, other: bigint): bigint => (one > other ? one : other);
const keyOf = ({ line, unit }: ValuedLine): string => `${line} ${unit}`;

function quantityOf({ goods }: GoodsState, id: string, key: string): bigint {
  const lines = goods[id]?.lines.filter((line) => keyOf(line) === key) ?? [];
  return lines.reduce((sum, { quantity }) => sum + millionths(quantity), 0n);
}

/** By consignment, line and unit; in the order in which they were cleared: that of keys is not kept. */
function declaredLines(
  { customs }: GoodsState,
  flow: 'export' | 'import',
): ReadonlyMap<string, readonly Share[]> {
  const declarations = Object.values(customs)
    .filter((each) => each.flow === flow && (flow === 'export' || each.homeUse))
    .sort((a, b) => (a.cleared?.position ?? 0) - (b.cleared?.position ?? 0));
  const byLine = new Map<string, Share[]>();
  for (const { consignmentId, lines } of declarations) {
    for (const line of lines) {
      const key = `${consignmentId} ${keyOf(line)}`;
      const share = {
        quantity: millionths(line.quantity),
        minor: BigInt(line.minor),
        currency: line.currency,
      };
      byLine.set(key, [...(byLine.get(key) ?? []), share]);
    }
  }
  return byLine;
}

/** In the order of their ids, which is the same whenever they are told. */
function partsByWhole({ goods }: GoodsState): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, string[]>();
  for (const id of Object.keys(goods).sort()) {
    const whole = goods[id]?.partOf;
    if (whole !== undefined) parts.set(whole, [...(parts.get(whole) ?? []), id]);
  }
  return parts;
}
