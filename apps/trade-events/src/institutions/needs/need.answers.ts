import {
  countrySchema,
  hsPrefixSchema,
  localDateSchema,
  needSideSchema,
  needTermsShape,
  needWithdrawalSchema,
  partySchema,
  textSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';
import { pageOf } from '../newest-first.js';

export const needAnswer = z.object({ needId: uuidSchema, ...recorded }).meta({ id: 'NeedAnswer' });

const told = {
  needId: uuidSchema,
  side: needSideSchema,
  firm: partySchema,
  hs: hsPrefixSchema,
  country: countrySchema,
  ...needTermsShape,
  status: z.enum(['open', 'withdrawn', 'expired', 'fulfilled']),
  postedOn: localDateSchema,
};

export const needView = z
  .object({
    ...told,
    withdrawn: z
      .object({ reason: needWithdrawalSchema, note: textSchema(512).exactOptional() })
      .exactOptional(),
    fulfilled: z.object({ matchId: uuidSchema.exactOptional() }).exactOptional(),
    ...standingForAsker,
  })
  .meta({ id: 'Need' });

export const needPage = pageOf(
  z.object({ ...told, demo: z.boolean().describe('Whether it is invented, for the demo.') }),
).meta({ id: 'NeedPage' });
