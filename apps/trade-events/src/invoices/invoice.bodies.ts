import {
  invoiceNumberSchema,
  localDateSchema,
  moneySchema,
  participantIdSchema,
  paymentMethodSchema,
  paymentTermsSchema,
  termsTriggerSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { z } from 'zod';

/** What is not said follows from the rest: an open account where the method is missing, what starts its clock where the trigger is. */
const terms = paymentTermsSchema.extend({
  method: paymentMethodSchema.exactOptional(),
  trigger: termsTriggerSchema.exactOptional(),
});

/** Creditor and debtor are the exporter and the importer of the consignment. */
export const invoiceBody = z.strictObject({
  occurredAt: timestampSchema,
  consignmentId: uuidSchema,
  invoiceNumber: invoiceNumberSchema,
  creditorBank: participantIdSchema,
  amount: moneySchema,
  issuedOn: localDateSchema,
  terms,
});
