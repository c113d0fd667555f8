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
    z.strictObject({
      consignmentId,
      location: locodeSchema,
      transportMode: z.enum(['road', 'rail', 'sea', 'air']),
    }),
  ),
  contract(
    'CheckpointRecorded',
    z.strictObject({ consignmentId, location: locodeSchema, movement: z.enum(['arrived', 'departed']) }),
  ),
  contract('ConsignmentDelivered', z.strictObject({ consignmentId, location: locodeSchema })),
  contract('ConsignmentAmended', z.strictObject({ consignmentId, reason, lines: goodsLinesSchema })),
  contract('ConsignmentCancelled', z.strictObject({ consignmentId, reason })),
  contract('InvoiceAttached', z.strictObject({ consignmentId, invoiceId: uuidSchema })),
  contract(
    'InvoiceSettled',
    z.strictObject({ consignmentId, invoiceId: uuidSchema, settledOn: localDateSchema }),
  ),
  contract('ConsignmentSettled', z.strictObject({ consignmentId, settledOn: localDateSchema })),
] as const;
