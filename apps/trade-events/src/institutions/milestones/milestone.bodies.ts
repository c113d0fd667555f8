import {
  evidenceSha256Schema,
  localDateSchema,
  milestoneIdSchema,
  milestonePlanSchema,
  routeIdSchema,
  textSchema,
  timestampSchema,
} from '@corridor/contracts';
import { z } from 'zod';
import { inOrderOf } from '../../requests/list-query.js';

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
/** Of a completion that was told by mistake. */
export const completionWithdrawalBody = z.strictObject({ ...at, reason: textSchema(512) });
export const cancellationBody = z.strictObject({ ...at, reason: textSchema(512) });

export const milestoneListQuery = z.strictObject({
  routeId: routeIdSchema.exactOptional().describe('Of this route.'),
  ...inOrderOf('milestones'),
});
