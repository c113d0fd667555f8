import {
  chargesSchema,
  documentCodeSchema,
  dutiesSchema,
  dutyRefundReasonSchema,
  exchangeRateSchema,
  goodsLinesSchema,
  holdReasonSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  procedureSchema,
  refusalReasonSchema,
  textSchema,
  timestampSchema,
  ucrSchema,
  uuidSchema,
} from '@corridor/contracts';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };
const note = textSchema(512);

/** Bodies of the requests on declarations. */
export const lodgementBody = z.strictObject({
  ...at,
  consignmentId: uuidSchema,
  declarationNumber: textSchema(35),
  flow: z.enum(['export', 'import']),
  customsOffice: locodeSchema,
  procedure: procedureSchema.exactOptional().describe('Absent: for good, from no procedure before.'),
  ucr: ucrSchema.exactOptional(),
  charges: chargesSchema,
  lines: goodsLinesSchema.exactOptional().describe('Absent: all lines of the consignment, as they stand.'),
});
export const documentRequestBody = z.strictObject({
  ...at,
  typeCodes: z.array(documentCodeSchema).min(1).max(50),
  note,
  dueOn: localDateSchema.exactOptional(),
});
export const providedDocumentsBody = z.strictObject({
  ...at,
  documentIds: z.array(uuidSchema).min(1).max(50),
});
export const inspectionBody = z.strictObject({
  ...at,
  kind: z.enum(['documentary', 'scan', 'physical']),
  result: z.enum(['conforming', 'discrepancy']),
  note,
});
export const holdBody = z.strictObject({
  ...at,
  reason: holdReasonSchema,
  note,
  liftableBy: participantIdSchema.exactOptional().describe('Absent: any customs office lifts it.'),
});
export const releaseBody = z.strictObject(at);
export const assessmentBody = z.strictObject({
  ...at,
  duties: dutiesSchema,
  dueOn: localDateSchema,
});
export const dutyPaymentBody = z.strictObject({
  ...at,
  paymentReference: textSchema(70),
  amount: moneySchema,
  paidOn: localDateSchema,
});
export const dutyRefundBody = z.strictObject({
  ...at,
  refundReference: textSchema(70).describe('What the treasury calls the refund: one is counted once.'),
  decisionReference: textSchema(70)
    .exactOptional()
    .describe('The decision of customs, or of a court, by which it is granted.'),
  reason: dutyRefundReasonSchema.describe(
    '`overcharged`: more was charged than was due. `not-as-contracted`: the importer rejected goods that were defective or not what was ordered. `called-off`: the declaration was refused, invalidated or re-exported; it fits no other. `drawback`: the goods, or what was made of them, left again. `authority-error`: customs erred, and the payer could not see it. `equity`: circumstances of its own kind. `appeal`: decided on appeal or by a court. `other` needs a `note`.',
  ),
  note: textSchema(512).exactOptional(),
  amount: moneySchema.describe('No more than was paid and not given back.'),
  refundedOn: localDateSchema.describe(
    'The day on which the treasury gave it: not behind `occurredAt`, nor before the first payment.',
  ),
});
export const dutyRefundWithdrawalBody = z.strictObject({
  ...at,
  refundReference: textSchema(70).describe('Of the refund that was told wrong; it may be told anew.'),
  reason: textSchema(512),
});
export const clearanceBody = z.strictObject({ ...at, exchangeRate: exchangeRateSchema });
export const goodsReleaseBody = z.strictObject(at);
export const refusalBody = z.strictObject({ ...at, reason: refusalReasonSchema, note });
export const invalidationBody = z.strictObject({ ...at, reason: note });
export const reexportBody = z.strictObject({ ...at, location: locodeSchema });
export const declarationAmendmentBody = z.strictObject({
  ...at,
  reason: note,
  lines: goodsLinesSchema,
  charges: chargesSchema,
});
