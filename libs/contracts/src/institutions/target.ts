import { z } from 'zod';
import {
  countrySchema,
  localDateSchema,
  moneySchema,
  targetIdSchema,
  textSchema,
} from '../building-blocks.js';
import { contractsOf } from '../contract.js';

const contract = contractsOf('target');

export const TARGET_CONTRACTS = [
  contract(
    'TargetSet',
    'A yearly goal for the trade of one reporter with a partner was announced.',
    z.strictObject({
      targetId: targetIdSchema,
      reporter: countrySchema,
      partner: countrySchema,
      yearlyAmount: moneySchema,
      dueOn: localDateSchema.exactOptional(),
      source: textSchema(512),
    }),
  ),
] as const;
