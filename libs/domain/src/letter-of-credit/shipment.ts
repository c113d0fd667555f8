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

/**
 * The day on which the goods of a presentation were shipped: that of their dispatch, where the ledger has it, else as it was told, else that of the transport
 * document (UCP 600, articles 19 to 24), of several the latest (article 31(b)).
 */
export function shippedOnOf({ shipments }: KnownCredit, presented: Presented): string | undefined {
  const { consignmentId, shippedOn } = presented;
  const known = shipments.find((each) => each.consignmentId === consignmentId);
  return known?.shippedOn ?? shippedOn ?? latestOf(transportDocumentsOf(presented));
}

function latestOf(documents: readonly CreditDocument[]): string | undefined {
  return documents
    .map(({ issuedOn }) => issuedOn)
    .sort()
    .at(-1);
}
