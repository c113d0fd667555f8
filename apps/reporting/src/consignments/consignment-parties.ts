import type { EventOf } from '@corridor/contracts';
import type { ConsignmentRow, InvoiceRow } from './consignment-row.js';

/** Events of letters of credit that tell for which consignments one is. They bring its banks, and do not stand in the history of the goods. */
export const CREDIT_EVENTS = [
  'LetterOfCreditIssued',
  'CreditAmendmentAccepted',
  'ShipmentTakenUp',
  'PresentationMade',
  'PresentationComplied',
] as const;
export type CreditEvent = EventOf<(typeof CREDIT_EVENTS)[number]>;

export function isOfCredit<Event extends { readonly type: string }>(
  event: Event | CreditEvent,
): event is CreditEvent {
  return (CREDIT_EVENTS as readonly string[]).includes(event.type);
}

/** The consignments that an event of a credit names, each once. */
export function consignmentsOfCredit({ data }: CreditEvent): readonly string[] {
  if ('terms' in data) return [...new Set(data.terms.consignmentIds)];
  return data.consignmentId === undefined ? [] : [data.consignmentId];
}

/**
 * The banks of a credit take part in the consignments that it is for. Whoever may present documents names any consignment he likes: it
 * counts where both of its firms are parties of the credit.
 */
export function withCredit(
  row: ConsignmentRow,
  { participants }: Pick<CreditEvent, 'participants'>,
): ConsignmentRow {
  const isTheirs = participants.includes(row.exporter_id) && participants.includes(row.importer_id);
  return isTheirs ? withParties(row, participants) : row;
}

type Told = EventOf<'ConsignmentDeclared' | 'InvoiceRegistered' | 'InvoiceAttached'>;

/** Who takes part beside those who did before: the creditor's bank of an invoice; of a part, whoever has a part in the whole. */
export function partiesTold(
  { type, data }: Told,
  rows: {
    readonly consignments: ReadonlyMap<string, ConsignmentRow>;
    readonly invoices: ReadonlyMap<string, InvoiceRow>;
  },
): readonly string[] {
  if (type === 'InvoiceRegistered') return [data.creditorBank];
  if (type === 'ConsignmentDeclared') {
    return data.partOf === undefined ? [] : (rows.consignments.get(data.partOf)?.participants ?? []);
  }
  const bank = rows.invoices.get(data.invoiceId)?.creditor_bank;
  return bank === undefined ? [] : [bank];
}

/** Sorted by code units, each once, as those of events are. */
export function withParties(row: ConsignmentRow, parties: readonly string[]): ConsignmentRow {
  return { ...row, participants: [...new Set([...row.participants, ...parties])].sort() };
}
