import {
  chargesSchema,
  exchangeRateSchema,
  goodsLinesSchema,
  holdReasonSchema,
  locodeSchema,
  textSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on declarations. */
export const lodgementBody = z.strictObject({
  ...at,
  consignmentId: uuidSchema,
  declarationNumber: textSchema(35),
  flow: z.enum(['export', 'import']),
  customsOffice: locodeSchema,
  charges: chargesSchema,
  /** Absent: all lines of the consignment, as they stand. */
  lines: goodsLinesSchema.exactOptional(),
});
export const holdBody = z.strictObject({ ...at, reason: holdReasonSchema, note: textSchema(512) });
export const releaseBody = z.strictObject(at);
export const clearanceBody = z.strictObject({ ...at, exchangeRate: exchangeRateSchema });
export const declarationAmendmentBody = z.strictObject({
  ...at,
  reason: textSchema(512),
  lines: goodsLinesSchema,
  charges: chargesSchema,
});
