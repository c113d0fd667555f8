import { moneySchema, participantIdSchema, timestampSchema, uuidSchema } from '@corridor/contracts';
import { z } from 'zod';

const position = z.int().min(1);

/** All messages of a payment and its credits. */
export const toldMessages = z
  .array(
    z.object({
      type: z.string().describe('Of the event that it led to.'),
      format: z.string(),
      messageId: z.string().exactOptional(),
      status: z.string().exactOptional(),
      amount: moneySchema.exactOptional(),
      occurredAt: timestampSchema
        .exactOptional()
        .describe(
          'When that happened, by who says so: of a message between banks its `CreDtTm`, of what the ledger answers when it did. Absent of entries, and of what an older release listed.',
        ),
      position,
      recordedAt: timestampSchema,
    }),
  )
  .describe('All that told of it, credits and returns too, in the order in which they came.');

export const paymentAnswer = z
  .object({
    paymentId: uuidSchema,
    bank: participantIdSchema,
    uetr: z.string().exactOptional(),
    endToEndId: z.string().exactOptional(),
    settlementIds: z.array(uuidSchema).describe('Its credits.'),
    messages: toldMessages,
  })
  .meta({ id: 'Payment' });

export type PaymentAnswer = z.infer<typeof paymentAnswer>;

export const paymentPage = z.object({ items: z.array(paymentAnswer) }).meta({ id: 'PaymentPage' });
