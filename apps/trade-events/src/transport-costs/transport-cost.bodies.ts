import {
  exchangeRateSchema,
  moneySchema,
  textSchema,
  timestampSchema,
  transportCostKindSchema,
  transportCostReferenceSchema,
  transportCostScopeSchema,
} from '@corridor/contracts';
import { z } from 'zod';

export const transportCostBody = z.strictObject({
  occurredAt: timestampSchema.describe('When it was paid.'),
  reference: transportCostReferenceSchema.describe(
    'The number of its receipt, or your own: of a consignment, one cost has it.',
  ),
  kind: transportCostKindSchema.describe(
    'What for. `health-quarantine` is of people, animals and plants, `loading` also unloading and transloading, `tolls` also what a country asks for transit, `waiting` also parking and detention, `freight` what the carrier is paid. Duties and taxes are paid by declarations.',
  ),
  scope: transportCostScopeSchema.describe('At a place, or for a section of the way.'),
  amount: moneySchema,
  exchangeRate: exchangeRateSchema
    .exactOptional()
    .describe('USD for one unit of the currency on the day on which it was paid; left out for dollars.'),
  receipted: z.boolean().describe('Whether a receipt was given.'),
});

export const transportCostWithdrawalBody = z.strictObject({
  occurredAt: timestampSchema,
  reason: textSchema(512),
});
