import { uuidSchema } from '@corridor/contracts';
import { z } from 'zod';

const position = z
  .int()
  .min(1)
  .exactOptional()
  .describe('Of the event that booked it, at its first delivery.');

export const settlementAnswer = z
  .object({
    settlementId: uuidSchema,
    status: z
      .enum(['accepted', 'duplicate'])
      .describe('`duplicate`: this transaction was booked before, in whatever format.'),
    position,
  })
  .meta({ id: 'SettlementAnswer' });

export const returnAnswer = z
  .object({
    settlementId: uuidSchema.describe('Of the credit that it takes back.'),
    returnId: uuidSchema,
    status: z
      .enum(['accepted', 'duplicate'])
      .describe('`duplicate`: this return was booked before, in whatever format.'),
    position,
  })
  .meta({ id: 'ReturnAnswer' });

/** One result for each transaction of a file, in the order of the file. */
export const fileAnswer = z
  .object({
    results: z.array(
      z.object({
        reference: z
          .string()
          .nullable()
          .describe(
            '`EndToEndId`, else `AcctSvcrRef`, else `NtryRef`; null where the transaction has none of them.',
          ),
        status: z.enum(['accepted', 'duplicate', 'rejected']),
        settlementId: uuidSchema.exactOptional(),
        returnId: uuidSchema.exactOptional().describe('Of a reversal, which takes the settlement back.'),
        position,
        code: z.string().exactOptional().describe('Why it was rejected; stable.'),
        message: z.string().exactOptional(),
        xpath: z.string().exactOptional().describe('The element at fault, by local names.'),
      }),
    ),
  })
  .meta({ id: 'FileAnswer' });
