import {
  currencySchema,
  localDateSchema,
  moneySchema,
  participantIdSchema,
  paymentReferencesSchema,
  suspenseReasonSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { z } from 'zod';
import { heldBy } from '../list/list.answers.js';

const obligation = z.object({
  obligationId: uuidSchema,
  invoiceNumber: z.string(),
  consignmentId: uuidSchema,
  creditor: participantIdSchema,
  debtor: participantIdSchema,
  outstanding: moneySchema,
  dueOn: localDateSchema,
});

const sum = z.object({
  amount: z
    .string()
    .regex(/^\d+(?:\.\d+)?$/)
    .describe('In major units; may have more digits than one amount.'),
  currency: currencySchema,
});

const next = z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.');

export const suspensePage = z
  .object({
    items: z.array(
      z
        .object({
          settlementId: uuidSchema,
          bank: participantIdSchema,
          account: z.string(),
          amount: moneySchema,
          unallocated: moneySchema.describe('What waits.'),
          reason: suspenseReasonSchema
            .or(z.literal('held'))
            .describe(
              '`no-open-obligation`: it names nothing that is open; `overpaid`: more came than is owed; `ambiguous`: it names several creditors; `unsure`: it names none, and several fit; `rate-…`: there is no rate for its value date; `held`: its parties.',
            ),
          waitsSince: timestampSchema.exactOptional(),
          references: paymentReferencesSchema,
          bookedOn: localDateSchema,
          valueDate: localDateSchema,
          debtorName: z.string().exactOptional(),
          creditorName: z.string().exactOptional(),
          candidates: z
            .array(
              z.object({
                obligations: z.array(obligation).describe('What it would pay, in this order.'),
                score: z.int().min(0).max(100),
                grounds: z.array(z.string()).describe('What made the score, each with its points.'),
              }),
            )
            .describe(
              'What is open and like it, the best first; 80 and more is matched without a person where it is 15 ahead.',
            ),
          position: z.int().min(1).describe('Of the event that booked it.'),
        })
        .meta({ id: 'SuspenseItem' }),
    ),
    next,
  })
  .meta({ id: 'SuspensePage' });

export const heldPage = z
  .object({
    items: z.array(
      z
        .object({
          settlementId: uuidSchema,
          bank: participantIdSchema,
          ...heldBy,
          heldSince: timestampSchema,
          account: z.string(),
          amount: moneySchema,
          unallocated: moneySchema.describe('What waits.'),
          references: paymentReferencesSchema,
          bookedOn: localDateSchema,
          valueDate: localDateSchema,
          debtorName: z.string().exactOptional(),
          debtorAccount: z.string().exactOptional(),
          debtorAgent: z.string().exactOptional(),
          creditorName: z.string().exactOptional(),
          creditorAgent: z.string().exactOptional(),
          ultimateDebtorName: z.string().exactOptional(),
          ultimateCreditorName: z.string().exactOptional(),
          position: z.int().min(1).describe('Of the event that booked it.'),
        })
        .meta({ id: 'HeldItem' }),
    ),
    next,
  })
  .meta({ id: 'HeldPage' });

/** How long an obligation is due, in days. */
export const AGE_BANDS = ['not-due', '1-30', '31-60', '61-90', 'over-90'] as const;
export const ageBandSchema = z.enum(AGE_BANDS);

export const obligationPage = z
  .object({
    on: localDateSchema.describe('The day that ages are counted to.'),
    totals: z
      .array(z.object({ age: ageBandSchema, currency: z.string(), count: z.int(), outstanding: sum }))
      .describe('Of all that is open and asked for, whatever the page.'),
    items: z.array(
      obligation
        .extend({
          creditorBank: participantIdSchema,
          amount: moneySchema,
          daysOverdue: z.int().min(0).describe('0 until the day that it is due.'),
          age: ageBandSchema,
        })
        .meta({ id: 'OpenObligation' }),
    ),
    next,
  })
  .meta({ id: 'OpenObligationPage' });
