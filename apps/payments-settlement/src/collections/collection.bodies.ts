import { localDateSchema, participantIdSchema, uuidSchema } from '@corridor/contracts';
import { z } from 'zod';

const presentingBank = participantIdSchema.describe('The bank that presented to the debtor, and told.');

export const presentationBody = z.strictObject({ presentingBank, presentedOn: localDateSchema });

export const acceptanceBody = z.strictObject({
  presentingBank,
  acceptedOn: localDateSchema,
  maturityOn: localDateSchema
    .exactOptional()
    .describe(
      'As the draft has it; where it is left out, the days of the invoice count from the acceptance.',
    ),
});

export const collectionAnswer = z
  .object({
    invoiceId: uuidSchema,
    position: z.int().min(1).exactOptional().describe('Of the event; absent where it was told before.'),
  })
  .meta({ id: 'CollectionAnswer' });
