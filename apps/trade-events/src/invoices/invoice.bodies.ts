import {
  invoiceNumberSchema,
  localDateSchema,
  moneySchema,
  participantIdSchema,
  paymentTermsSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { z } from 'zod';

/** Creditor and debtor are the exporter and the importer of the consignment. */
export const invoiceBody = z.strictObject({
  occurredAt: timestampSchema,
  consignmentId: uuidSchema,
  invoiceNumber: invoiceNumberSchema,
  creditorBank: participantIdSchema,
  amount: moneySchema,
  issuedOn: localDateSchema,
  terms: paymentTermsSchema,
});
