import {
  exchangeRateSchema,
  moneySchema,
  textSchema,
  timestampSchema,
  transportCostDescriptionSchema,
  transportCostKindSchema,
  transportCostReferenceSchema,
  transportCostScopeSchema,
  transportCostUnitsSchema,
} from '@corridor/contracts';
import { z } from 'zod';

export const transportCostBody = z.strictObject({
  occurredAt: timestampSchema.describe('When it was paid.'),
  reference: transportCostReferenceSchema.describe(
    'The number of its receipt, or your own: of a consignment, one cost has it.',
  ),
  kind: transportCostKindSchema.describe(
    'What for. `phytosanitary` is of plants, `veterinary` of animals and what is made of them, `sanitary` of people and of food, `loading` also unloading and transloading, `tolls` also what a country asks for transit, `waiting` also parking and detention, `freight` what the carrier is paid; by rail, `technical-inspection` is of wagons, `commercial-inspection` of seals, loads and papers. Duties and taxes are paid by declarations.',
  ),
  description: transportCostDescriptionSchema.exactOptional().describe('What it was for, in words.'),
  scope: transportCostScopeSchema.describe('At a place, or for a section of the way.'),
  units: transportCostUnitsSchema
    .exactOptional()
    .describe(
      "How many vehicles or wagons it was paid for; left out where it was for all of the consignment's.",
    ),
  amount: moneySchema.describe('0 where nothing had to be paid.'),
  exchangeRate: exchangeRateSchema
    .exactOptional()
    .describe('USD for one unit of the currency on the day on which it was paid; left out for dollars.'),
  receipted: z
    .boolean()
    .exactOptional()
    .describe('Whether a receipt was given; left out where you do not know.'),
});

export const transportCostWithdrawalBody = z.strictObject({
  occurredAt: timestampSchema,
  reason: textSchema(512),
});
