import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { Party } from '../consignment/consignment.events.js';

/** The event that starts the clock of an invoice. Import clearance is that of the importer's customs. */
export const TERMS_TRIGGERS = ['invoice-date', 'dispatch', 'import-clearance', 'delivery'] as const;
export type TermsTrigger = (typeof TERMS_TRIGGERS)[number];

export interface PaymentTerms {
  readonly trigger: TermsTrigger;
  /** Days from the trigger to the due date, 0 to 365. */
  readonly days: number;
}

export type InvoiceRegistered = DomainEvent<
  'InvoiceRegistered',
  {
    readonly invoiceId: string;
    /** The creditor's own number; a payer quotes it. */
    readonly invoiceNumber: string;
    readonly consignmentId: string;
    readonly creditor: Party;
    readonly debtor: Party;
    /** Participant id of the bank that books the creditor's money. */
    readonly creditorBank: string;
    readonly amount: MoneyJson;
    /** `YYYY-MM-DD`. */
    readonly issuedOn: string;
    readonly terms: PaymentTerms;
  }
>;

export type InvoiceEvent = InvoiceRegistered;

export type InvoiceCommand = {
  readonly type: 'RegisterInvoice';
  readonly occurredAt: string;
  readonly data: InvoiceRegistered['data'];
};
