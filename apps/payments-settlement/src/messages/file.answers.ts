import { uuidSchema } from '@corridor/contracts';
import { z } from 'zod';
import { valueNotes } from '../bank-calendars/bank-calendar.answers.js';
import { recallReasons } from '../recalls/recall.answers.js';

const position = z.int().min(1).exactOptional().describe('Of the event that told of it first.');
const count = z.int().min(0);

const reference = z.string().exactOptional();
const references = z
  .object({
    endToEndId: reference,
    uetr: reference,
    instructionId: reference,
    transactionId: reference,
    accountServicerReference: reference,
    entryReference: reference,
    messageId: reference.describe('Of the message that it speaks of.'),
  })
  .describe('Of what is refused: what names the payment, each by its name, as far as it can be read.');

const itemResult = z.object({
  reference: z
    .string()
    .nullable()
    .describe('`EndToEndId`, else another of its references; null where the transaction has none of them.'),
  references: references.exactOptional(),
  status: z.enum(['accepted', 'duplicate', 'rejected']),
  isoStatus: z
    .enum(['RCVD', 'ACTC', 'PDNG', 'RJCT'])
    .describe('What a pacs.002 says of it; never ACSC, as the ledger services no account.'),
  settlementId: uuidSchema.exactOptional(),
  paymentId: uuidSchema.exactOptional(),
  returnId: uuidSchema.exactOptional().describe('Of what takes the settlement back.'),
  recallId: uuidSchema.exactOptional(),
  recallAnswer: z
    .object({
      isoStatus: z
        .string()
        .describe('`PDCR` it is looked at, `ACCR` or `CNCL` the money comes back, `RJCR` it does not.'),
      reasons: recallReasons,
    })
    .exactOptional()
    .describe('Of a camt.029 that is taken: how the recall that it answers stands by it.'),
  position,
  code: z.string().exactOptional().describe("Why, by ISO 20022's external list of status reasons."),
  reason: z.string().exactOptional().describe('The same by a code of the ledger; stable.'),
  message: z.string().exactOptional(),
  xpath: z.string().exactOptional().describe('The element at fault, by local names.'),
  notes: valueNotes,
});

/** One result for each transaction of a file, in the order of the file. */
export const fileAnswer = z
  .object({
    results: z.array(itemResult),
    messages: z.array(
      z.object({
        messageId: z.string(),
        definition: z.string(),
        status: z
          .enum(['processed', 'duplicate', 'id-reused'])
          .describe(
            '`duplicate`: all of it was taken over before. `id-reused`: another message came under its id.',
          ),
        accepted: count,
        duplicates: count,
        rejected: count,
      }),
    ),
    warnings: z.array(
      z.object({
        code: z.string(),
        isoCode: z
          .string()
          .exactOptional()
          .describe("The same by ISO 20022's external list of status reasons, where that has one for it."),
        message: z.string(),
        messageId: z.string().exactOptional(),
        xpath: z.string().exactOptional(),
        line: z.int().exactOptional(),
      }),
    ),
  })
  .meta({ id: 'FileAnswer' });
