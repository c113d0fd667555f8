import { z } from 'zod';
import {
  chargesSchema,
  countrySchema,
  decimalSchema,
  goodsLinesSchema,
  hs6Schema,
  incotermSchema,
  lineNumberSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  textSchema,
  unitSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf } from './contract.js';

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

const statisticalLines = z
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
  lines: statisticalLines,
});

export const DECLARATION_CONTRACTS = [
  contract(
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
      lines: goodsLinesSchema,
    }),
    ({ exporter, importer }) => [exporter, importer],
  ),
  contract(
    'HoldPlaced',
    'Customs holds the goods, for a reason.',
    z.strictObject({ ...ids, holdId, reason: holdReasonSchema, note: textSchema(512) }),
  ),
  contract('HoldReleased', 'Customs lifted a hold.', z.strictObject({ ...ids, holdId })),
  contract(
    'DeclarationCleared',
    'Customs cleared the goods: the statistical value of each line in the declared currency and in USD, with the rate, its day and its source.',
    cleared,
  ),
  contract(
    'DeclarationAmended',
    'A cleared declaration was wrong: the lines that counted, and those that count now, in the month of the original acceptance.',
    z.strictObject({ ...cleared.shape, reason: textSchema(512), replaced: statisticalLines }),
  ),
] as const;
