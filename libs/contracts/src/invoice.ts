import { z } from 'zod';
import {
  localDateSchema,
  moneySchema,
  participantIdSchema,
  partyV1Schema,
  textSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf, newVersionOf } from './contract.js';

const contract = contractsOf('invoice');

export const termsTriggerV1Schema = z.enum(['invoice-date', 'dispatch', 'import-clearance', 'delivery']);

/** The events that start the clock. */
export const termsTriggerSchema = z.enum([
  ...termsTriggerV1Schema.options,
  'transport-document',
  'complying-presentation',
  'acceptance',
]);

/** How it was agreed to pay. */
export const paymentMethodSchema = z.enum([
  'advance',
  'open-account',
  'documents-against-payment',
  'documents-against-acceptance',
  'letter-of-credit',
]);

const days = z.int().min(0).max(365);

/** The event that starts the clock, and the days until payment is due. */
const paymentTermsV1Schema = z.strictObject({ trigger: termsTriggerV1Schema, days });

/** How is paid, by which credit where it is by one, the event that starts the clock, and the days until payment is due. */
export const paymentTermsSchema = z.strictObject({
  method: paymentMethodSchema,
  trigger: termsTriggerSchema,
  days,
  letterOfCreditId: uuidSchema.exactOptional(),
});

/** Within the length of an ISO 20022 end-to-end id, so that a payer can quote it there. */
export const invoiceNumberSchema = textSchema(35);

interface Parties {
  readonly creditor: { readonly participantId: string };
  readonly debtor: { readonly participantId: string };
  readonly creditorBank: string;
}
const ofParties = ({ creditor, debtor, creditorBank }: Parties): readonly string[] => [
  creditor.participantId,
  debtor.participantId,
  creditorBank,
];

const registeredV1 = contract(
  'InvoiceRegistered',
  'A creditor sent an invoice; its terms name the event that starts the clock and the days until payment is due.',
  z.strictObject({
    invoiceId: uuidSchema,
    invoiceNumber: invoiceNumberSchema,
    consignmentId: uuidSchema,
    creditor: partyV1Schema,
    debtor: partyV1Schema,
    creditorBank: participantIdSchema,
    amount: moneySchema,
    issuedOn: localDateSchema,
    terms: paymentTermsV1Schema,
  }),
  ofParties,
);

export const INVOICE_CONTRACTS = [
  registeredV1,
  newVersionOf(registeredV1, {
    schemaVersion: 2,
    schema: registeredV1.schema.extend({ terms: paymentTermsSchema }),
    // No other method could be told.
    upcast: (before) => ({ ...before, terms: { method: 'open-account' as const, ...before.terms } }),
    participants: ofParties,
  }),
] as const;
