import {
  localDateSchema,
  moneySchema,
  participantIdSchema,
  paymentReferencesSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { z } from 'zod';

const position = z.int().min(1);

const listed = z
  .object({
    settlementId: uuidSchema,
    bank: participantIdSchema,
    status: z
      .enum(['booked', 'matched', 'suspended'])
      .describe(
        '`booked` until the ledger has looked for what it pays, then `matched` where all of it pays something, else `suspended`.',
      ),
    account: z.string(),
    amount: moneySchema,
    unallocated: moneySchema,
    references: paymentReferencesSchema,
    bookedOn: localDateSchema,
    valueDate: localDateSchema,
    debtorName: z.string().exactOptional(),
    creditorName: z.string().exactOptional(),
    demo: z.boolean().describe('Whether it is invented, for the demo.'),
    position: position.describe('Of the event that booked it.'),
    matches: z.array(
      z.object({
        obligationId: uuidSchema,
        invoiceId: uuidSchema,
        consignmentId: uuidSchema,
        amount: moneySchema,
        position,
      }),
    ),
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
