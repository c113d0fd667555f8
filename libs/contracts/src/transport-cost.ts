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
  'health-quarantine',
  'visa-immigration',
  'transport-inspection',
  'traffic-police',
  'weight-and-standards',
  'vehicle-registration',
  'escort',
  'loading',
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

export const TRANSPORT_COST_CONTRACTS = [
  contract(
    'TransportCostRecorded',
    'Something was paid for goods on their way: what for, where, and how much of which currency; in USD at the rate of that day.',
    z.strictObject({
      ...ids,
      reference: transportCostReferenceSchema,
      kind: transportCostKindSchema,
      scope: transportCostScopeSchema,
      amount: moneySchema,
      amountUsd: moneySchema,
      exchangeRate: exchangeRateSchema.exactOptional(),
      receipted: z.boolean(),
      exporter: participantIdSchema,
      importer: participantIdSchema,
    }),
    ({ exporter, importer }) => [exporter, importer],
  ),
  contract(
    'TransportCostWithdrawn',
    'It was not paid, or not so: it counts no more.',
    z.strictObject({ ...ids, reason: textSchema(512) }),
  ),
] as const;
