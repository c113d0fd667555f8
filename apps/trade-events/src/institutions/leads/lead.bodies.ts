import {
  leadLapseSchema,
  leadTermsShape,
  moneySchema,
  participantIdSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { checkHsCode } from '@corridor/reference-data';
import { z } from 'zod';
import { checkSector } from '../codes.js';
import { lastingTextSchema } from '../lasting-text.js';
import { pageQuery } from '../newest-first.js';

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on leads. */
export const leadBody = z.strictObject({
  ...at,
  engagementId: uuidSchema,
  seller: participantIdSchema.describe('A firm that takes part in the engagement.'),
  buyer: participantIdSchema.describe('Another one.'),
  ...leadTermsShape,
});
export const followUpBody = z.strictObject({
  ...at,
  note: lastingTextSchema,
  expectedValue: moneySchema.exactOptional().describe('Where it is another one now.'),
});
export const leadLapseBody = z.strictObject({
  ...at,
  reason: leadLapseSchema,
  note: lastingTextSchema.exactOptional(),
});

export const leadListQuery = z.strictObject({
  engagementId: uuidSchema.exactOptional(),
  status: z.enum(['open', 'committed', 'lapsed']).exactOptional(),
  ...pageQuery,
});

/** @throws Rejection naming the first code that stands in no list. */
export function checkLeadCodes({ sector, hs }: z.infer<typeof leadBody>): void {
  checkSector(sector, '/sector');
  for (const [index, code] of hs.entries()) checkHsCode(code, `/hs/${index}`);
}
