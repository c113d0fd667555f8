import { z } from 'zod';
import { countrySchema, decimalSchema, localDateSchema, textSchema, uuidSchema } from '../building-blocks.js';
import { contractsOf } from '../contract.js';

const contract = contractsOf('statistic');

/** All chapters, headings and subheadings of an edition with the total are fewer than 7,000. */
const LINES_MAX = 8_000;

/** Whoever publishes: UN Comtrade, or a national office. */
export const statisticSourceSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, 'is a short name of the source such as "un-comtrade"');
export const statisticFlowSchema = z.enum(['import', 'export', 're-export', 're-import']);
export const statisticStatusSchema = z.enum(['provisional', 'revised', 'final']);
/** A calendar year or a month of it. */
export const statisticPeriodSchema = z
  .string()
  .regex(/^(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?$/, 'is a year such as "2025" or a month such as "2025-03"');

/** In the source's own unit, as it writes its code. */
export const statisticQuantitySchema = z.strictObject({ amount: decimalSchema(6), unit: textSchema(16) });

const amount = z.string().regex(/^\d{1,16}\.\d{2}$/, 'is an amount in USD to the cent such as "1234.50"');

export const statisticLineSchema = z.strictObject({
  code: z
    .string()
    .regex(/^(?:TOTAL|\d{2}|\d{4}|\d{6})$/, 'is "TOTAL" or an HS code of two, four or six digits'),
  value: amount,
  cif: amount.exactOptional(),
  fob: amount.exactOptional(),
  netKg: decimalSchema(6).exactOptional(),
  netKgEstimated: z.boolean(),
  quantity: statisticQuantitySchema.exactOptional(),
});

export const STATISTIC_CONTRACTS = [
  contract(
    'OfficialStatisticsPublished',
    'A source published what a country reports of its trade with another in a period, or other figures than before: these count from now on, and those of before stay on record.',
    z.strictObject({
      statisticId: uuidSchema,
      source: statisticSourceSchema,
      reporter: countrySchema,
      partner: countrySchema,
      flow: statisticFlowSchema,
      period: statisticPeriodSchema,
      classification: z
        .string()
        .regex(/^H\d$/, 'is an edition of the HS as UN Comtrade names it, such as "H6"'),
      status: statisticStatusSchema,
      publishedOn: localDateSchema.exactOptional(),
      downloadedOn: localDateSchema,
      currency: z.literal('USD'),
      lines: z.array(statisticLineSchema).min(1).max(LINES_MAX),
    }),
  ),
  contract(
    'OfficialStatisticsWithdrawn',
    'A telling should not be there: it counts no more, and the newest one before it that was not taken back counts again. What was asked as of a position before stays as it was.',
    z.strictObject({
      statisticId: uuidSchema,
      telling: z.int().min(1).max(1_000_000),
      reason: textSchema(512),
    }),
  ),
] as const;
