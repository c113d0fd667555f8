import type { EventOf } from '@corridor/contracts';
import type {
  CommitmentEvent,
  CommitmentWord,
  GoodsWord,
  LinkWord,
  RealisationWord,
  ValuedLine,
} from '@corridor/domain';
import { type MoneyJson, minorText, never } from '@corridor/kernel';
import { utcInstant } from '../../utc-instant.js';

/** Events of a commitment's own stream. */
export const COMMITMENT_EVENTS = [
  'CommitmentAnnounced',
  'CommitmentRevised',
  'CommitmentRateTold',
  'CommitmentContracted',
  'CommitmentContractReleased',
  'CommitmentWithdrawn',
  'CommitmentLapsed',
  'CommitmentFulfilled',
  'CommitmentReopened',
  'RealisationReported',
  'RealisationVerified',
  'RealisationRejected',
  'RealisationRevoked',
] as const;
type CommitmentTold = EventOf<(typeof COMMITMENT_EVENTS)[number]>;

export const LINK_EVENTS = ['CommitmentLinked', 'CommitmentUnlinked'] as const;
type LinkEvent = EventOf<(typeof LINK_EVENTS)[number]>;

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
type GoodsEvent = EventOf<(typeof GOODS_EVENTS)[number]>;
export type WordEvent = CommitmentTold | LinkEvent | GoodsEvent;

const OWN: ReadonlySet<string> = new Set(COMMITMENT_EVENTS);
const isOwn = (event: WordEvent): event is CommitmentTold => OWN.has(event.type);
const isLink = (event: WordEvent): event is LinkEvent =>
  event.type === 'CommitmentLinked' || event.type === 'CommitmentUnlinked';

/** What an event tells of what came of commitments. */
export function wordOf(event: WordEvent): RealisationWord {
  if (isOwn(event)) return commitmentWord(event);
  return isLink(event) ? linkWord(event) : goodsWord(event);
}

const placedOf = ({ position, occurredAt }: WordEvent) => ({
  position,
  on: occurredAt.slice(0, 10),
  at: utcInstant(occurredAt),
});

function commitmentWord(event: CommitmentTold): CommitmentWord {
  const { type, occurredAt, data, participants, demo } = event;
  // Its data keep to the contract of the type, which says what the decider told.
  const told = { type, occurredAt, data } as CommitmentEvent;
  return { ...placedOf(event), kind: 'commitment', told, participants, demo };
}

function linkWord(event: LinkEvent): LinkWord {
  const { type, actor, data } = event;
  const { allocated, commitmentId, basis } = data;
  return {
    ...placedOf(event),
    kind: type === 'CommitmentLinked' ? 'linked' : 'unlinked',
    ...{ allocated, commitmentId, basis },
    contractId: (type === 'CommitmentLinked' && data.contractId) || null,
    toldBy: actor,
    reason: data.reason ?? null,
  };
}

/** Release for home use, by the classifier of the Eurasian Economic Union. */
const HOME_USE = '40';

function goodsWord(event: GoodsEvent): GoodsWord {
  const own = { ...placedOf(event), consignmentId: event.data.consignmentId };
  switch (event.type) {
    case 'ConsignmentDeclared': {
      const { lines, partOf } = event.data;
      return { ...own, kind: 'declared', lines: linesOf(lines), partOf: partOf ?? null };
    }
    case 'ConsignmentAmended':
      return { ...own, kind: 'amended', lines: linesOf(event.data.lines) };
    case 'ConsignmentDispatched':
      return { ...own, kind: 'dispatched' };
    case 'ConsignmentDelivered':
      return { ...own, kind: 'delivered' };
    case 'ConsignmentSplit':
      return { ...own, kind: 'split' };
    case 'ConsignmentReturned':
      return { ...own, kind: 'returned' };
    case 'ConsignmentCancelled':
      return { ...own, kind: 'cancelled' };
    case 'DeclarationLodged': {
      const { declarationId, flow, procedure } = event.data;
      return { ...own, kind: 'lodged', declarationId, flow, homeUse: procedure.requested === HOME_USE };
    }
    case 'DeclarationCleared':
    case 'DeclarationAmended':
    case 'DeclarationInvalidated': {
      const lines = event.type === 'DeclarationInvalidated' ? [] : statisticalLinesOf(event.data.lines);
      return { ...own, kind: 'cleared', declarationId: event.data.declarationId, lines };
    }
    case 'ObligationArisen': {
      const { invoiceId, amount } = event.data;
      return { ...own, kind: 'owed', invoiceId, amount: amountOf(amount) };
    }
    case 'ObligationPartSettled':
    case 'ObligationSettled':
    case 'PaymentReturned':
    case 'PaymentUnmatched': {
      const { invoiceId, outstanding } = event.data;
      const movedOn = event.type === 'PaymentUnmatched' ? event.data.unmatchedOn : event.data.valueDate;
      return { ...own, kind: 'left', invoiceId, outstanding: minorText(outstanding), movedOn };
    }
    case 'InvoiceWithdrawn':
      return { ...own, kind: 'invoice-withdrawn', invoiceId: event.data.invoiceId };
    default:
      return never(event);
  }
}

const amountOf = (money: MoneyJson) => ({ minor: minorText(money), currency: money.currency });

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
