import {
  chargesForSchema,
  creditBankSchema,
  creditChangesSchema,
  creditDocumentSchema,
  creditNumberSchema,
  creditTermsSchema,
  discrepanciesSchema,
  discrepancySchema,
  disposalSchema,
  documentSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  partySchema,
  paymentReferencesSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded } from '@corridor/nest-kit';
import { z } from 'zod';

const position = z.int().min(1);
const creditStatus = z.enum(['issued', 'advised', 'confirmed', 'expired', 'cancelled', 'closed']);

export const creditAnswer = z
  .object({
    letterOfCreditId: uuidSchema,
    amendment: z.int().min(1).exactOptional().describe('The number of an amendment that was made.'),
    presentation: z.int().min(1).exactOptional().describe('The number of a presentation that was made.'),
    ...recorded,
  })
  .meta({ id: 'LetterOfCreditAnswer' });

const amendment = z.object({
  amendment: z.int().min(1),
  changes: creditChangesSchema,
  status: z.enum(['proposed', 'accepted', 'rejected']),
  confirmationExtended: z.boolean().exactOptional(),
});

const shipmentDay = z.object({
  on: localDateSchema,
  by: z
    .enum(['told', 'transport-document', 'attached-document', 'dispatch'])
    .describe(
      'By `shippedOn` of the presentation; its transport document; one that is attached to the consignment; the dispatch of that.',
    ),
});

const presentation = z.object({
  presentation: z.int().min(1),
  status: z
    .enum(['presented', 'refused', 'withdrawn', 'complying', 'accepted', 'honoured', 'settled'])
    .describe(
      '`honoured` while the bank that paid waits to be reimbursed, `settled` once the issuing bank has paid.',
    ),
  presentedTo: participantIdSchema,
  heldBy: participantIdSchema
    .exactOptional()
    .describe(
      'The bank that has the documents: the one that they were presented to, or that they went on to. Absent once they were withdrawn.',
    ),
  presentedOn: localDateSchema,
  amount: moneySchema,
  consignmentId: uuidSchema.exactOptional(),
  shippedOn: localDateSchema.exactOptional(),
  shipment: shipmentDay
    .extend({
      otherwise: z
        .array(shipmentDay)
        .describe('Other days of shipment that the papers or the ledger tell; nothing is refused for them.'),
    })
    .exactOptional()
    .describe('The day of shipment that the presentation is held against, and what tells it.'),
  quantity: z.string().exactOptional(),
  documents: z.array(creditDocumentSchema),
  examineBy: localDateSchema
    .exactOptional()
    .describe('The last day for a notice of refusal of the bank that has them.'),
  inTime: z
    .boolean()
    .describe(
      'Whether it came before the credit expired: by the terms that held then, or by those that hold now.',
    ),
  shows: z
    .array(discrepancySchema)
    .describe(
      'What the record itself shows that does not comply; whether the papers say what they should, only a bank can see.',
    ),
  refusal: z
    .object({
      bank: participantIdSchema,
      refusedOn: localDateSchema,
      discrepancies: discrepanciesSchema,
      disposal: disposalSchema,
    })
    .exactOptional(),
  waived: z.boolean(),
  basis: z.enum(['examined', 'precluded', 'waived']).exactOptional(),
  maturityOn: localDateSchema.exactOptional(),
  paidBy: participantIdSchema.exactOptional(),
  uetr: paymentReferencesSchema.shape.uetr.describe('Of the payment to the presenter.'),
  reimbursementUetr: paymentReferencesSchema.shape.uetr.describe(
    'Of the payment to the bank that had paid him.',
  ),
});

export const creditView = z
  .object({
    letterOfCreditId: uuidSchema,
    number: creditNumberSchema,
    status: creditStatus,
    applicant: partySchema,
    beneficiary: partySchema,
    issuingBank: creditBankSchema,
    advisingBank: creditBankSchema.exactOptional(),
    nominatedBank: creditBankSchema.exactOptional(),
    confirmingBank: creditBankSchema.exactOptional(),
    contractNumber: z.string().exactOptional(),
    goods: z.string().exactOptional(),
    chargesFor: chargesForSchema,
    terms: creditTermsSchema.describe('Those that hold: as issued, with every accepted amendment.'),
    margin: moneySchema.exactOptional().describe('Told to the applicant and the issuing bank.'),
    undertaking: moneySchema.describe('The most that can come to be drawn, with the tolerance.'),
    drawn: moneySchema.describe('By presentations that are neither refused nor withdrawn.'),
    available: moneySchema,
    amendments: z.array(amendment),
    presentations: z.array(presentation),
    shipments: z.array(
      z.object({ consignmentId: uuidSchema, shippedOn: localDateSchema, location: locodeSchema }),
    ),
    transportDocuments: z.array(documentSchema.extend({ consignmentId: uuidSchema })),
    agreedToCancel: z.array(z.enum(['issuing-bank', 'confirming-bank', 'beneficiary'])),
    history: z.array(z.object({ position, type: z.string(), occurredAt: timestampSchema })),
    legalNow: z
      .array(z.string())
      .describe(
        'The commands that are possible now and for whoever asks, by his part in the credit; for an operator, all.',
      ),
    version: z.int().min(1).describe('How many events made it so.'),
  })
  .meta({ id: 'LetterOfCredit' });

export const listedCredit = z.object({
  letterOfCreditId: uuidSchema,
  number: creditNumberSchema,
  status: creditStatus,
  applicant: participantIdSchema,
  beneficiary: participantIdSchema,
  issuingBank: participantIdSchema,
  amount: moneySchema,
  available: moneySchema,
  expiresOn: localDateSchema,
  presentations: z.int().min(0),
});

export const creditPage = z
  .object({
    items: z.array(listedCredit.extend({ position: position.describe('Of its issue.'), demo: z.boolean() })),
    next: z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
  })
  .meta({ id: 'LetterOfCreditPage' });
