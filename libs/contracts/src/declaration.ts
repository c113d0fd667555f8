import { z } from 'zod';
import {
  chargesSchema,
  countrySchema,
  decimalSchema,
  documentCodeSchema,
  goodsLinesSchema,
  goodsLinesV1Schema,
  hs6Schema,
  hsEditionSchema,
  incotermSchema,
  lineNumberSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  textSchema,
  ucrSchema,
  unitSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf, newVersionOf } from './contract.js';

const contract = contractsOf('declaration');
const ids = { declarationId: uuidSchema, consignmentId: uuidSchema };
const holdId = textSchema(64);
const flow = z.enum(['export', 'import']);

/** USD for one unit of the declaration's currency, on a day, by a source. */
export const exchangeRateSchema = z.strictObject({
  usdPerUnit: decimalSchema(12),
  date: localDateSchema,
  source: textSchema(140),
});

export const holdReasonSchema = z.enum([
  'documents',
  'inspection',
  'valuation',
  'classification',
  'sanitary',
  'duty-unpaid',
]);

/** Two digits of the classifier of the Eurasian Economic Union, by their form. */
const procedureCode = z.string().regex(/^\d{2}$/, 'is a customs procedure of two digits such as "40"');
export const procedureSchema = z.strictObject({ requested: procedureCode, previous: procedureCode });

export const refusalReasonSchema = z.enum([
  'prohibited',
  'documents',
  'classification',
  'valuation',
  'sanitary',
  'withdrawn',
]);

/** What is owed to customs, duty by duty. */
export const dutiesSchema = z
  .array(
    z.strictObject({
      kind: z.enum(['customs-duty', 'value-added-tax', 'excise', 'fee']),
      amount: moneySchema,
    }),
  )
  .min(1)
  .max(50);

/**
 * Why customs gives duty back. `overcharged`: more was charged than was due (Revised Kyoto Convention, General Annex, standard 4.18); `not-as-contracted`: the importer rejected
 * goods that were defective or not what was ordered; `called-off`: the declaration was refused or taken back; `drawback`: the goods, or what was made of them, left again
 * (Revised Kyoto Convention, Specific Annex F, chapter 3); `authority-error`: customs erred, and the payer could not see it; `equity`: circumstances of its own kind;
 * `appeal`: decided on appeal or by a court.
 */
export const dutyRefundReasonSchema = z.enum([
  'overcharged',
  'not-as-contracted',
  'called-off',
  'drawback',
  'authority-error',
  'equity',
  'appeal',
  'other',
]);

/** What cleared lines count in the statistics. */
export const statisticalLinesSchema = z
  .array(
    z.strictObject({
      lineNumber: lineNumberSchema,
      hs6: hs6Schema,
      partner: countrySchema,
      countryOfOrigin: countrySchema,
      netMassKg: decimalSchema(6),
      quantity: decimalSchema(6),
      unit: unitSchema,
      statisticalValue: moneySchema,
      statisticalValueUsd: moneySchema,
    }),
  )
  .min(1)
  .max(999);

const cleared = z.strictObject({
  ...ids,
  flow,
  reporter: countrySchema,
  customsOffice: locodeSchema,
  acceptedOn: localDateSchema,
  exchangeRate: exchangeRateSchema,
  lines: statisticalLinesSchema,
});

const lodgedV1 = contract(
  'DeclarationLodged',
  'Customs accepted a declaration for export or import.',
  z.strictObject({
    ...ids,
    declarationNumber: textSchema(35),
    flow,
    customsOffice: locodeSchema,
    reporter: countrySchema,
    acceptedOn: localDateSchema,
    exporter: participantIdSchema,
    importer: participantIdSchema,
    countryOfConsignment: countrySchema,
    countryOfDestination: countrySchema,
    incoterm: incotermSchema,
    charges: chargesSchema,
    lines: goodsLinesV1Schema,
  }),
  ({ exporter, importer }) => [exporter, importer],
);
const holdPlacedV1 = contract(
  'HoldPlaced',
  'Customs holds the goods, for a reason.',
  z.strictObject({ ...ids, holdId, reason: holdReasonSchema, note: textSchema(512) }),
);

const amendedV1 = contract(
  'DeclarationAmended',
  'A cleared declaration was wrong: the lines that counted, and those that count now, in the month of the original acceptance.',
  z.strictObject({ ...cleared.shape, reason: textSchema(512), replaced: statisticalLinesSchema }),
);

export const DECLARATION_CONTRACTS = [
  lodgedV1,
  newVersionOf(lodgedV1, {
    schemaVersion: 2,
    schema: z.strictObject({
      ...lodgedV1.schema.shape,
      procedure: procedureSchema,
      hsEdition: hsEditionSchema,
      ucr: ucrSchema.exactOptional(),
      lines: goodsLinesSchema,
    }),
    // Before procedures were told, goods were declared to leave or enter for good, from no procedure before.
    upcast: (before) => ({
      ...before,
      procedure: { requested: before.flow === 'export' ? '10' : '40', previous: '00' },
      hsEdition: '2022' as const,
    }),
    participants: ({ exporter, importer }) => [exporter, importer],
  }),
  contract(
    'DocumentsRequested',
    'Customs wants to see papers before it goes on.',
    z.strictObject({
      ...ids,
      typeCodes: z.array(documentCodeSchema).min(1).max(50),
      note: textSchema(512),
      dueOn: localDateSchema.exactOptional(),
    }),
  ),
  contract(
    'DocumentsProvided',
    'Papers that customs asked for are there, attached to the consignment.',
    z.strictObject({
      ...ids,
      documents: z
        .array(z.strictObject({ documentId: uuidSchema, typeCode: documentCodeSchema }))
        .min(1)
        .max(50),
    }),
  ),
  contract(
    'InspectionRecorded',
    'Customs looked at the papers or the goods, and what it found.',
    z.strictObject({
      ...ids,
      inspectionId: uuidSchema,
      kind: z.enum(['documentary', 'scan', 'physical']),
      result: z.enum(['conforming', 'discrepancy']),
      note: textSchema(512),
    }),
  ),
  holdPlacedV1,
  newVersionOf(holdPlacedV1, {
    schemaVersion: 2,
    schema: z.strictObject({ ...holdPlacedV1.schema.shape, liftableBy: participantIdSchema.exactOptional() }),
    upcast: (before) => before,
    participants: () => [],
  }),
  contract('HoldReleased', 'Customs lifted a hold.', z.strictObject({ ...ids, holdId })),
  contract(
    'DutyAssessed',
    'What is owed to customs, all of it: an assessment replaces the one before.',
    z.strictObject({
      ...ids,
      duties: dutiesSchema,
      total: moneySchema,
      dueOn: localDateSchema,
    }),
  ),
  contract(
    'DutyPaid',
    'Duty was paid to the treasury, and what is still owed.',
    z.strictObject({
      ...ids,
      paymentReference: textSchema(70),
      amount: moneySchema,
      paidOn: localDateSchema,
      outstanding: moneySchema,
    }),
  ),
  contract(
    'DutyRefunded',
    'The treasury gave duty back that had been paid: why, by which decision, and what could still be given back behind it.',
    z.strictObject({
      ...ids,
      refundReference: textSchema(70),
      decisionReference: textSchema(70).exactOptional(),
      reason: dutyRefundReasonSchema,
      note: textSchema(512).exactOptional(),
      amount: moneySchema,
      refundedOn: localDateSchema,
      refundable: moneySchema,
    }),
  ),
  contract(
    'DutyRefundWithdrawn',
    'A refund of duty was told wrong: which one and why, and what could be given back without it. Its reference may be told anew.',
    z.strictObject({
      ...ids,
      refundReference: textSchema(70),
      amount: moneySchema,
      refundable: moneySchema,
      reason: textSchema(512),
    }),
  ),
  contract(
    'DeclarationCleared',
    'Customs cleared the goods: the statistical value of each line in the declared currency and in USD, with the rate, its day and its source.',
    cleared,
  ),
  contract(
    'GoodsReleased',
    'Customs released the goods to the procedure that they were declared for, e.g. home use.',
    z.strictObject({ ...ids, procedure: procedureSchema }),
  ),
  contract(
    'DeclarationRefused',
    'Customs does not take the goods, or the declarant withdrew: the declaration counts nowhere.',
    z.strictObject({ ...ids, reason: refusalReasonSchema, note: textSchema(512) }),
  ),
  contract(
    'GoodsReexported',
    'Goods whose import was refused left the country again.',
    z.strictObject({ ...ids, location: locodeSchema }),
  ),
  contract(
    'DeclarationInvalidated',
    'Customs took a cleared export declaration back before the goods left: the lines that counted, and count nowhere now.',
    z.strictObject({
      ...cleared.omit({ exchangeRate: true, lines: true }).shape,
      reason: textSchema(512),
      replaced: statisticalLinesSchema,
    }),
  ),
  amendedV1,
  newVersionOf(amendedV1, {
    schemaVersion: 2,
    schema: z.strictObject({
      ...amendedV1.schema.shape,
      declared: z.strictObject({ charges: chargesSchema, lines: goodsLinesSchema }).exactOptional(),
    }),
    // What the values were made of cannot be worked back from them.
    upcast: (before) => before,
    participants: () => [],
  }),
] as const;
