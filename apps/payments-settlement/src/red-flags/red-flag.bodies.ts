import { participantIdSchema, textSchema, timestampSchema } from '@corridor/contracts';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on flags. */
export const assignmentBody = z.strictObject({
  ...at,
  assignee: participantIdSchema.describe('The participant id of who looks at it.'),
});
export const outcomeBody = z.strictObject({ ...at, reason: textSchema(512) });
