import type { TradeSumRow } from './trade-cells.sql.js';

/** USD cents; what left the country again is a part of the exports. */
export interface TradeSum {
  readonly exports: bigint;
  readonly reExports: bigint;
  readonly imports: bigint;
}

export interface KeyedSum extends TradeSum {
  readonly key: string;
}

/** What sums come to together. */
export function sumOf(sums: readonly TradeSum[]): TradeSum {
  const add = (part: (sum: TradeSum) => bigint) => sums.reduce((total, sum) => total + part(sum), 0n);
  return {
    exports: add(({ exports }) => exports),
    reExports: add(({ reExports }) => reExports),
    imports: add(({ imports }) => imports),
  };
}

export function keyedSum(row: TradeSumRow): KeyedSum {
  return {
    key: row.key,
    exports: BigInt(row.exports),
    reExports: BigInt(row.re_exports),
    imports: BigInt(row.imports),
  };
}

/** The largest first. */
export function byTotal(a: KeyedSum, b: KeyedSum): number {
  const difference = b.exports + b.imports - (a.exports + a.imports);
  if (difference !== 0n) return difference > 0n ? 1 : -1;
  return byKey(a, b);
}

export function byKey(a: KeyedSum, b: KeyedSum): number {
  return a.key < b.key ? -1 : 1;
}
