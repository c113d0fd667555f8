import {
  countrySchema,
  hsPrefixSchema,
  needSideSchema,
  needTermsShape,
  needWithdrawalSchema,
  partyV1Schema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { checkCountry, checkHsCode, checkLocode, checkUnit } from '@corridor/reference-data';
import { z } from 'zod';
import { lastingTextSchema } from '../lasting-text.js';
import { pageQuery } from '../newest-first.js';

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on needs. */
export const needBody = z.strictObject({
  ...at,
  side: needSideSchema,
  firm: partyV1Schema,
  hs: hsPrefixSchema,
  country: countrySchema.describe('Where the goods are, or are to come.'),
  ...needTermsShape,
});
export const needAmendmentBody = z.strictObject({ ...at, ...needTermsShape });
export const needWithdrawalBody = z.strictObject({
  ...at,
  reason: needWithdrawalSchema,
  note: lastingTextSchema.exactOptional(),
});
export const fulfilmentBody = z.strictObject({
  ...at,
  matchId: uuidSchema.exactOptional().describe('By which match; left out where it came about elsewhere.'),
});

export const needListQuery = z.strictObject({
  side: needSideSchema.exactOptional(),
  chapter: z
    .string()
    .regex(/^\d{2}$/, 'is a chapter such as "63"')
    .exactOptional(),
  status: z.enum(['open', 'withdrawn', 'expired', 'fulfilled']).exactOptional(),
  ...pageQuery,
});

/** @throws Rejection naming the first code that stands in no list. */
export function checkNeedCodes(body: z.infer<typeof needBody>): void {
  checkCountry(body.firm.country, '/firm/country');
  checkHsCode(body.hs, '/hs');
  checkCountry(body.country, '/country');
  checkTermCodes(body);
}

export function checkTermCodes({ unit, place }: Pick<z.infer<typeof needBody>, 'unit' | 'place'>): void {
  checkUnit(unit, '/unit');
  if (place !== undefined) checkLocode(place, '/place');
}
