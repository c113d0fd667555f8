import {
  countrySchema,
  localDateSchema,
  moneySchema,
  targetIdSchema,
  textSchema,
  timestampSchema,
} from '@corridor/contracts';
import { z } from 'zod';

/** `dueOn`: absent where no day was named. */
export const targetBody = z.strictObject({
  occurredAt: timestampSchema,
  targetId: targetIdSchema,
  reporter: countrySchema,
  partner: countrySchema,
  yearlyAmount: moneySchema,
  dueOn: localDateSchema.exactOptional(),
  source: textSchema(512),
});
