import type { EventOf } from '@corridor/contracts';
import { type MoneyJson, minorText, never } from '@corridor/kernel';

/** Events that tell how far goods have come and what they are worth. */
export const GOODS_EVENTS = [
  'ConsignmentDeclared',
  'ConsignmentAmended',
  'ConsignmentDispatched',
  'ConsignmentSplit',
  'ConsignmentDelivered',
  'ConsignmentReturned',
  'ConsignmentCancelled',
  'DeclarationLodged',
  'DeclarationCleared',
  'DeclarationAmended',
  'DeclarationInvalidated',
  'ObligationArisen',
  'ObligationPartSettled',
  'ObligationSettled',
  'PaymentReturned',
  'PaymentUnmatched',
  'InvoiceWithdrawn',
] as const;
export type GoodsEvent = EventOf<(typeof GOODS_EVENTS)[number]>;

/** Minor units are text: they stand in JSON. */
export interface Amount {
  readonly minor: string;
  readonly currency: string;
}

/** Goods with what they are worth, as a paper has them. */
export interface ValuedLine extends Amount {
  readonly line: number;
  readonly hs6: string;
  readonly quantity: string;
  readonly unit: string;
}

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

/** Release for home use, by the classifier of the Eurasian Economic Union. */
const HOME_USE = '40';

/** What an event makes of what is known; the same state where it tells nothing that counts. */
export function evolveGoods(state: GoodsState, event: GoodsEvent): GoodsState {
  const since = { position: event.position, on: event.occurredAt.slice(0, 10) };
  switch (event.type) {
    case 'ConsignmentDeclared': {
      const { consignmentId, lines, partOf } = event.data;
      return ofGoods(state, consignmentId, {
        lines: linesOf(lines),
        ...(partOf !== undefined && { partOf }),
      });
    }
    case 'ConsignmentAmended':
      return ofGoods(state, event.data.consignmentId, { lines: linesOf(event.data.lines) });
    case 'ConsignmentDispatched':
      return ofGoods(state, event.data.consignmentId, { dispatched: since });
    case 'ConsignmentDelivered':
      return ofGoods(state, event.data.consignmentId, { delivered: since });
    case 'ConsignmentSplit':
      return ofGoods(state, event.data.consignmentId, { ended: 'split' });
    case 'ConsignmentReturned':
      return ofGoods(state, event.data.consignmentId, { ended: 'returned' });
    case 'ConsignmentCancelled':
      return ofGoods(state, event.data.consignmentId, { ended: 'cancelled' });
    case 'DeclarationLodged': {
      const { declarationId, consignmentId, flow, procedure } = event.data;
      const homeUse = procedure.requested === HOME_USE;
      return ofCustoms(state, declarationId, { consignmentId, flow, homeUse, lines: [] });
    }
    case 'DeclarationCleared':
    case 'DeclarationAmended':
    case 'DeclarationInvalidated': {
      const { declarationId } = event.data;
      const before = state.customs[declarationId];
      if (!before) throw new Error(`The declaration ${declarationId} was not lodged before.`);
      const lines = event.type === 'DeclarationInvalidated' ? [] : statisticalLinesOf(event.data.lines);
      const clearedFirst = before.clearedFirst ?? since;
      return ofCustoms(state, declarationId, { ...before, lines, cleared: since, clearedFirst });
    }
    case 'ObligationArisen': {
      const { invoiceId, consignmentId, amount } = event.data;
      const owed = { consignmentId, amount: amountOf(amount), paid: '0', since };
      return { ...state, paid: { ...state.paid, [invoiceId]: owed } };
    }
    case 'ObligationPartSettled':
    case 'ObligationSettled':
    case 'PaymentReturned':
    case 'PaymentUnmatched': {
      const { invoiceId, outstanding } = event.data;
      const before = state.paid[invoiceId];
      if (!before) throw new Error(`The obligation of invoice ${invoiceId} did not arise before.`);
      const on = event.type === 'PaymentUnmatched' ? event.data.unmatchedOn : event.data.valueDate;
      const paid = (BigInt(before.amount.minor) - BigInt(minorText(outstanding))).toString();
      const moved = { position: event.position, on };
      const { lessened: _, ...owed } = before;
      const now =
        BigInt(paid) > BigInt(before.paid)
          ? { ...owed, paid, since: moved }
          : { ...owed, paid, lessened: moved };
      return { ...state, paid: { ...state.paid, [invoiceId]: now } };
    }
    case 'InvoiceWithdrawn': {
      const { [event.data.invoiceId]: _, ...paid } = state.paid;
      return { ...state, paid };
    }
    default:
      return never(event);
  }
}

function ofGoods(state: GoodsState, id: string, change: Partial<GoodsOf>): GoodsState {
  const before = state.goods[id] ?? { lines: [] };
  return { ...state, goods: { ...state.goods, [id]: { ...before, ...change } } };
}

function ofCustoms(state: GoodsState, id: string, now: CustomsOf): GoodsState {
  return { ...state, customs: { ...state.customs, [id]: now } };
}

function amountOf(money: MoneyJson): Amount {
  return { minor: minorText(money), currency: money.currency };
}

interface Told {
  readonly lineNumber: number;
  readonly hs6: string;
  readonly quantity: string;
  readonly unit: string;
}

function linesOf(lines: readonly (Told & { readonly value: MoneyJson })[]): readonly ValuedLine[] {
  return lines.map(({ value, ...line }) => lineOf(line, value));
}

function statisticalLinesOf(
  lines: readonly (Told & { readonly statisticalValue: MoneyJson })[],
): readonly ValuedLine[] {
  return lines.map(({ statisticalValue, ...line }) => lineOf(line, statisticalValue));
}

function lineOf({ lineNumber, hs6, quantity, unit }: Told, value: MoneyJson): ValuedLine {
  return { line: lineNumber, hs6, quantity, unit, ...amountOf(value) };
}
