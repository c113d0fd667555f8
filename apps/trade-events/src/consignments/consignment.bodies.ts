import {
  goodsLinesSchema,
  incotermSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  partyV1Schema,
  textSchema,
  timestampSchema,
  ucrSchema,
} from '@corridor/contracts';
import { checkCountry, checkHs6, checkLocode, checkUnit } from '@corridor/reference-data';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };
/** A name is given in the script that its owner writes it in. */
const parties = { exporter: partyV1Schema, importer: partyV1Schema };
const contractNumber = textSchema(70);

/** The edition of the Harmonized System that the codes of a declaration are of. */
export const HS_EDITION = '2022';

/** Bodies of the requests on consignments, from contract to cancellation. */
export const contractBody = z.strictObject({
  ...at,
  contractNumber,
  signedOn: localDateSchema,
  deliverBy: localDateSchema.exactOptional(),
  ...parties,
  incoterm: incotermSchema,
  value: moneySchema,
});
export const declareBody = z.strictObject({
  ...at,
  ...parties,
  origin: locodeSchema,
  destination: locodeSchema,
  incoterm: incotermSchema,
  ucr: ucrSchema.exactOptional(),
  contractNumber: contractNumber.exactOptional(),
  lines: goodsLinesSchema,
});
export const amendmentBody = z.strictObject({ ...at, reason: textSchema(512), lines: goodsLinesSchema });
export const cancellationBody = z.strictObject({ ...at, reason: textSchema(512) });
export const ucrReleaseBody = z.strictObject({
  ...at,
  ucr: ucrSchema,
  releasedTo: participantIdSchema.describe('Who alone may have it from now on, as exporter or importer.'),
  reason: textSchema(512),
});

type Lines = z.infer<typeof goodsLinesSchema>;

/** @throws Rejection naming the first code that stands in no list. */
export function checkLineCodes(lines: Lines): void {
  for (const [index, line] of lines.entries()) {
    checkHs6(line.hs6, `/lines/${index}/hs6`);
    checkCountry(line.countryOfOrigin, `/lines/${index}/countryOfOrigin`);
    checkUnit(line.unit, `/lines/${index}/unit`);
    if (line.supplementary) checkUnit(line.supplementary.unit, `/lines/${index}/supplementary/unit`);
  }
}

/** @throws Rejection naming the first code that stands in no list. */
export function checkPartyCodes({
  exporter,
  importer,
}: Pick<z.infer<typeof declareBody>, 'exporter' | 'importer'>): void {
  checkCountry(exporter.country, '/exporter/country');
  checkCountry(importer.country, '/importer/country');
}

/** @throws Rejection naming the first code that stands in no list. */
export function checkDeclarationCodes(body: z.infer<typeof declareBody>): void {
  checkPartyCodes(body);
  checkLocode(body.origin, '/origin');
  checkLocode(body.destination, '/destination');
  checkLineCodes(body.lines);
}
