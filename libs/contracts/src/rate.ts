import { z } from 'zod';
import {
  currencySchema,
  localDateSchema,
  participantIdSchema,
  postedRateSchema,
  rateDecimalSchema,
  textSchema,
} from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('rate');

export const RATE_CONTRACTS = [
  contract(
    'RatePosted',
    'A central bank or a bank told what one unit of a currency is worth in another one on a day.',
    z.strictObject(postedRateSchema.shape),
    ({ source }) => [source],
  ),
  contract(
    'RateCorrected',
    'The rate of a day was another one; what was posted stays on record.',
    z.strictObject({
      base: currencySchema,
      quote: currencySchema,
      on: localDateSchema,
      source: participantIdSchema,
      rate: rateDecimalSchema,
      wrong: rateDecimalSchema,
      reason: textSchema(512),
    }),
    ({ source }) => [source],
  ),
] as const;
