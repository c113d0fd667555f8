import {
  exchangeRateSchema,
  irregularityCodeSchema,
  itinerarySchema,
  locodeSchema,
  moneySchema,
  packedGoodsSchema,
  partyV1Schema,
  sealNumberSchema,
  textSchema,
  timestampSchema,
  transitNumberSchema,
  uuidSchema,
  vehicleSchema,
} from '@corridor/contracts';
import { Rejection } from '@corridor/kernel';
import { checkCountry, checkHs6, checkLocode, checkTransitOffice } from '@corridor/reference-data';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };
const reason = textSchema(512);

/** Bodies of the requests on transits. The principal is the one that the guarantee covers. */
export const openingBody = z.strictObject({
  ...at,
  transitNumber: transitNumberSchema,
  guaranteeId: uuidSchema,
  carrier: partyV1Schema,
  vehicle: vehicleSchema,
  consignmentId: uuidSchema
    .exactOptional()
    .describe('Either this, for the goods of a consignment, as it has them now, or `goods`.'),
  goods: packedGoodsSchema
    .exactOptional()
    .describe('Goods that describe themselves, where no `consignmentId` is given.'),
  exchangeRate: exchangeRateSchema
    .exactOptional()
    .describe(
      'USD for one unit of the currency in which the goods are valued, on the day of opening by the clock of the office of departure; left out for dollars. Without it the goods count in figures in their own currency alone.',
    ),
  dutyAtRisk: moneySchema.describe('What the guarantee reserves, in its currency.'),
  officeOfDeparture: locodeSchema,
  officeOfDestination: locodeSchema,
  itinerary: itinerarySchema,
  dueBy: timestampSchema,
});
export const passageBody = z.strictObject({
  ...at,
  location: locodeSchema,
  movement: z.enum(['entered', 'left']),
});

const seal = { ...at, sealNumber: sealNumberSchema, by: textSchema(140), location: locodeSchema };
export const sealBody = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('affixed'), ...seal }),
  z.strictObject({ action: z.literal('broken'), ...seal, reason }),
  z.strictObject({ action: z.literal('replaced'), ...seal, newSealNumber: sealNumberSchema, reason }),
]);
export const irregularityBody = z.strictObject({
  ...at,
  code: irregularityCodeSchema,
  note: textSchema(512),
});
export const extensionBody = z.strictObject({ ...at, dueBy: timestampSchema, reason });
export const terminationBody = z.strictObject({
  ...at,
  office: locodeSchema,
  reservation: textSchema(512).exactOptional(),
});
export const dischargeBody = z.strictObject(at);
export const callBody = z.strictObject({ ...at, amount: moneySchema, reason });
export const transitCancellationBody = z.strictObject({ ...at, reason });

/** @throws Rejection naming the first code that stands in no list, or the goods that are told of twice or not at all. */
export function checkOpeningCodes(body: z.infer<typeof openingBody>): void {
  checkCountry(body.carrier.country, '/carrier/country');
  for (const field of ['officeOfDeparture', 'officeOfDestination'] as const) {
    checkLocode(body[field], `/${field}`);
    checkTransitOffice(body[field], `/${field}`);
  }
  for (const [index, { location }] of body.itinerary.entries()) {
    checkLocode(location, `/itinerary/${index}/location`);
  }
  if ((body.goods === undefined) === (body.consignmentId === undefined)) {
    const message = 'Give either the goods or the consignment that they are of.';
    throw new Rejection('goods-or-consignment', message, { pointer: '/goods' });
  }
  for (const [index, { hs6 }] of (body.goods ?? []).entries()) checkHs6(hs6, `/goods/${index}/hs6`);
}
