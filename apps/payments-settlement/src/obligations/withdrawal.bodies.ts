import { textSchema, timestampSchema, uuidSchema } from '@corridor/contracts';
import { recorded } from '@corridor/nest-kit';
import { z } from 'zod';

export const withdrawalBody = z.strictObject({
  occurredAt: timestampSchema,
  reason: textSchema(512).describe('Why; it stays on record.'),
});

export const withdrawalAnswer = z
  .object({ invoiceId: uuidSchema, ...recorded })
  .meta({ id: 'WithdrawalAnswer' });
