import {
  exchangeSchema,
  localDateSchema,
  moneySchema,
  participantIdSchema,
  paymentReferencesSchema,
  returnReasonSchema,
  screeningHitSchema,
  suspenseReasonSchema,
  timestampSchema,
  unmatchedBecauseSchema,
  uuidSchema,
} from '@corridor/contracts';
import { z } from 'zod';
import { toldMessages } from '../payments/payment.answers.js';

const position = z.int().min(1);

/** By what a settlement is held. */
export const heldBy = {
  list: z.string().exactOptional(),
  version: z.string().exactOptional(),
  hits: z.array(screeningHitSchema).describe('None where what looks for parties did not answer.'),
};

const part = z.object({
  obligationId: uuidSchema,
  invoiceId: uuidSchema,
  consignmentId: uuidSchema,
  amount: moneySchema,
});

const paidPart = part.extend({
  settled: moneySchema.describe(
    'Of what is owed, in its currency: the amount, converted where that is another one, and the fees.',
  ),
  fees: moneySchema.exactOptional().describe('What banks on the way took, as part of `settled`.'),
});
const match = paidPart.extend({
  exchange: exchangeSchema.exactOptional(),
  by: z
    .enum(['uetr', 'end-to-end-id', 'remittance', 'score', 'manual'])
    .describe('What told that it pays this: `uetr` is its payment instruction.'),
  score: z.int().min(0).max(100).exactOptional(),
  grounds: z.array(z.string()).exactOptional().describe('What made the score.'),
  reason: z.string().exactOptional().describe('Why a person matched it.'),
  unmatched: z
    .object({ because: unmatchedBecauseSchema, reason: z.string(), position })
    .exactOptional()
    .describe('It was taken back: it pays this no longer.'),
  takenBack: z
    .array(
      z.object({
        returnId: uuidSchema,
        amount: moneySchema,
        reason: returnReasonSchema.exactOptional(),
        position,
      }),
    )
    .exactOptional()
    .describe('What returns took of `amount`, oldest first: it pays so much less. Absent where none did.'),
  position,
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
    settlementId: uuidSchema
      .exactOptional()
      .describe('Absent, as all else of a credit, until one is booked.'),
    paymentId: uuidSchema.exactOptional().describe('Where a message told of the payment itself.'),
    bank: participantIdSchema,
    status: z
      .enum(['booked', 'held', 'matched', 'suspended', 'returned'])
      .exactOptional()
      .describe(
        '`booked` until the ledger has looked for what it pays, then `matched` where all of it pays something, else `suspended`; `held` while a person has to look at its parties; what was returned is no part of it, and `returned` where all of it was.',
      ),
    account: z.string().exactOptional(),
    amount: moneySchema.exactOptional(),
    unallocated: moneySchema.exactOptional(),
    returned: moneySchema.exactOptional(),
    references: paymentReferencesSchema,
    bookedOn: localDateSchema.exactOptional(),
    valueDate: localDateSchema.exactOptional(),
    debtorName: z.string().exactOptional(),
    creditorName: z.string().exactOptional(),
    suspendedFor: suspenseReasonSchema.exactOptional().describe('Why it waits, while it does.'),
    held: z
      .object({ ...heldBy, hits: heldBy.hits.exactOptional(), since: timestampSchema })
      .exactOptional()
      .describe(
        'It is held, or was until it was released. Only an operator is told by what list and why; no hits: what looks for parties did not answer.',
      ),
    demo: z.boolean().exactOptional().describe('Whether it is invented, for the demo.'),
    position: position.describe('Of the event that booked it; until then, of what told of it first.'),
    matches: z
      .array(match)
      .exactOptional()
      .describe('What it came to pay, with what was taken back of it since.'),
    returns: z.array(listedReturn).exactOptional().describe('Oldest first.'),
    messages: toldMessages,
  })
  .meta({ id: 'Settlement' });

export const settlementPage = z
  .object({
    items: z.array(listed),
    next: z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
  })
  .meta({ id: 'SettlementPage' });
