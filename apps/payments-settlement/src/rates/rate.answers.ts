import {
  exchangeSchema,
  moneySchema,
  participantIdSchema,
  postedRateSchema,
  rateDecimalSchema,
  timestampSchema,
} from '@corridor/contracts';
import { z } from 'zod';

const position = z.int().min(1);

export const rateAnswer = z
  .object({
    source: participantIdSchema,
    position: position
      .exactOptional()
      .describe('The place in the ledger of what was recorded; absent where it was so already.'),
  })
  .meta({ id: 'RateAnswer' });

const listed = z
  .object({
    ...postedRateSchema.shape,
    position: position.describe('Of the event that posted it.'),
    postedAt: timestampSchema,
    corrections: z
      .array(
        z.object({
          wrong: rateDecimalSchema,
          rate: rateDecimalSchema,
          reason: z.string(),
          position,
          correctedAt: timestampSchema,
        }),
      )
      .describe('Oldest first; `rate` of the last one is the one that stands.'),
    demo: z.boolean().describe('Whether it is invented, for the demo.'),
  })
  .meta({ id: 'Rate' });

export const ratePage = z
  .object({
    items: z.array(listed),
    next: z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
  })
  .meta({ id: 'RatePage' });

export const conversionAnswer = z
  .object({
    amount: moneySchema,
    converted: moneySchema.describe('Rounded half to even to its minor unit, once, at the end.'),
    on: z.string().describe('The day that was asked for; that of each rate stands with its leg.'),
    way: z
      .enum(['direct', 'inverse', 'triangulated'])
      .describe('By a rate as it was posted, by one the other way round, or by two through the dollar.'),
    exchange: exchangeSchema,
  })
  .meta({ id: 'Conversion' });
