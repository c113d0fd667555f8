import {
  localDateSchema,
  routeIdSchema,
  routeLegsSchema,
  routeNameSchema,
  tariffSchema,
  textSchema,
  timestampSchema,
} from '@corridor/contracts';
import { checkLocode } from '@corridor/reference-data';
import { z } from 'zod';
import { limitOf } from '../requests/list-query.js';

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on routes. */
export const definitionBody = z.strictObject({
  ...at,
  routeId: routeIdSchema,
  name: routeNameSchema,
  legs: routeLegsSchema,
});
export const openingBody = z.strictObject({ ...at, source: textSchema(512) });
/** Of a suspension, and of a reopening. */
export const reasonBody = z.strictObject({ ...at, reason: textSchema(512) });
export const tariffBody = z.strictObject({ ...at, ...tariffSchema.shape });
export const revisionBody = z.strictObject({
  ...at,
  wrong: textSchema(512),
  reason: textSchema(512),
  legs: routeLegsSchema,
});

export const dayQuery = z.strictObject({
  on: localDateSchema
    .exactOptional()
    .describe(
      "The day whose tariffs are asked for; today by the clock of the route's beginning where it is left out.",
    ),
});

export const listQuery = z.strictObject({
  ...dayQuery.shape,
  status: z.enum(['planned', 'open', 'suspended']).exactOptional(),
  after: routeIdSchema.exactOptional().describe('Only routes behind this one: `next` of the page before.'),
  limit: limitOf('Routes'),
});

/** @throws Rejection naming the first place that stands in no list. */
export function checkLegCodes(legs: z.infer<typeof routeLegsSchema>): void {
  for (const [index, { from, to, borderPoints }] of legs.entries()) {
    checkLocode(from, `/legs/${index}/from`);
    checkLocode(to, `/legs/${index}/to`);
    for (const [border, place] of borderPoints.entries()) {
      checkLocode(place, `/legs/${index}/borderPoints/${border}`);
    }
  }
}
