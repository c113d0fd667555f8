import { never } from '@corridor/kernel';
import type { GoodsWord } from './realisation-words.js';
import type { Amount, ValuedLine } from './valued-line.js';

/** When something came about: the event that told it, and its local day. */
export interface Since {
  readonly position: number;
  readonly on: string;
}

export interface GoodsOf {
  /** What they were split from. */
  readonly partOf?: string;
  readonly lines: readonly ValuedLine[];
  readonly dispatched?: Since;
  readonly delivered?: Since;
  /** They are on their way no more: as parts, or not at all. */
  readonly ended?: 'split' | 'returned' | 'cancelled';
}

export interface CustomsOf {
  readonly consignmentId: string;
  readonly flow: 'export' | 'import';
  /** Whether the goods are declared for home use: to stay for good. */
  readonly homeUse: boolean;
  /** What counts in the statistics: FOB-type of an export, CIF-type of an import; none before clearance. */
  readonly lines: readonly ValuedLine[];
  /** As it was amended last. */
  readonly cleared?: Since;
  readonly clearedFirst?: Since;
}

export interface PaidOf {
  readonly consignmentId: string;
  readonly amount: Amount;
  /** What was paid of it. */
  readonly paid: string;
  /** That it is so much: what is given back or unmatched does not move it. */
  readonly since: Since;
  /** What was given back or unmatched since. */
  readonly lessened?: Since;
}

/** All that is known of a consignment and of the parts that it was split into, by their ids. */
export interface GoodsState {
  readonly goods: Readonly<Record<string, GoodsOf>>;
  readonly customs: Readonly<Record<string, CustomsOf>>;
  readonly paid: Readonly<Record<string, PaidOf>>;
}

export const NO_GOODS: GoodsState = { goods: {}, customs: {}, paid: {} };

/** What a word makes of what is known; the same state where it tells nothing that counts. */
export function evolveGoods(state: GoodsState, word: GoodsWord): GoodsState {
  const { consignmentId } = word;
  const since = { position: word.position, on: word.on };
  switch (word.kind) {
    case 'declared': {
      const { lines, partOf } = word;
      return ofGoods(state, consignmentId, { lines, ...(partOf !== null && { partOf }) });
    }
    case 'amended':
      return ofGoods(state, consignmentId, { lines: word.lines });
    case 'dispatched':
      return ofGoods(state, consignmentId, { dispatched: since });
    case 'delivered':
      return ofGoods(state, consignmentId, { delivered: since });
    case 'split':
    case 'returned':
    case 'cancelled':
      return ofGoods(state, consignmentId, { ended: word.kind });
    case 'lodged': {
      const { declarationId, flow, homeUse } = word;
      return ofCustoms(state, declarationId, { consignmentId, flow, homeUse, lines: [] });
    }
    case 'cleared': {
      const { declarationId, lines } = word;
      const before = state.customs[declarationId];
      if (!before) throw new Error(`The declaration ${declarationId} was not lodged before.`);
      const clearedFirst = before.clearedFirst ?? since;
      return ofCustoms(state, declarationId, { ...before, lines, cleared: since, clearedFirst });
    }
    case 'owed': {
      const { invoiceId, amount } = word;
      const owed = { consignmentId, amount, paid: '0', since };
      return { ...state, paid: { ...state.paid, [invoiceId]: owed } };
    }
    case 'left': {
      const { invoiceId, outstanding, movedOn } = word;
      const before = state.paid[invoiceId];
      if (!before) throw new Error(`The obligation of invoice ${invoiceId} did not arise before.`);
      const paid = (BigInt(before.amount.minor) - BigInt(outstanding)).toString();
      const moved = { position: word.position, on: movedOn };
      const { lessened: _, ...owed } = before;
      const now =
        BigInt(paid) > BigInt(before.paid)
          ? { ...owed, paid, since: moved }
          : { ...owed, paid, lessened: moved };
      return { ...state, paid: { ...state.paid, [invoiceId]: now } };
    }
    case 'invoice-withdrawn': {
      const { [word.invoiceId]: _, ...paid } = state.paid;
      return { ...state, paid };
    }
    default:
      return never(word);
  }
}

function ofGoods(state: GoodsState, id: string, change: Partial<GoodsOf>): GoodsState {
  const before = state.goods[id] ?? { lines: [] };
  return { ...state, goods: { ...state.goods, [id]: { ...before, ...change } } };
}

function ofCustoms(state: GoodsState, id: string, now: CustomsOf): GoodsState {
  return { ...state, customs: { ...state.customs, [id]: now } };
}
