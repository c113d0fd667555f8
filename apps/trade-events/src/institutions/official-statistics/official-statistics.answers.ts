import { countrySchema, statisticFlowSchema, statisticPeriodSchema, uuidSchema } from '@corridor/contracts';
import { recorded } from '@corridor/nest-kit';
import { z } from 'zod';
import { LEFT_OUT } from './comtrade-row.js';

export const statisticsAnswer = z
  .object({
    rows: z.int().describe('Rows of the file behind its header.'),
    statistics: z.array(
      z.object({
        statisticId: uuidSchema,
        reporter: countrySchema,
        partner: countrySchema,
        flow: statisticFlowSchema,
        period: statisticPeriodSchema,
        outcome: z
          .enum(['published', 'revised', 'confirmed', 'known'])
          .describe(
            '`confirmed` where a later download tells the same as stands: older ones are refused from then on. `known` where it is of the same day or an earlier one: nothing is added.',
          ),
        lines: z.int(),
        position: z
          .int()
          .exactOptional()
          .describe('Of the event that tells it, or by which it counts again.'),
      }),
    ),
    leftOut: z
      .array(z.object({ reason: z.enum(LEFT_OUT), rows: z.int() }))
      .describe('Rows that are not taken, so that no total is counted many times.'),
  })
  .meta({ id: 'OfficialStatisticsAnswer' });
export type StatisticsAnswer = z.infer<typeof statisticsAnswer>;

export const statisticWithdrawalAnswer = z
  .object({ statisticId: uuidSchema, ...recorded })
  .meta({ id: 'OfficialStatisticsWithdrawalAnswer' });
