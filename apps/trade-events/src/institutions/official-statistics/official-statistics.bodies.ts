import { localDateSchema, statisticStatusSchema } from '@corridor/contracts';
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
