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
  reason: textSchema(512),
});
export const reasonBody = z.strictObject({ occurredAt: timestampSchema, reason: textSchema(512) });

const digits = (count: number) => z.string().regex(new RegExp(`^\\d{1,${count}}$`), 'is a whole number');

export const firmListQuery = z.strictObject({
  country: countrySchema.exactOptional(),
  ownership: ownershipSchema.exactOptional(),
  after: digits(15)
    .transform(Number)
    .exactOptional()
    .describe('Only firms behind this one: `next` of the page before.'),
  limit: digits(3)
    .transform(Number)
    .pipe(z.int().min(1).max(500))
    .default(50)
    .describe('Firms of a page, 1 to 500; 50 where it is left out.'),
  asOf: digits(15)
    .transform(Number)
    .exactOptional()
    .describe(
      'As of this position of the ledger; the last one that the list has reached where it is left out.',
    ),
});
