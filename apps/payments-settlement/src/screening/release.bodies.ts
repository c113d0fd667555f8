import { textSchema, uuidSchema } from '@corridor/contracts';
import { z } from 'zod';

export const releaseBody = z.strictObject({
  reason: textSchema(512).describe('Why its parties are not those of the list.'),
});

export const releaseAnswer = z
  .object({
    settlementId: uuidSchema,
    position: z
      .int()
      .min(1)
      .exactOptional()
      .describe('Of the event that released it; absent where it was released before.'),
  })
  .meta({ id: 'ReleaseAnswer' });
