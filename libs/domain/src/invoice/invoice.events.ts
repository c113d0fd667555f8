import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { Party } from '../consignment/goods.js';

/**
 * The event that starts the clock of an invoice. Import clearance is that of the importer's customs; the day of a transport
 * document is the one on it, that of a presentation the one on which a bank found it to comply, that of an acceptance the one of
 * a draft under a credit or a collection.
 */
export const TERMS_TRIGGERS = [
  'invoice-date',
  'dispatch',
  'import-clearance',
  'delivery',
  'transport-document',
  'complying-presentation',
  'acceptance',
] as const;
export type TermsTrigger = (typeof TERMS_TRIGGERS)[number];

/** How it was agreed to pay. */
export const PAYMENT_METHODS = [
  'advance',
  'open-account',
  'documents-against-payment',
  'documents-against-acceptance',
  'letter-of-credit',
] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export interface PaymentTerms {
  readonly method: PaymentMethod;
  /** The credit that pays, where it is known. */
  readonly letterOfCreditId?: string;
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
