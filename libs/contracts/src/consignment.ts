import { z } from 'zod';
import {
  goodsLinesSchema,
  incotermSchema,
  localDateSchema,
  locodeSchema,
  partySchema,
  textSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('consignment');
const consignmentId = uuidSchema;
const reason = textSchema(512);

export const CONSIGNMENT_CONTRACTS = [
  contract(
    'ConsignmentDeclared',
    'A trader declares goods that will go from one place to another, under an incoterm, line by line.',
    z.strictObject({
      consignmentId,
      exporter: partySchema,
      importer: partySchema,
      origin: locodeSchema,
      destination: locodeSchema,
      incoterm: incotermSchema,
      lines: goodsLinesSchema,
    }),
    ({ exporter, importer }) => [exporter.participantId, importer.participantId],
  ),
  contract(
    'ConsignmentDispatched',
    'The goods left, by road, rail, sea or air.',
    z.strictObject({
      consignmentId,
      location: locodeSchema,
      transportMode: z.enum(['road', 'rail', 'sea', 'air']),
    }),
  ),
  contract(
    'CheckpointRecorded',
    'The goods arrived at a place on the way, or left it.',
    z.strictObject({ consignmentId, location: locodeSchema, movement: z.enum(['arrived', 'departed']) }),
  ),
  contract(
    'ConsignmentDelivered',
    'The goods reached the consignee.',
    z.strictObject({ consignmentId, location: locodeSchema }),
  ),
  contract(
    'ConsignmentAmended',
    'What was declared was wrong: why, and all lines as they should have been.',
    z.strictObject({ consignmentId, reason, lines: goodsLinesSchema }),
  ),
  contract(
    'ConsignmentCancelled',
    'The consignment will not take place.',
    z.strictObject({ consignmentId, reason }),
  ),
  contract(
    'InvoiceAttached',
    'An invoice asks to be paid for these goods.',
    z.strictObject({ consignmentId, invoiceId: uuidSchema }),
  ),
  contract(
    'InvoiceSettled',
    'One invoice of the consignment is paid in full.',
    z.strictObject({ consignmentId, invoiceId: uuidSchema, settledOn: localDateSchema }),
  ),
  contract(
    'ConsignmentSettled',
    'Every invoice of the consignment is paid in full.',
    z.strictObject({ consignmentId, settledOn: localDateSchema }),
  ),
] as const;
