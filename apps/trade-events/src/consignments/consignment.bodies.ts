import {
  goodsLinesSchema,
  incotermSchema,
  locodeSchema,
  partySchema,
  textSchema,
  timestampSchema,
} from '@corridor/contracts';
import { checkCountry, checkHs6, checkLocode } from '@corridor/reference-data';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on consignments. */
export const declareBody = z.strictObject({
  ...at,
  exporter: partySchema,
  importer: partySchema,
  origin: locodeSchema,
  destination: locodeSchema,
  incoterm: incotermSchema,
  lines: goodsLinesSchema,
});
export const dispatchBody = z.strictObject({
  ...at,
  location: locodeSchema,
  transportMode: z.enum(['road', 'rail', 'sea', 'air']),
});
export const checkpointBody = z.strictObject({
  ...at,
  location: locodeSchema,
  movement: z.enum(['arrived', 'departed']),
});
export const deliveryBody = z.strictObject({ ...at, location: locodeSchema });
export const amendmentBody = z.strictObject({ ...at, reason: textSchema(512), lines: goodsLinesSchema });
export const cancellationBody = z.strictObject({ ...at, reason: textSchema(512) });

type Lines = z.infer<typeof goodsLinesSchema>;

/** @throws Rejection naming the first code that stands in no list. */
export function checkLineCodes(lines: Lines): void {
  for (const [index, line] of lines.entries()) {
    checkHs6(line.hs6, `/lines/${index}/hs6`);
    checkCountry(line.countryOfOrigin, `/lines/${index}/countryOfOrigin`);
  }
}

/** @throws Rejection naming the first code that stands in no list. */
export function checkDeclarationCodes(body: z.infer<typeof declareBody>): void {
  checkCountry(body.exporter.country, '/exporter/country');
  checkCountry(body.importer.country, '/importer/country');
  checkLocode(body.origin, '/origin');
  checkLocode(body.destination, '/destination');
  checkLineCodes(body.lines);
}
