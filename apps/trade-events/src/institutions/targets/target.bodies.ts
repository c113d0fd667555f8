import {
  countrySchema,
  localDateSchema,
  moneySchema,
  targetIdSchema,
  textSchema,
  timestampSchema,
} from '@corridor/contracts';
import { z } from 'zod';

export const targetBody = z.strictObject({
  occurredAt: timestampSchema,
  targetId: targetIdSchema,
  reporter: countrySchema,
  partner: countrySchema,
  yearlyAmount: moneySchema,
  dueOn: localDateSchema.exactOptional().describe('Absent where no day was named.'),
  source: textSchema(512),
});
