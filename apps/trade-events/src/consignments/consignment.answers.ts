import {
  declaredLinesSchema,
  documentSchema,
  goodsLinesSchema,
  hsEditionSchema,
  incotermSchema,
  linePartSchema,
  linePartsSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  partySchema,
  timestampSchema,
  transportModeSchema,
  transportUnitSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standing } from '@corridor/nest-kit';
import { z } from 'zod';

export const consignmentAnswer = z
  .object({
    consignmentId: uuidSchema,
    documentId: uuidSchema.exactOptional().describe('Of the paper that was attached.'),
    checkpointId: uuidSchema.exactOptional().describe('Of the checkpoint that was recorded.'),
    parts: z
      .array(uuidSchema)
      .exactOptional()
      .describe('The consignments that it was split into, in the order of the request.'),
    ...recorded,
  })
  .meta({ id: 'ConsignmentAnswer' });

const contract = {
  contractNumber: z.string(),
  signedOn: localDateSchema,
  deliverBy: localDateSchema.exactOptional(),
  exporter: partySchema,
  importer: partySchema,
  incoterm: incotermSchema,
  value: moneySchema,
};

const contracted = z
  .object({
    consignmentId: uuidSchema,
    status: z.enum(['contracted', 'called-off']),
    ...contract,
    ...standing,
  })
  .meta({ id: 'ContractedConsignment', description: 'A contract is signed, and nothing was declared yet.' });

const leg = z.object({
  transportMode: transportModeSchema,
  meansOfTransport: z.string().exactOptional(),
  from: locodeSchema,
  departedAt: timestampSchema,
  to: locodeSchema.exactOptional(),
  arrivedAt: timestampSchema.exactOptional(),
});

const checkpoint = {
  checkpointId: uuidSchema,
  location: locodeSchema,
  movement: z.enum(['arrived', 'departed']),
  occurredAt: timestampSchema,
};

const counted = z.object({
  ...linePartSchema.shape,
  quantityDifference: z.string().describe('Landed less declared: below 0 is short-landed.'),
  netMassDifferenceKg: z.string(),
});

const declared = z
  .object({
    consignmentId: uuidSchema,
    status: z.enum(['declared', 'dispatched', 'split', 'delivered', 'returned', 'cancelled']),
    exporter: partySchema,
    importer: partySchema,
    origin: locodeSchema,
    destination: locodeSchema,
    incoterm: incotermSchema,
    hsEdition: hsEditionSchema,
    ucr: z.string().exactOptional(),
    contractNumber: z.string().exactOptional(),
    partOf: uuidSchema.exactOptional().describe('The consignment that this one was split from.'),
    lines: goodsLinesSchema,
    contract: z.object(contract).exactOptional(),
    dispatchedAt: timestampSchema.exactOptional(),
    legs: z.array(leg).describe('The way so far: the last leg has no end while the goods are on it.'),
    checkpoints: z.array(z.object(checkpoint)),
    withdrawnCheckpoints: z
      .array(z.object({ ...checkpoint, reason: z.string() }))
      .describe('Found wrong, each with the reason.'),
    units: z.array(transportUnitSchema),
    outturn: z.object({ location: locodeSchema, lines: z.array(counted) }).exactOptional(),
    damages: z.array(z.object({ location: locodeSchema, lines: linePartsSchema, description: z.string() })),
    documents: z.array(documentSchema),
    presented: z
      .array(z.object({ declarationId: uuidSchema, documentId: uuidSchema, typeCode: z.string() }))
      .describe('What customs got of its papers, in the order that it got them.'),
    declarations: z.array(
      z.object({
        declarationId: uuidSchema,
        flow: z.enum(['export', 'import']),
        lines: declaredLinesSchema,
      }),
    ),
    parts: z.array(uuidSchema).exactOptional(),
    invoices: z.array(
      z.object({
        invoiceId: uuidSchema,
        outstanding: moneySchema.exactOptional().describe('What is still owed, where a part was paid.'),
        settledOn: localDateSchema.exactOptional(),
      }),
    ),
    settledOn: localDateSchema.exactOptional().describe('While every invoice is settled.'),
    payment: z.enum(['not-invoiced', 'open', 'part-paid', 'settled']),
    missingDocuments: z
      .array(
        z.object({
          step: z.enum(['export-declaration', 'dispatch', 'import-declaration']),
          typeCodes: z.array(z.string()).describe('UN/EDIFACT 1001.'),
        }),
      )
      .describe('What the coming steps ask for and is not attached.'),
    ...standing,
  })
  .meta({
    id: 'DeclaredConsignment',
    description: 'What was declared, with the lines as last amended, and what has happened to it since.',
  });

export const consignmentView = z.union([declared, contracted]).meta({ id: 'Consignment' });
