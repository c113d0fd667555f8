import {
  linePartsSchema,
  locodeSchema,
  textSchema,
  timestampSchema,
  transportModeSchema,
  transportUnitsSchema,
} from '@corridor/contracts';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };
const atPlace = { ...at, location: locodeSchema };

/** Bodies of the requests that tell of goods on their way. */
export const packingBody = z.strictObject({ ...at, units: transportUnitsSchema });
export const dispatchBody = z.strictObject({ ...atPlace, transportMode: transportModeSchema });
export const checkpointBody = z.strictObject({ ...atPlace, movement: z.enum(['arrived', 'departed']) });
export const checkpointWithdrawalBody = z.strictObject({ ...at, reason: textSchema(512) });
export const transloadingBody = z.strictObject({
  ...atPlace,
  from: transportModeSchema,
  to: transportModeSchema,
  meansOfTransport: textSchema(70)
    .exactOptional()
    .describe('What carries the goods now: registration, train, vessel or flight.'),
  units: transportUnitsSchema.exactOptional().describe('As they are packed now, where that changed.'),
});
export const splitBody = z.strictObject({
  ...atPlace,
  parts: z
    .array(z.strictObject({ lines: linePartsSchema }))
    .min(2)
    .max(50),
});
export const outturnBody = z.strictObject({ ...atPlace, lines: linePartsSchema });
export const damageBody = z.strictObject({
  ...atPlace,
  lines: linePartsSchema,
  description: textSchema(512),
});
export const deliveryBody = z.strictObject(atPlace);
export const returnBody = z.strictObject({ ...atPlace, reason: textSchema(512) });
