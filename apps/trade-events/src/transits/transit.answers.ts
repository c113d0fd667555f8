import {
  exchangeRateSchema,
  irregularityCodeSchema,
  itinerarySchema,
  locodeSchema,
  moneySchema,
  packedGoodsSchema,
  participantIdSchema,
  partySchema,
  sealNumberSchema,
  timestampSchema,
  transitNumberSchema,
  uuidSchema,
  vehicleSchema,
} from '@corridor/contracts';
import { recorded, standing } from '@corridor/nest-kit';
import { z } from 'zod';

export const transitAnswer = z.object({ transitId: uuidSchema, ...recorded }).meta({ id: 'TransitAnswer' });

/** Goods of a consignment may leave out how they are packed. */
const packing = packedGoodsSchema.element;

const hoursLeft = z.int().describe('Whole hours to the limit, below 0 behind it.');
const daysLeft = z.int().describe('The whole days in them.');
const lateMinutes = z.int().min(0);

export const transitView = z
  .object({
    transitId: uuidSchema,
    transitNumber: transitNumberSchema,
    guaranteeId: uuidSchema,
    guarantor: participantIdSchema,
    principal: partySchema,
    carrier: partySchema,
    vehicle: vehicleSchema,
    consignmentId: uuidSchema.exactOptional(),
    goods: z.array(packing.partial({ grossMassKg: true, packages: true })),
    usd: z
      .object({ amount: moneySchema, exchangeRate: exchangeRateSchema })
      .exactOptional()
      .describe('What all goods come to in US dollars, by the rate that was told with them.'),
    dutyAtRisk: moneySchema,
    officeOfDeparture: locodeSchema,
    officeOfDestination: locodeSchema,
    itinerary: itinerarySchema,
    dueBy: timestampSchema.describe('The limit as last extended.'),
    status: z.enum(['opened', 'under-way', 'terminated', 'discharged', 'cancelled']),
    openedAt: timestampSchema,
    overdue: z.boolean().describe('The limit passed and it was not terminated, or only behind it.'),
    seals: z.array(
      z.object({ sealNumber: sealNumberSchema, status: z.enum(['intact', 'broken', 'replaced']) }),
    ),
    passages: z.array(
      z.object({
        at: timestampSchema,
        location: locodeSchema,
        movement: z.enum(['entered', 'left']),
        planned: z.boolean(),
        dueBy: timestampSchema,
        lateMinutes,
      }),
    ),
    irregularities: z.array(
      z.object({ at: timestampSchema, code: irregularityCodeSchema, note: z.string() }),
    ),
    terminated: z
      .object({
        at: timestampSchema,
        office: locodeSchema,
        reservation: z.string().exactOptional(),
        lateMinutes,
      })
      .exactOptional(),
    reserved: moneySchema.describe('What the guarantee still holds for it.'),
    called: moneySchema,
    remaining: z
      .array(z.object({ location: locodeSchema, dueBy: timestampSchema, hoursLeft, daysLeft }))
      .describe('Stops that the goods have not left.'),
    hoursLeft: hoursLeft.exactOptional(),
    daysLeft: daysLeft.exactOptional(),
    ...standing,
  })
  .meta({ id: 'Transit' });
