import { z } from 'zod';
import {
  localDateSchema,
  moneySchema,
  participantIdSchema,
  partyV1Schema,
  textSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('invoice');

export const termsTriggerSchema = z.enum(['invoice-date', 'dispatch', 'import-clearance', 'delivery']);

/** The event that starts the clock, and the days until payment is due. */
export const paymentTermsSchema = z.strictObject({
  trigger: termsTriggerSchema,
  days: z.int().min(0).max(365),
});

/** Within the length of an ISO 20022 end-to-end id, so that a payer can quote it there. */
export const invoiceNumberSchema = textSchema(35);

export const INVOICE_CONTRACTS = [
  contract(
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
      terms: paymentTermsSchema,
    }),
    ({ creditor, debtor, creditorBank }) => [creditor.participantId, debtor.participantId, creditorBank],
  ),
] as const;
