import { moneySchema, textSchema, uuidSchema } from '@corridor/contracts';
import { z } from 'zod';

const reason = textSchema(512);

/** What whoever booked the credit says that it pays for. */
export const serviceMatchBody = z.strictObject({
  serviceContractId: uuidSchema,
  amount: moneySchema
    .exactOptional()
    .describe('Of the settlement; all that pays nothing yet, where it is left out.'),
  reason,
});

export const serviceUnmatchBody = z.strictObject({ reason });

export const serviceMatchAnswer = z
  .object({
    settlementId: uuidSchema,
    serviceContractId: uuidSchema,
    position: z
      .int()
      .min(1)
      .exactOptional()
      .describe('Of the last event of the append; absent where nothing was new.'),
  })
  .meta({ id: 'ServiceMatchAnswer' });
