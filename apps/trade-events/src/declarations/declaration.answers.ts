import {
  chargesSchema,
  countrySchema,
  documentCodeSchema,
  dutiesSchema,
  dutyRefundReasonSchema,
  exchangeRateSchema,
  goodsLinesSchema,
  holdReasonSchema,
  hsEditionSchema,
  incotermSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  procedureSchema,
  refusalReasonSchema,
  statisticalLinesSchema,
  timestampSchema,
  ucrSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standing } from '@corridor/nest-kit';
import { z } from 'zod';

export const declarationAnswer = z
  .object({
    declarationId: uuidSchema,
    holdId: uuidSchema.exactOptional().describe('Of the hold that was placed or lifted.'),
    inspectionId: uuidSchema.exactOptional(),
    ...recorded,
  })
  .meta({ id: 'DeclarationAnswer' });

const hold = z.object({
  holdId: z.string(),
  reason: holdReasonSchema,
  note: z.string(),
  liftableBy: participantIdSchema.exactOptional().describe('Absent: any customs office lifts it.'),
  placedAt: timestampSchema,
  open: z.boolean(),
  releasedAt: timestampSchema.exactOptional(),
});

const assessment = z.object({
  assessedAt: timestampSchema,
  duties: dutiesSchema,
  total: moneySchema,
  dueOn: localDateSchema,
  outstanding: moneySchema,
  payments: z.array(z.object({ paymentReference: z.string(), amount: moneySchema, paidOn: localDateSchema })),
  refunds: z.array(
    z.object({
      refundReference: z.string(),
      decisionReference: z.string().exactOptional(),
      reason: dutyRefundReasonSchema,
      note: z.string().exactOptional(),
      amount: moneySchema,
      refundedOn: localDateSchema,
    }),
  ),
});

const clearance = z.object({
  clearedAt: timestampSchema,
  exchangeRate: exchangeRateSchema,
  lines: z
    .array(statisticalLinesSchema.element)
    .describe('What counts in the statistics: as cleared or last amended; none once it is invalidated.'),
});

const unlessUntold = 'As lodged or last amended; absent behind an amendment that was recorded without them.';

export const declarationView = z
  .object({
    declarationId: uuidSchema,
    consignmentId: uuidSchema,
    status: z.enum(['lodged', 'cleared', 'released', 'invalidated', 'refused', 're-exported']),
    declarationNumber: z.string(),
    flow: z.enum(['export', 'import']),
    customsOffice: locodeSchema,
    reporter: countrySchema,
    acceptedAt: timestampSchema.describe('By the clock of the customs office.'),
    acceptedOn: localDateSchema,
    exporter: participantIdSchema,
    importer: participantIdSchema,
    countryOfConsignment: countrySchema,
    countryOfDestination: countrySchema,
    procedure: procedureSchema,
    hsEdition: hsEditionSchema,
    ucr: ucrSchema.exactOptional(),
    incoterm: incotermSchema,
    charges: chargesSchema.exactOptional().describe(unlessUntold),
    lines: goodsLinesSchema.exactOptional().describe(unlessUntold),
    requestedDocuments: z
      .array(
        z.object({
          typeCode: documentCodeSchema,
          note: z.string(),
          dueOn: localDateSchema.exactOptional(),
          requestedAt: timestampSchema,
        }),
      )
      .describe('What customs asked for and waits for.'),
    providedDocuments: z.array(
      z.object({ documentId: uuidSchema, typeCode: documentCodeSchema, providedAt: timestampSchema }),
    ),
    inspections: z.array(
      z.object({
        inspectionId: uuidSchema,
        kind: z.enum(['documentary', 'scan', 'physical']),
        result: z.enum(['conforming', 'discrepancy']),
        note: z.string(),
        inspectedAt: timestampSchema,
      }),
    ),
    holds: z.array(hold).describe('Every hold there ever was, in the order that they were placed.'),
    assessment: assessment
      .exactOptional()
      .describe('The last one, what was paid of it, and what was given back of that and is not withdrawn.'),
    clearance: clearance.exactOptional(),
    amendments: z.array(z.object({ reason: z.string(), amendedAt: timestampSchema })),
    releasedAt: timestampSchema.exactOptional(),
    refusal: z
      .object({ reason: refusalReasonSchema, note: z.string(), refusedAt: timestampSchema })
      .exactOptional(),
    reexport: z.object({ location: locodeSchema, reexportedAt: timestampSchema }).exactOptional(),
    invalidation: z.object({ reason: z.string(), invalidatedAt: timestampSchema }).exactOptional(),
    ...standing,
  })
  .meta({ id: 'Declaration', description: 'What was declared to customs, and what has become of it.' });
