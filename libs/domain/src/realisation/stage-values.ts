import { divideHalfEven, type Money } from '@corridor/kernel';
import { millionths } from '../decimal.js';
import { usdOf } from '../institutions/index.js';
import { byContract } from './contract-price.js';
import {
  type CustomsShares,
  cameToNothing,
  clearedOfWhatIsLeft,
  customsShares,
  type Share,
} from './customs-shares.js';
import { fruitOf } from './fruit.js';
import type { GoodsState, Since } from './goods-state.js';
import type { Measure } from './measure.js';
import { promisedOf, promisedShare } from './promised-goods.js';
import type { ValuedLine } from './valued-line.js';

/** How far goods have come that serve a commitment. */
export type TradeStage = 'shipped' | 'cleared' | 'delivered' | 'delivered-uncleared' | 'paid';

/** What one thing adds to a stage. */
export interface StageValue {
  readonly stage: TradeStage;
  readonly consignmentId: string;
  readonly since: Since;
  /** What made it less, where that was told of it. */
  readonly lessened?: Since;
  /** The day on which it came about, where `since` is what customs said of it last. */
  readonly cameOn?: string;
  readonly usd: bigint;
  /** In the currency of the measure; `undefined` where what counts is in another one. */
  readonly minor: bigint | undefined;
  /** Amounts in a currency whose rate was not told: they count as nothing. */
  readonly unvalued: number;
}

/**
 * What goods add to each stage, by what adds it: a consignment that was shipped or delivered, a declaration that was cleared, an invoice that is paid.
 *
 * - Only lines of the goods that were promised count: what travels beside them was promised by nobody; to services, none;
 * - What customs cleared counts as customs says, whatever a contract or a consignment says of it: shipped goods by the export (FOB), delivered ones by the
 *   import (CIF), in proportion to the quantity, of themselves or of the wholes that they descend from. What is more than customs cleared of a line counts
 *   as nothing;
 * - where customs cleared nothing of a line yet, by quantity and the price of the contract where that tells one for the subheading and unit, but by no more
 *   than a tenth above what the goods were consigned for; else by what they were consigned for;
 * - of goods that were delivered, what customs cleared of no import yet stands apart from what it cleared, by what it is worth so: `delivered-uncleared`;
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
    more: Pick<StageValue, 'lessened' | 'cameOn'> = {},
  ) =>
    values.set(`${stage}:${key}`, {
      stage,
      consignmentId,
      since,
      ...more,
      ...sumOf(pieces, measure),
    });
  const isFruit = fruitOf(state, measure.announcedOn);
  const exported = customsShares(state, 'export');
  const imported = customsShares(state, 'import');
  const ofWhatIsLeft = clearedOfWhatIsLeft(state);
  for (const [id, goods] of Object.entries(state.goods)) {
    if (goods.ended || !isFruit(id)) continue;
    const pieces = (shares: CustomsShares) =>
      promisedOf(goods.lines, measure).map((line) => piecesOf(line, shares(id, line), measure));
    const { dispatched, delivered } = goods;
    if (dispatched) {
      const sent = pieces(exported).flatMap(({ cleared, uncleared }) => [...cleared, ...uncleared]);
      add(id, 'shipped', id, dispatched, sent);
    }
    if (delivered) {
      const come = pieces(imported);
      const [known, unknown] = [come.flatMap(({ cleared }) => cleared), come.flatMap((of) => of.uncleared)];
      add(id, 'delivered', id, delivered, known);
      add(id, 'delivered-uncleared', id, delivered, unknown);
    }
  }
  for (const [id, { consignmentId, flow, homeUse, lines, cleared, clearedFirst }] of Object.entries(
    state.customs,
  )) {
    if (flow !== 'import' || !homeUse || !cleared || cameToNothing(state.goods[consignmentId])) continue;
    if (!isFruit(consignmentId)) continue;
    add(
      id,
      'cleared',
      consignmentId,
      cleared,
      promisedOf(lines, measure).map((line) => ({
        minor: ofWhatIsLeft(line, consignmentId),
        currency: line.currency,
      })),
      clearedFirst && { cameOn: clearedFirst.on },
    );
  }
  for (const [id, { consignmentId, amount, paid, since, lessened }] of Object.entries(state.paid)) {
    if (since.on < measure.announcedOn || !isFruit(consignmentId)) continue;
    const part = promisedShare(state.goods[consignmentId]?.lines ?? [], measure);
    const minor = divideHalfEven(BigInt(paid) * part.promised, part.all);
    add(id, 'paid', consignmentId, since, [{ minor, currency: amount.currency }], lessened && { lessened });
  }
  return values;
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);

/** What a line is worth: by customs; where that cleared nothing of it, by the contract, else as it was consigned. */
function piecesOf(
  line: ValuedLine,
  shares: readonly Share[],
  measure: Measure,
): { readonly cleared: readonly Money[]; readonly uncleared: readonly Money[] } {
  const quantity = millionths(line.quantity);
  const pieces: Money[] = [];
  let rest = quantity;
  for (const { quantity: cleared, minor, currency } of shares) {
    if (cleared <= 0n || rest <= 0n) continue;
    const taken = least(cleared, rest);
    pieces.push({ minor: divideHalfEven(minor * taken, cleared), currency });
    rest -= taken;
  }
  if (rest < quantity) return { cleared: pieces, uncleared: [] };
  const consigned = { minor: BigInt(line.minor), currency: line.currency };
  return { cleared: [], uncleared: [byContract(line, quantity, consigned, measure)] };
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
