import { decimalOf, millionths, type Rated, type SaleContract, usdOf } from '@corridor/domain';
import { divideHalfEven, type Money } from '@corridor/kernel';
import { byContract } from './contract-price.js';
import { fruitOf } from './fruit.js';
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
  /** The day of the announcement: goods that moved before it are no fruit of it. */
  readonly announcedOn: string;
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
 * - What customs cleared counts as customs says, whatever a contract or a consignment says of it: shipped goods by the export (FOB), delivered ones by the
 *   import (CIF), in proportion to the quantity;
 * - as far as customs cleared nothing yet, by quantity and the price of the contract where that tells one for the subheading and unit, but by no more than a
 *   tenth above what the goods were consigned for; else by what they were consigned for;
 * - goods that moved before the announcement count at no stage, nor does what was paid before it;
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
  const isFruit = fruitOf(state, measure.announcedOn);
  const exported = clearedLines(state, 'export');
  const imported = clearedLines(state, 'import');
  for (const [id, goods] of Object.entries(state.goods)) {
    if (goods.ended || !isFruit(id)) continue;
    const pieces = (statistics: Statistics) =>
      goods.lines.flatMap((line) => piecesOf(line, statistics(id, line), measure));
    if (goods.dispatched) add(id, 'shipped', id, goods.dispatched, pieces(exported));
    if (goods.delivered) add(id, 'delivered', id, goods.delivered, pieces(imported));
  }
  for (const [id, { consignmentId, flow, homeUse, lines, cleared }] of Object.entries(state.customs)) {
    if (flow !== 'import' || !homeUse || !cleared || cameToNothing(state.goods[consignmentId])) continue;
    if (!isFruit(consignmentId)) continue;
    const there = lines.flatMap((line) => whatIsThere(line, consignmentId, state));
    add(
      id,
      'cleared',
      consignmentId,
      cleared,
      there.map(({ minor, currency }) => ({ minor: BigInt(minor), currency })),
    );
  }
  for (const [id, { consignmentId, amount, paid, since }] of Object.entries(state.paid)) {
    if (since.on < measure.announcedOn || !isFruit(consignmentId)) continue;
    add(id, 'paid', consignmentId, since, [{ minor: BigInt(paid), currency: amount.currency }]);
  }
  return values;
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);

function cameToNothing(goods: GoodsOf | undefined): boolean {
  return goods?.ended === 'returned' || goods?.ended === 'cancelled';
}

/** What is left of a line that customs cleared of a whole, behind the parts of it that came back or were called off. */
function whatIsThere(line: ValuedLine, consignmentId: string, { goods }: GoodsState): readonly ValuedLine[] {
  if (goods[consignmentId]?.ended !== 'split') return [line];
  const gone = Object.values(goods)
    .filter(cameToNothing)
    .flatMap(({ lines }) => lines)
    .filter((each) => each.line === line.line && each.unit === line.unit)
    .reduce((sum, { quantity }) => sum + millionths(quantity), 0n);
  const whole = millionths(line.quantity);
  if (gone === 0n) return [line];
  if (gone >= whole) return [];
  const minor = divideHalfEven(BigInt(line.minor) * (whole - gone), whole).toString();
  return [{ ...line, quantity: decimalOf(whole - gone), minor }];
}

/** What customs says of a line of goods: of their own declarations, and of the whole that they were split from. */
type Statistics = (consignmentId: string, line: ValuedLine) => readonly ValuedLine[];

/** Of what was cleared first, first: the order of keys is not kept. */
function clearedLines({ customs, goods }: GoodsState, flow: 'export' | 'import'): Statistics {
  const declarations = Object.values(customs)
    .filter((each) => each.flow === flow && (flow === 'export' || each.homeUse))
    .sort((a, b) => (a.cleared?.position ?? 0) - (b.cleared?.position ?? 0))
    .map(({ consignmentId, lines }) => ({
      consignmentId,
      index: indexOf(lines),
    }));
  return (id, { line, unit }) => {
    const own = declarations.filter(({ consignmentId }) => consignmentId === id);
    const ofWhole = declarations.filter(
      ({ consignmentId }) => consignmentId !== id && goods[consignmentId]?.ended === 'split',
    );
    return [...own, ...ofWhole].flatMap(({ index }) => index.get(`${line} ${unit}`) ?? []);
  };
}

function indexOf(lines: readonly ValuedLine[]): ReadonlyMap<string, readonly ValuedLine[]> {
  const index = new Map<string, ValuedLine[]>();
  for (const line of lines) {
    const key = `${line.line} ${line.unit}`;
    index.set(key, [...(index.get(key) ?? []), line]);
  }
  return index;
}

/** What a line is worth: as far as customs cleared it, by what customs says; of the rest by the contract, else as it was consigned. */
function piecesOf(line: ValuedLine, statistics: readonly ValuedLine[], measure: Measure): readonly Money[] {
  const quantity = millionths(line.quantity);
  const pieces: Money[] = [];
  let rest = quantity;
  for (const told of statistics) {
    const cleared = millionths(told.quantity);
    if (cleared <= 0n || rest <= 0n) continue;
    const taken = least(cleared, rest);
    pieces.push({ minor: divideHalfEven(BigInt(told.minor) * taken, cleared), currency: told.currency });
    rest -= taken;
  }
  if (rest <= 0n) return pieces;
  const minor = quantity === rest ? BigInt(line.minor) : divideHalfEven(BigInt(line.minor) * rest, quantity);
  return [...pieces, byContract(line, rest, { minor, currency: line.currency }, measure)];
}

function sumOf(
  pieces: readonly Money[],
  { currency, rates }: Measure,
): Pick<StageValue, 'usd' | 'minor' | 'unvalued'> {
  // Nothing is worth nothing in every currency.
  const inUsd = pieces.filter(({ minor }) => minor !== 0n).map((piece) => usdOf(piece, rates));
  return {
    usd: inUsd.reduce((sum, money) => sum + (money?.minor ?? 0n), 0n),
    minor: pieces.every((piece) => piece.currency === currency)
      ? pieces.reduce((sum, { minor }) => sum + minor, 0n)
      : undefined,
    unvalued: inUsd.filter((money) => money === undefined).length,
  };
}
