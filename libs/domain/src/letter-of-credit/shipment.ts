import { dayAfter } from '../bank-calendar/banking-days.js';
import type { CreditDocument, PresentationMade } from './letter-of-credit.events.js';
import type { KnownCredit } from './letter-of-credit-state.js';

/** What goods are carried under, by UN/EDIFACT 1001: the papers of UCP 600, articles 19 to 25, and those of rail. */
export const TRANSPORT_DOCUMENTS: ReadonlySet<string> = new Set([
  '704',
  '705',
  '710',
  '714',
  '720',
  '722',
  '730',
  '740',
  '741',
  '750',
  '760',
  '763',
  '766',
]);

type Presented = Pick<PresentationMade['data'], 'consignmentId' | 'shippedOn' | 'documents'>;

export function transportDocumentsOf({ documents }: Pick<Presented, 'documents'>): readonly CreditDocument[] {
  return documents.filter(({ typeCode }) => TRANSPORT_DOCUMENTS.has(typeCode));
}

/** A day of shipment, and what it is told by. */
export interface ShipmentDay {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly by: 'told' | 'transport-document' | 'attached-document' | 'dispatch';
}

/**
 * All days on which the goods of a presentation are said to have been shipped, what counts most first: what the presenter tells of the transport document (it
 * may have a note of the day on board), then the date of that document (UCP 600, articles 19 to 24), of several the latest (article 31(b)). Banks deal with
 * documents and not with goods (articles 5 and 14(a)): only where the presentation tells no day counts what the ledger has of the consignment, the transport
 * documents that are attached to it before its dispatch.
 */
export function shipmentDays(state: KnownCredit, presented: Presented): readonly ShipmentDay[] {
  const { consignmentId, shippedOn: told } = presented;
  const isOf = (each: { readonly consignmentId: string }) => each.consignmentId === consignmentId;
  const days: readonly (readonly [ShipmentDay['by'], string | undefined])[] = [
    ['told', told],
    ['transport-document', latestOf(transportDocumentsOf(presented))],
    ['attached-document', latestOf(state.transportDocuments.filter(isOf))],
    ['dispatch', state.shipments.find(isOf)?.shippedOn],
  ];
  return days.flatMap(([by, on]) => (on === undefined ? [] : [{ on, by }]));
}

/** The same of a presentation. @param number from 1. */
export function shipmentDaysOf(state: KnownCredit, number: number): readonly ShipmentDay[] {
  const presentation = state.presentations[number - 1];
  return presentation ? shipmentDays(state, presentation.made) : [];
}

/** The day of shipment that a presentation is held against. */
export function shippedOnOf(state: KnownCredit, presented: Presented): string | undefined {
  return shipmentDays(state, presented)[0]?.on;
}

/**
 * The latest day that a presentation can be of papers or a shipment of: they are not of a later day than itself (UCP 600, article 14(i)), but where they were
 * signed the next one may have begun.
 */
export function latestDayOf(presentedOn: string): string {
  return dayAfter(presentedOn);
}

function latestOf(documents: readonly CreditDocument[]): string | undefined {
  return documents
    .map(({ issuedOn }) => issuedOn)
    .sort()
    .at(-1);
}
