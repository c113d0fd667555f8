import { decimalOf, millionths, type Rated, type SaleContract, usdOf } from '@corridor/domain';
import { divideHalfEven, type Money, toMoney } from '@corridor/kernel';
import { type CustomsShares, customsShares, type Share, wholesOf } from './customs-shares.js';
import type { GoodsOf, GoodsState, Since, ValuedLine } from './goods-state.js';

/** How far goods have come that serve a commitment. */
export type TradeStage = 'shipped' | 'cleared' | 'delivered' | 'paid';

/** What goods are valued by. */
export interface Measure {
  /** Of the contract that links them, else of the commitment. */
  readonly currency: string;
  /** What the contract asks for one unit; none where the goods are linked by hand. */
  readonly prices: SaleContract['prices'];
  /** Of the day of the announcement. */
  readonly rates: readonly Rated[];
  /** Chapters, headings and subheadings that were promised; none where the promise names none: then all goods count. */
  readonly hsCodes: readonly string[];
}

/** What one thing adds to a stage. */
export interface StageValue {
  readonly stage: TradeStage;
  readonly consignmentId: string;
  readonly since: Since;
  readonly usd: bigint;
  /** In the currency of the measure; `undefined` where what counts is in another one. */
  readonly minor: bigint | undefined;
  /** Amounts in a currency whose rate was not told: they count as nothing. */
  readonly unvalued: number;
}

/**
 * What goods add to each stage, by what adds it: a consignment that was shipped or delivered, a declaration that was cleared, an invoice that is paid.
 *
 * - Only lines of the goods that were promised count: what travels beside them was promised by nobody.
 * - A line counts by its quantity and the price of the contract where that tells one for its subheading and unit;
 * - else shipped goods count by what customs says on export (FOB), delivered ones by what it says on import (CIF), in proportion to the quantity, as far as
 *   that was cleared, of themselves or of the wholes that they descend from; and by what they were consigned for as far as it was not;
 * - amounts are taken to USD at the rates of the day of the announcement. Each is rounded once, half to even.
 */
export function stageValues(state: GoodsState, measure: Measure): ReadonlyMap<string, StageValue> {
  const values = new Map<string, StageValue>();
  const add = (
    key: string,
    stage: TradeStage,
    consignmentId: string,
    since: Since,
    pieces: readonly Money[],
  ) => values.set(`${stage}:${key}`, { stage, consignmentId, since, ...sumOf(pieces, measure) });
  const exported = customsShares(state, 'export');
  const imported = customsShares(state, 'import');
  for (const [id, goods] of Object.entries(state.goods)) {
    if (goods.ended) continue;
    const pieces = (shares: CustomsShares) =>
      promisedOf(goods.lines, measure).flatMap((line) => piecesOf(line, shares(id, line), measure));
    if (goods.dispatched) add(id, 'shipped', id, goods.dispatched, pieces(exported));
    if (goods.delivered) add(id, 'delivered', id, goods.delivered, pieces(imported));
  }
  for (const [id, { consignmentId, flow, homeUse, lines, cleared }] of Object.entries(state.customs)) {
    if (flow !== 'import' || !homeUse || !cleared || cameToNothing(state.goods[consignmentId])) continue;
    const there = promisedOf(lines, measure).flatMap((line) => whatIsThere(line, consignmentId, state));
    add(
      id,
      'cleared',
      consignmentId,
      cleared,
      there.flatMap((line) => piecesOf(line, [], measure)),
    );
  }
  for (const [id, { consignmentId, amount, paid, since }] of Object.entries(state.paid)) {
    const part = promisedShare(state.goods[consignmentId]?.lines ?? [], measure);
    const minor = divideHalfEven(BigInt(paid) * part.promised, part.all);
    add(id, 'paid', consignmentId, since, [{ minor, currency: amount.currency }]);
  }
  return values;
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);

function promisedOf(lines: readonly ValuedLine[], { hsCodes }: Measure): readonly ValuedLine[] {
  return hsCodes.length === 0
    ? lines
    : lines.filter(({ hs6 }) => hsCodes.some((code) => hs6.startsWith(code)));
}

/** How much of an invoice is for what was promised: by what the lines of its goods were consigned for. */
function promisedShare(
  lines: readonly ValuedLine[],
  measure: Measure,
): { readonly promised: bigint; readonly all: bigint } {
  const promised = promisedOf(lines, measure);
  if (promised.length === lines.length) return { promised: 1n, all: 1n };
  const isOneCurrency = lines.every(({ currency }) => currency === lines[0]?.currency);
  // In several currencies they are compared in USD; a line whose rate was not told weighs nothing.
  const weight = ({ minor, currency }: ValuedLine) =>
    isOneCurrency ? BigInt(minor) : (usdOf({ minor: BigInt(minor), currency }, measure.rates)?.minor ?? 0n);
  const sum = (some: readonly ValuedLine[]) => some.reduce((total, line) => total + weight(line), 0n);
  const all = sum(lines);
  return all === 0n ? { promised: 0n, all: 1n } : { promised: sum(promised), all };
}

function cameToNothing(goods: GoodsOf | undefined): boolean {
  return goods?.ended === 'returned' || goods?.ended === 'cancelled';
}

/** What is left of a line that customs cleared of a whole, behind the parts of it, and their parts, that came back or were called off. */
function whatIsThere(line: ValuedLine, consignmentId: string, { goods }: GoodsState): readonly ValuedLine[] {
  const of = goods[consignmentId];
  if (of?.ended !== 'split') return [line];
  const isIt = (each: ValuedLine) => each.line === line.line && each.unit === line.unit;
  const quantityOf = (lines: readonly ValuedLine[]) =>
    lines.filter(isIt).reduce((sum, { quantity }) => sum + millionths(quantity), 0n);
  const gone = quantityOf(
    Object.entries(goods)
      .filter(([id, each]) => cameToNothing(each) && wholesOf(goods, id).includes(consignmentId))
      .flatMap(([, { lines }]) => lines),
  );
  const whole = quantityOf(of.lines) || millionths(line.quantity);
  if (gone === 0n) return [line];
  if (gone >= whole) return [];
  const left = (amount: bigint) => divideHalfEven(amount * (whole - gone), whole);
  const quantity = decimalOf(left(millionths(line.quantity)));
  return [{ ...line, quantity, minor: left(BigInt(line.minor)).toString() }];
}

/** What a line is worth: by the contract, else by customs, else as it was consigned. */
function piecesOf(line: ValuedLine, shares: readonly Share[], { prices }: Measure): readonly Money[] {
  const quantity = millionths(line.quantity);
  const priced = prices.find(({ hs6, unit }) => hs6 === line.hs6 && unit === line.unit);
  if (priced) {
    const { minor, currency } = toMoney(priced.price);
    return [{ minor: divideHalfEven(quantity * minor, 1_000_000n), currency }];
  }
  const pieces: Money[] = [];
  let rest = quantity;
  for (const { quantity: cleared, minor, currency } of shares) {
    if (cleared <= 0n || rest <= 0n) continue;
    const taken = least(cleared, rest);
    pieces.push({ minor: divideHalfEven(minor * taken, cleared), currency });
    rest -= taken;
  }
  if (rest <= 0n) return pieces;
  const minor = quantity === rest ? BigInt(line.minor) : divideHalfEven(BigInt(line.minor) * rest, quantity);
  return [...pieces, { minor, currency: line.currency }];
}

function sumOf(
  pieces: readonly Money[],
  { currency, rates }: Measure,
): Pick<StageValue, 'usd' | 'minor' | 'unvalued'> {
  const inUsd = pieces.map((piece) => usdOf(piece, rates));
  return {
    usd: inUsd.reduce((sum, money) => sum + (money?.minor ?? 0n), 0n),
    minor: pieces.every((piece) => piece.currency === currency)
      ? pieces.reduce((sum, { minor }) => sum + minor, 0n)
      : undefined,
    unvalued: inUsd.filter((money) => money === undefined).length,
  };
}
