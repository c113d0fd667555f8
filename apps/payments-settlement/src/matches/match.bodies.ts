import { moneySchema, textSchema, uuidSchema } from '@corridor/contracts';
import { z } from 'zod';

const reason = textSchema(512);

/** What an operator says that a settlement pays; an obligation has the id of its invoice. */
export const matchBody = z
  .strictObject({
    obligationId: uuidSchema.exactOptional(),
    invoiceId: uuidSchema.exactOptional().describe('In place of `obligationId`, which is the same.'),
    amount: moneySchema
      .exactOptional()
      .describe('Of the settlement; as much as it has, and is owed, where it is left out.'),
    fees: moneySchema
      .exactOptional()
      .describe('Of what is owed, in its currency: what banks took, and the debtor has paid.'),
    reason,
  })
  .refine(({ obligationId, invoiceId }) => (obligationId === undefined) !== (invoiceId === undefined), {
    error: 'takes either obligationId or invoiceId',
    path: ['obligationId'],
  });

export const unmatchBody = z.strictObject({ reason });

export const matchAnswer = z
  .object({
    settlementId: uuidSchema,
    obligationId: uuidSchema,
    position: z
      .int()
      .min(1)
      .exactOptional()
      .describe('Of the last event of the append; absent where nothing was new.'),
  })
  .meta({ id: 'MatchAnswer' });
