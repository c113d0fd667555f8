import {
  exchangeRateSchema,
  moneySchema,
  participantIdSchema,
  timestampSchema,
  transportCostDescriptionSchema,
  transportCostKindSchema,
  transportCostScopeSchema,
  transportCostUnitsSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standing } from '@corridor/nest-kit';
import { z } from 'zod';

const ids = { consignmentId: uuidSchema, costId: uuidSchema };

export const transportCostAnswer = z.object({ ...ids, ...recorded }).meta({ id: 'TransportCostAnswer' });

export const transportCostView = z
  .object({
    ...ids,
    status: z.enum(['recorded', 'withdrawn']),
    paidAt: timestampSchema,
    reference: z.string(),
    kind: transportCostKindSchema,
    description: transportCostDescriptionSchema.exactOptional(),
    scope: transportCostScopeSchema,
    units: transportCostUnitsSchema.exactOptional(),
    amount: moneySchema,
    amountUsd: moneySchema.describe('In USD, converted once at the rate of the day.'),
    exchangeRate: exchangeRateSchema.exactOptional(),
    receipted: z.boolean().exactOptional().describe('Left out where it was not told.'),
    recordedBy: participantIdSchema.describe('Whose key told it: that one may withdraw it.'),
    ...standing,
  })
  .meta({ id: 'TransportCost', description: 'What was paid for goods on their way.' });
