import { z } from 'zod';
import {
  decimalSchema,
  hs6Schema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  partySchema,
  textSchema,
  timestampSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf, newVersionOf } from './contract.js';
import { exchangeRateSchema } from './declaration.js';

const contract = contractsOf('transit');
const transitId = uuidSchema;
const guaranteeId = uuidSchema;
const reason = textSchema(512);

/** The number that the office of departure gave. */
export const transitNumberSchema = textSchema(35);

const goods = {
  hs6: hs6Schema,
  description: textSchema(512),
  netMassKg: decimalSchema(6),
  value: moneySchema,
};
const grossMassKg = decimalSchema(6);
const packages = z.int().min(1).max(9_999_999);

/** Goods that describe themselves, with their packing. */
export const packedGoodsSchema = z
  .array(z.strictObject({ ...goods, grossMassKg, packages }))
  .min(1)
  .max(999);

const transitGoodsSchema = z
  .array(
    z.strictObject({
      ...goods,
      grossMassKg: grossMassKg.exactOptional(),
      packages: packages.exactOptional(),
    }),
  )
  .min(1)
  .max(999);

export const vehicleSchema = z.strictObject({
  mode: z.enum(['road', 'rail', 'sea', 'air']),
  registration: textSchema(35),
  unit: textSchema(35).exactOptional(),
});

/** Offices and borders on the way, each with its time limit. */
export const itinerarySchema = z
  .array(z.strictObject({ location: locodeSchema, dueBy: timestampSchema }))
  .max(50);

export const sealNumberSchema = textSchema(35);

export const irregularityCodeSchema = z.enum([
  'seal-broken',
  'goods-missing',
  'goods-in-excess',
  'goods-differ',
  'route-left',
  'documents',
  'accident',
  'other',
]);

const seal = { transitId, sealNumber: sealNumberSchema, by: textSchema(140), location: locodeSchema };
const againstLimit = { dueBy: timestampSchema, lateMinutes: z.int().min(0).max(9_999_999_999) };

const openedV1 = contract(
  'TransitOpened',
  'The office of departure let goods pass under seal, against a guarantee and within time limits.',
  z.strictObject({
    transitId,
    transitNumber: transitNumberSchema,
    guaranteeId,
    guarantor: participantIdSchema,
    principal: partySchema,
    carrier: partySchema,
    vehicle: vehicleSchema,
    consignmentId: uuidSchema.exactOptional(),
    goods: transitGoodsSchema,
    dutyAtRisk: moneySchema,
    officeOfDeparture: locodeSchema,
    officeOfDestination: locodeSchema,
    itinerary: itinerarySchema,
    dueBy: timestampSchema,
  }),
  ({ guarantor, principal, carrier }) => [guarantor, principal.participantId, carrier.participantId],
);

/** What goods come to in US dollars, by the rate of one day. */
const inDollarsSchema = z
  .strictObject({ amount: moneySchema, exchangeRate: exchangeRateSchema })
  .describe(
    "What all goods come to in US dollars, rounded half to even once, by the rate of the day of opening, as the office of departure told it. Absent where they are valued in USD, and where no rate was told: the values' currency tells which.",
  );

export const TRANSIT_CONTRACTS = [
  openedV1,
  newVersionOf(openedV1, {
    schemaVersion: 2,
    schema: z.strictObject({ ...openedV1.schema.shape, usd: inDollarsSchema.exactOptional() }),
    // No rate was told before, and none can be worked out.
    upcast: (before) => before,
    participants: ({ guarantor, principal, carrier }) => [
      guarantor,
      principal.participantId,
      carrier.participantId,
    ],
  }),
  contract('TransitSealAffixed', 'A seal was put on the load.', z.strictObject(seal)),
  contract('TransitSealBroken', 'A seal was found broken, or broken.', z.strictObject({ ...seal, reason })),
  contract(
    'TransitSealReplaced',
    'A seal was taken off and another one put on in its place.',
    z.strictObject({ ...seal, newSealNumber: sealNumberSchema, reason }),
  ),
  contract(
    'TransitPassageRecorded',
    'The goods came to a customs office or a border, or left it; how late, and whether it was on the itinerary.',
    z.strictObject({
      transitId,
      location: locodeSchema,
      movement: z.enum(['entered', 'left']),
      planned: z.boolean(),
      ...againstLimit,
    }),
  ),
  contract(
    'TransitIrregularityRecorded',
    'Something was amiss with the goods, the seals, the way or the papers.',
    z.strictObject({ transitId, code: irregularityCodeSchema, note: textSchema(512) }),
  ),
  contract(
    'TransitExtended',
    'Customs put the time limit of the whole transit off.',
    z.strictObject({ transitId, dueBy: timestampSchema, before: timestampSchema, reason }),
  ),
  contract(
    'TransitBecameOverdue',
    'The time limit passed and the transit was not terminated; it happened at the limit.',
    z.strictObject({ transitId, guaranteeId, dueBy: timestampSchema }),
  ),
  contract(
    'TransitTerminated',
    'The goods were presented at the office of destination, with a reservation or without; the guarantee still stands.',
    z.strictObject({
      transitId,
      office: locodeSchema,
      planned: z.boolean(),
      reservation: textSchema(512).exactOptional(),
      ...againstLimit,
    }),
  ),
  contract(
    'TransitGuaranteeCalled',
    'The guarantor was called on to pay for this transit.',
    z.strictObject({ transitId, guaranteeId, amount: moneySchema, reserved: moneySchema, reason }),
  ),
  contract(
    'TransitDischarged',
    'The office of departure confirmed that the transit is over: the guarantee stands for it no longer.',
    z.strictObject({ transitId, guaranteeId, freed: moneySchema }),
  ),
  contract(
    'TransitCancelled',
    'The transit was called off before the goods left.',
    z.strictObject({ transitId, guaranteeId, freed: moneySchema, reason }),
  ),
] as const;
