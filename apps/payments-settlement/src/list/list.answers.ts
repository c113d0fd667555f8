import {
  localDateSchema,
  moneySchema,
  participantIdSchema,
  paymentReferencesSchema,
  returnReasonSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { z } from 'zod';

const position = z.int().min(1);

const part = z.object({
  obligationId: uuidSchema,
  invoiceId: uuidSchema,
  consignmentId: uuidSchema,
  amount: moneySchema,
});

const listedReturn = z.object({
  returnId: uuidSchema,
  amount: moneySchema,
  reason: returnReasonSchema.exactOptional(),
  bookedOn: localDateSchema,
  valueDate: localDateSchema,
  references: paymentReferencesSchema,
  takenBack: z
    .array(
      part.extend({
        settled: moneySchema.describe('What of the obligation it settled, in its currency, fees included.'),
        fees: moneySchema.exactOptional().describe('What banks on the way took of it.'),
      }),
    )
    .describe('What of it paid something until then; the rest waited in suspense.'),
  format: z.string(),
  messageId: z.string().exactOptional(),
  position,
});

const listed = z
  .object({
    settlementId: uuidSchema,
    bank: participantIdSchema,
    status: z
      .enum(['booked', 'matched', 'suspended', 'returned'])
      .describe(
        '`booked` until the ledger has looked for what it pays, then `matched` where all of it pays something, else `suspended`; what was returned is no part of it, and `returned` where all of it was.',
      ),
    account: z.string(),
    amount: moneySchema,
    unallocated: moneySchema,
    returned: moneySchema,
    references: paymentReferencesSchema,
    bookedOn: localDateSchema,
    valueDate: localDateSchema,
    debtorName: z.string().exactOptional(),
    creditorName: z.string().exactOptional(),
    demo: z.boolean().describe('Whether it is invented, for the demo.'),
    position: position.describe('Of the event that booked it.'),
    matches: z
      .array(part.extend({ position }))
      .describe('What it came to pay; what was taken back again stands with the return.'),
    returns: z.array(listedReturn).describe('Oldest first.'),
    messages: z
      .array(
        z.object({
          format: z.string(),
          messageId: z.string().exactOptional(),
          position,
          recordedAt: timestampSchema,
        }),
      )
      .describe('The messages that told of it, oldest first.'),
  })
  .meta({ id: 'Settlement' });

export const settlementPage = z
  .object({
    items: z.array(listed),
    next: z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
  })
  .meta({ id: 'SettlementPage' });
