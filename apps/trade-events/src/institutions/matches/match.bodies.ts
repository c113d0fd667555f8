import { matchDeclineSchema, needSideSchema, timestampSchema, uuidSchema } from '@corridor/contracts';
import { z } from 'zod';
import { lastingTextSchema } from '../lasting-text.js';
import { pageQuery } from '../newest-first.js';

const at = {
  occurredAt: timestampSchema,
  side: needSideSchema.exactOptional().describe('Whose answer it is, where an operator tells it.'),
};

/** Bodies of the answers to matches. */
export const interestBody = z.strictObject(at);
export const declineBody = z.strictObject({
  ...at,
  reason: matchDeclineSchema,
  note: lastingTextSchema.exactOptional(),
});

export const matchListQuery = z.strictObject({
  needId: uuidSchema.exactOptional(),
  status: z.enum(['proposed', 'introduced', 'declined', 'lapsed']).exactOptional(),
  ...pageQuery,
});
