import {
  evidenceSha256Schema,
  localDateSchema,
  milestoneIdSchema,
  milestonePlanSchema,
  textSchema,
  timestampSchema,
} from '@corridor/contracts';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on milestones. */
export const planBody = z.strictObject({
  ...at,
  milestoneId: milestoneIdSchema,
  ...milestonePlanSchema.shape,
});
export const replanBody = z.strictObject({ ...at, plannedOn: localDateSchema, reason: textSchema(512) });
export const completionBody = z.strictObject({
  ...at,
  doneOn: localDateSchema,
  evidenceSha256: evidenceSha256Schema,
});
export const cancellationBody = z.strictObject({ ...at, reason: textSchema(512) });

const digits = (count: number) => z.string().regex(new RegExp(`^\\d{1,${count}}$`), 'is a whole number');

export const milestoneListQuery = z.strictObject({
  after: digits(15)
    .transform(Number)
    .exactOptional()
    .describe('Only milestones behind this one: `next` of the page before.'),
  limit: digits(3)
    .transform(Number)
    .pipe(z.int().min(1).max(500))
    .default(50)
    .describe('Milestones of a page, 1 to 500; 50 where it is left out.'),
  asOf: digits(15)
    .transform(Number)
    .exactOptional()
    .describe(
      'As of this position of the ledger; the last one that the list has reached where it is left out.',
    ),
});
