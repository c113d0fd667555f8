import { localDateSchema, statisticStatusSchema, textSchema, timestampSchema } from '@corridor/contracts';
import { z } from 'zod';

export const statisticsQuery = z.strictObject({
  status: statisticStatusSchema.describe('How the source calls the figures now.'),
  downloadedOn: localDateSchema.describe('The day on which the file was downloaded.'),
  publishedOn: localDateSchema
    .exactOptional()
    .describe('The day on which the source published the figures, where it tells.'),
});

export const comtradeBody = z
  .string()
  .describe('A CSV file as UN Comtrade gives it; columns go by its header.');

export const statisticWithdrawalBody = z.strictObject({
  occurredAt: timestampSchema,
  position: z
    .int()
    .min(1)
    .describe('Of the event that told it: the answer to the file has it, and the figure.'),
  reason: textSchema(512).describe('Why it should not be there.'),
});
