import { z } from 'zod';
import { locodeSchema, moneySchema, participantIdSchema, textSchema, uuidSchema } from './building-blocks.js';
import { contractsOf } from './contract.js';
import { exchangeRateSchema } from './declaration.js';

const contract = contractsOf('cost');
const ids = { costId: uuidSchema, consignmentId: uuidSchema };

/** What was paid for, in the words of CAREC's CPMM: what happens at a border, and the way between. Duties and taxes are none of it. */
export const transportCostKindSchema = z.enum([
  'customs-clearance',
  'border-security',
  'phytosanitary',
  'veterinary',
  'sanitary',
  'visa-immigration',
  'transport-inspection',
  'traffic-police',
  'weight-and-standards',
  'vehicle-registration',
  'escort',
  'loading',
  'gauge-change',
  'marshalling',
  'technical-inspection',
  'commercial-inspection',
  'tolls',
  'waiting',
  'repair',
  'freight',
  'other',
]);

/** At one place, such as a crossing point, or for a section of the way. */
export const transportCostScopeSchema = z.discriminatedUnion('basis', [
  z.strictObject({ basis: z.literal('place'), location: locodeSchema }),
  z.strictObject({ basis: z.literal('section'), from: locodeSchema, to: locodeSchema }),
]);

/** The number of its receipt or, where there is none, of whoever tells of it: one cost of a consignment has it. */
export const transportCostReferenceSchema = textSchema(70);

/** What it was for, in words. */
export const transportCostDescriptionSchema = textSchema(140);

/** How many vehicles or wagons it was paid for. */
export const transportCostUnitsSchema = z.int().min(1).max(999);

export const TRANSPORT_COST_CONTRACTS = [
  contract(
    'TransportCostRecorded',
    'Something was paid for goods on their way: what for, where, and how much of which currency; in USD at the rate of that day.',
    z.strictObject({
      ...ids,
      reference: transportCostReferenceSchema,
      kind: transportCostKindSchema,
      description: transportCostDescriptionSchema.exactOptional(),
      scope: transportCostScopeSchema,
      units: transportCostUnitsSchema.exactOptional(),
      amount: moneySchema,
      amountUsd: moneySchema,
      exchangeRate: exchangeRateSchema.exactOptional(),
      receipted: z.boolean().exactOptional(),
      recordedBy: participantIdSchema,
      exporter: participantIdSchema,
      importer: participantIdSchema,
    }),
    // Not the importer: what the exporter's side paid is not for it to read.
    ({ recordedBy, exporter }) => [recordedBy, exporter],
  ),
  contract(
    'TransportCostWithdrawn',
    'It was not paid, or not so: it counts no more.',
    z.strictObject({ ...ids, reason: textSchema(512) }),
  ),
] as const;
