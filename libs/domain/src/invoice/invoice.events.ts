import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { Party } from '../consignment/goods.js';

/** The event that starts the clock of an invoice. Import clearance is that of the importer's customs. */
export const TERMS_TRIGGERS = ['invoice-date', 'dispatch', 'import-clearance', 'delivery'] as const;
export type TermsTrigger = (typeof TERMS_TRIGGERS)[number];

export interface PaymentTerms {
  readonly trigger: TermsTrigger;
  /** Days from the trigger to the due date, 0 to 365. */
  readonly days: number;
}

/** A party as an invoice names it. */
export type InvoiceParty = Pick<Party, 'participantId' | 'name' | 'country'>;

export type InvoiceRegistered = DomainEvent<
  'InvoiceRegistered',
  {
    readonly invoiceId: string;
    /** The creditor's own number; a payer quotes it. */
    readonly invoiceNumber: string;
    readonly consignmentId: string;
    readonly creditor: InvoiceParty;
    readonly debtor: InvoiceParty;
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
