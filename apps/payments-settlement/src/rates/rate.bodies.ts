import { participantIdSchema, postedRateSchema, rateDecimalSchema, textSchema } from '@corridor/contracts';
import { z } from 'zod';

const { base, quote, rate, on } = postedRateSchema.shape;
const source = participantIdSchema
  .exactOptional()
  .describe('For an operator the central bank whose rate it is, such as `sbp`; a bank posts its own.');

/** Bodies of the requests on rates. */
export const rateBody = z.strictObject({
  base,
  quote,
  rate: rate.describe('Units of `quote` for one of `base`.'),
  on: on.describe('The day that the rate is for.'),
  source,
});

export const correctionBody = z.strictObject({
  base,
  quote,
  on,
  source,
  wrong: rateDecimalSchema.describe('The rate that stands, and is not right.'),
  rate,
  reason: textSchema(512),
});
