import {
  moneySchema,
  participantIdSchema,
  textSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { z } from 'zod';

/** How a recall stands. */
export const RECALL_STATUSES = ['pending', 'accepted', 'rejected'] as const;
export const recallStatusSchema = z.enum(RECALL_STATUSES);
export type RecallStatus = (typeof RECALL_STATUSES)[number];

/** Whether the bank was sent it, or sent it itself. */
export const RECALL_DIRECTIONS = ['received', 'sent'] as const;
export const recallDirectionSchema = z.enum(RECALL_DIRECTIONS);
export type RecallDirection = (typeof RECALL_DIRECTIONS)[number];

const position = z.int().min(1);
export const recallReasons = z.array(
  z.object({
    code: z.string().exactOptional(),
    proprietary: z.string().exactOptional(),
    additional: z.array(z.string()),
  }),
);

const recall = z
  .object({
    recallId: uuidSchema,
    paymentId: uuidSchema,
    bank: participantIdSchema,
    direction: recallDirectionSchema.describe(
      '`received`: the bank was sent it, and answers. `sent`: the bank sent it, and its `assignee` answers.',
    ),
    status: recallStatusSchema.describe(
      'An accepted one moves nothing by itself: its return follows by pacs.004, by an entry or in JSON.',
    ),
    isoStatus: z
      .string()
      .exactOptional()
      .describe('Of the last answer: `PDCR` it is looked at, `ACCR`, `RJCR`.'),
    assignmentId: z.string(),
    assigner: z.string().exactOptional().describe('BIC of the bank that sent it.'),
    assignee: z.string().exactOptional().describe('BIC of the bank that it was sent to.'),
    caseId: z.string().exactOptional(),
    caseCreator: z
      .object({ name: z.string().exactOptional(), bic: z.string().exactOptional() })
      .exactOptional()
      .describe('Who opened the case.'),
    original: z
      .object({
        messageId: z.string().exactOptional(),
        messageName: z.string().exactOptional(),
        createdAt: z.string().exactOptional().describe('As written.'),
        instructionId: z.string().exactOptional(),
        transactionId: z.string().exactOptional(),
      })
      .describe(
        'The message that held the payment, and what that called it beside its UETR and end-to-end id.',
      ),
    uetr: z.string().exactOptional(),
    endToEndId: z.string().exactOptional(),
    amount: moneySchema.exactOptional(),
    reasons: recallReasons.describe('Why it is asked for.'),
    originator: z.string().exactOptional(),
    format: z.string(),
    messageId: z.string(),
    requestedAt: timestampSchema.describe('When the ledger recorded it.'),
    answered: z
      .object({
        isoStatus: z.string(),
        by: z.enum(['ledger', 'bank', 'operator']),
        reasons: recallReasons,
        format: z.string(),
        messageId: z.string().exactOptional(),
        position,
        occurredAt: timestampSchema
          .exactOptional()
          .describe(
            'When it was answered, by who says so: the `CreDtTm` of a camt.029. Absent of what an older release listed.',
          ),
        recordedAt: timestampSchema,
      })
      .exactOptional()
      .describe('The last answer.'),
    position,
  })
  .meta({ id: 'Recall' });

export type RecallItem = z.infer<typeof recall>;

export const recallPage = z
  .object({
    items: z.array(recall),
    next: z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
  })
  .meta({ id: 'RecallPage' });

/** What the creditor's bank says of a recall. */
export const recallAnswerBody = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('accepted'), note: textSchema(140).exactOptional() }),
  z.strictObject({
    answer: z.literal('rejected'),
    reason: z
      .string()
      .regex(/^[A-Z0-9]{4}$/, 'is a code of four characters such as "CUST"')
      .describe('Why not, by ExternalPaymentCancellationRejection1Code of ISO 20022.'),
    note: textSchema(140).exactOptional().describe('In words, for a person.'),
  }),
]);

export const recallAnswered = z
  .object({
    recallId: uuidSchema,
    status: recallStatusSchema,
    messageId: z.string().describe('Of the camt.029 that tells it.'),
    position: position
      .exactOptional()
      .describe('Of its first answer in these words, where it was answered so before.'),
  })
  .meta({ id: 'RecallAnswered' });
