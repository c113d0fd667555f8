import { textSchema, timestampSchema } from '@corridor/contracts';
import { z } from 'zod';

/** Body of the request that takes a checkpoint back. */
export const checkpointWithdrawalBody = z.strictObject({
  occurredAt: timestampSchema,
  reason: textSchema(512),
});
