import {
  ebopsItemSchema,
  localDateSchema,
  partyV1Schema,
  serviceContractNumberSchema,
  serviceContractTermsSchema,
  textSchema,
  timestampSchema,
} from '@corridor/contracts';
import { z } from 'zod';
import { pageQuery } from '../institutions/newest-first.js';

const at = { occurredAt: timestampSchema };
const reason = textSchema(512);

/** Bodies of the requests on contracts of services. */
export const serviceContractBody = z.strictObject({
  occurredAt: timestampSchema.describe('When it was agreed.'),
  contractNumber: serviceContractNumberSchema.describe('Of a provider, one contract of services has it.'),
  provider: partyV1Schema,
  customer: partyV1Schema,
  service: ebopsItemSchema.describe('Item of EBOPS 2010, as far down as you know it, such as `SI21`.'),
  terms: serviceContractTermsSchema,
});
export const serviceContractAmendmentBody = z.strictObject({
  ...at,
  terms: serviceContractTermsSchema.describe('All of them, as they are from now on.'),
  reason,
});
export const serviceContractReclassificationBody = z.strictObject({
  ...at,
  to: ebopsItemSchema.describe('What it has been from the beginning.'),
  reason,
});
export const serviceContractCompletionBody = z.strictObject({
  ...at,
  completedOn: localDateSchema,
  note: textSchema(512).exactOptional(),
});
export const serviceContractTerminationBody = z.strictObject({
  ...at,
  terminatedOn: localDateSchema,
  reason,
});
export const serviceContractWithdrawalBody = z.strictObject({ ...at, reason });

export const serviceContractListQuery = z.strictObject({
  service: ebopsItemSchema
    .exactOptional()
    .describe('Only of this item of EBOPS 2010 and its parts: `SI` has those of `SI21`, too.'),
  status: z.enum(['running', 'completed', 'terminated', 'withdrawn']).exactOptional(),
  ...pageQuery,
});
