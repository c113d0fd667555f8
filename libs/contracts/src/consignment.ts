import { z } from 'zod';
import {
  declaredLinesSchema,
  documentCodeSchema,
  documentSchema,
  goodsLinesSchema,
  goodsLinesV1Schema,
  hsEditionSchema,
  incotermSchema,
  linePartSchema,
  linePartsSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  partySchema,
  partyV1Schema,
  textSchema,
  timestampSchema,
  transportModeSchema,
  transportUnitsSchema,
  ucrSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf, newVersionOf } from './contract.js';

const contract = contractsOf('consignment');
const consignmentId = uuidSchema;
const reason = textSchema(512);
const atPlace = { consignmentId, location: locodeSchema };
const contractNumber = textSchema(70);
const movementSchema = z.enum(['arrived', 'departed']);

const ofBoth = ({
  exporter,
  importer,
}: {
  readonly exporter: { readonly participantId: string };
  readonly importer: { readonly participantId: string };
}) => [exporter.participantId, importer.participantId];

const declaredV1 = contract(
  'ConsignmentDeclared',
  'A trader declares goods that will go from one place to another, under an incoterm, line by line.',
  z.strictObject({
    consignmentId,
    exporter: partyV1Schema,
    importer: partyV1Schema,
    origin: locodeSchema,
    destination: locodeSchema,
    incoterm: incotermSchema,
    lines: goodsLinesV1Schema,
  }),
  ofBoth,
);
const amendedV1 = contract(
  'ConsignmentAmended',
  'What was declared was wrong: why, and all lines as they should have been.',
  z.strictObject({ consignmentId, reason, lines: goodsLinesV1Schema }),
);

const attachedV1 = contract(
  'DeclarationAttached',
  'What of the goods a customs declaration covers: as it was lodged, or as it was amended.',
  z.strictObject({
    consignmentId,
    declarationId: uuidSchema,
    flow: z.enum(['export', 'import']),
    lines: linePartsSchema,
  }),
);
const partPaidV1 = contract(
  'InvoicePartPaid',
  'An invoice of the consignment is paid in part: what is still owed.',
  z.strictObject({ consignmentId, invoiceId: uuidSchema, outstanding: moneySchema }),
);
const settledV1 = contract(
  'InvoiceSettled',
  'One invoice of the consignment is paid in full.',
  z.strictObject({ consignmentId, invoiceId: uuidSchema, settledOn: localDateSchema }),
);
/** Version of the obligation's stream that told of it; 0 in what was written before it was told. */
const obligationVersion = z.int().min(0);

/** A decimal that may be below 0. */
const differenceSchema = z.string().regex(/^-?\d{1,13}(?:\.\d{1,6})?$/, 'is a decimal such as "-12.5"');

export const CONSIGNMENT_CONTRACTS = [
  contract(
    'ConsignmentContracted',
    'Exporter and importer signed a contract of sale; what is sent under it is told by its declaration.',
    z.strictObject({
      consignmentId,
      contractNumber,
      signedOn: localDateSchema,
      deliverBy: localDateSchema.exactOptional(),
      exporter: partySchema,
      importer: partySchema,
      incoterm: incotermSchema,
      value: moneySchema,
    }),
    ofBoth,
  ),
  declaredV1,
  newVersionOf(declaredV1, {
    schemaVersion: 2,
    schema: z.strictObject({
      ...declaredV1.schema.shape,
      exporter: partySchema,
      importer: partySchema,
      hsEdition: hsEditionSchema,
      ucr: ucrSchema.exactOptional(),
      contractNumber: contractNumber.exactOptional(),
      partOf: uuidSchema.exactOptional(),
      lines: goodsLinesSchema,
    }),
    // Codes were of this edition before it was told.
    upcast: (before) => ({ ...before, hsEdition: '2022' as const }),
    participants: ofBoth,
  }),
  contract(
    'UnitsPacked',
    'The goods were packed in containers, trucks, wagons or under an air waybill: all of them, as they are packed now.',
    z.strictObject({ consignmentId, units: transportUnitsSchema }),
  ),
  contract(
    'ConsignmentDispatched',
    'The goods left, by road, rail, sea or air.',
    z.strictObject({ ...atPlace, transportMode: transportModeSchema }),
  ),
  contract(
    'CheckpointRecorded',
    'The goods arrived at a place on the way, or left it.',
    z.strictObject({ ...atPlace, movement: movementSchema }),
  ),
  contract(
    'CheckpointWithdrawn',
    'A checkpoint is found wrong: the goods were not seen there, or not then. What was seen elsewhere stands.',
    z.strictObject({
      ...atPlace,
      movement: movementSchema,
      seenAt: timestampSchema,
      reason,
      eventKey: uuidSchema.exactOptional(),
    }),
  ),
  contract(
    'ConsignmentTransloaded',
    'The goods changed what carries them: one leg of the way ended at a place, and the next began.',
    z.strictObject({
      ...atPlace,
      from: transportModeSchema,
      to: transportModeSchema,
      meansOfTransport: textSchema(70).exactOptional(),
      units: transportUnitsSchema.exactOptional(),
    }),
  ),
  contract(
    'ConsignmentSplit',
    'The goods go on in parts, each a consignment of its own, with its lines.',
    z.strictObject({
      ...atPlace,
      parts: z
        .array(z.strictObject({ consignmentId, lines: goodsLinesSchema }))
        .min(2)
        .max(50),
    }),
  ),
  contract(
    'OutturnReported',
    'The goods were counted as they were unloaded: what was landed of each line, and what is missing or too much.',
    z.strictObject({
      ...atPlace,
      lines: z
        .array(
          z.strictObject({
            ...linePartSchema.shape,
            quantityDifference: differenceSchema,
            netMassDifferenceKg: differenceSchema,
          }),
        )
        .min(1)
        .max(999),
    }),
  ),
  contract(
    'DamageReported',
    'Some of the goods are damaged.',
    z.strictObject({ ...atPlace, lines: linePartsSchema, description: textSchema(512) }),
  ),
  contract('ConsignmentDelivered', 'The goods reached the consignee.', z.strictObject(atPlace)),
  contract(
    'ConsignmentReturned',
    'The goods came back to the exporter.',
    z.strictObject({ ...atPlace, reason }),
  ),
  amendedV1,
  newVersionOf(amendedV1, {
    schemaVersion: 2,
    schema: z.strictObject({ consignmentId, reason, lines: goodsLinesSchema }),
    upcast: (before) => before,
    participants: () => [],
  }),
  contract(
    'ConsignmentCancelled',
    'The consignment will not take place.',
    z.strictObject({ consignmentId, reason }),
  ),
  contract(
    'DocumentAttached',
    'A paper goes with the goods: its kind, number, issuer and day, and the hash of its file.',
    z.strictObject({ consignmentId, ...documentSchema.shape }),
  ),
  contract(
    'DocumentWithdrawn',
    'A paper does not hold any more.',
    z.strictObject({ consignmentId, documentId: uuidSchema, reason }),
  ),
  contract(
    'DocumentsPresented',
    'Papers of the consignment were brought to customs: a declaration rests on them.',
    z.strictObject({
      consignmentId,
      declarationId: uuidSchema,
      documents: z
        .array(z.strictObject({ documentId: uuidSchema, typeCode: documentCodeSchema }))
        .min(1)
        .max(50),
    }),
  ),
  attachedV1,
  newVersionOf(attachedV1, {
    schemaVersion: 2,
    schema: z.strictObject({ ...attachedV1.schema.shape, lines: declaredLinesSchema }),
    // In which units, and at which values, was not told.
    upcast: (before) => before,
    participants: () => [],
  }),
  contract(
    'DeclarationDetached',
    'Customs refused a declaration, or took it back: what it covered is open to another one.',
    z.strictObject({ consignmentId, declarationId: uuidSchema }),
  ),
  contract(
    'InvoiceAttached',
    'An invoice asks to be paid for these goods.',
    z.strictObject({ consignmentId, invoiceId: uuidSchema }),
  ),
  contract(
    'InvoiceDetached',
    'An invoice was withdrawn: it asks no more to be paid for these goods.',
    z.strictObject({ consignmentId, invoiceId: uuidSchema }),
  ),
  partPaidV1,
  newVersionOf(partPaidV1, {
    schemaVersion: 2,
    schema: partPaidV1.schema.extend({ obligationVersion }),
    upcast: (before) => ({ ...before, obligationVersion: 0 }),
    participants: () => [],
  }),
  settledV1,
  newVersionOf(settledV1, {
    schemaVersion: 2,
    schema: settledV1.schema.extend({ obligationVersion }),
    upcast: (before) => ({ ...before, obligationVersion: 0 }),
    participants: () => [],
  }),
  contract(
    'InvoicePaymentReturned',
    'A payment of an invoice was returned, a part of it or all: the invoice is open again.',
    z.strictObject({
      consignmentId,
      invoiceId: uuidSchema,
      outstanding: moneySchema,
      paid: moneySchema,
      obligationVersion,
    }),
  ),
  contract(
    'ConsignmentSettled',
    'Every invoice of the consignment is paid in full.',
    z.strictObject({ consignmentId, settledOn: localDateSchema }),
  ),
] as const;
