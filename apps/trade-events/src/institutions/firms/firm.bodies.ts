import {
  countrySchema,
  nationalIdSchemeSchema,
  ownershipSchema,
  participantIdSchema,
  textSchema,
  timestampSchema,
} from '@corridor/contracts';
import { SECTORS } from '@corridor/reference-data';
import { z } from 'zod';
import { inOrderOf } from '../../requests/list-query.js';
import { lastingTextSchema } from '../lasting-text.js';

const details = {
  name: textSchema(140),
  country: countrySchema,
  nationalIds: z
    .array(z.strictObject({ scheme: nationalIdSchemeSchema, number: textSchema(35) }))
    .min(1)
    .max(5)
    .describe('The numbers that states know it by, one of each scheme; spaces and hyphens do not count.'),
  ownership: ownershipSchema,
  sectors: z.array(z.enum(SECTORS)).min(1).max(8),
  city: textSchema(140).exactOptional(),
};

/** Bodies of the requests on firms. */
export const registrationBody = z.strictObject({
  occurredAt: timestampSchema,
  participantId: participantIdSchema,
  ...details,
});
export const changeBody = z.strictObject({
  occurredAt: timestampSchema,
  ...details,
  reason: lastingTextSchema,
});
export const reasonBody = z.strictObject({ occurredAt: timestampSchema, reason: lastingTextSchema });

export const firmListQuery = z.strictObject({
  country: countrySchema.exactOptional(),
  ownership: ownershipSchema.exactOptional(),
  ...inOrderOf('firms'),
});
