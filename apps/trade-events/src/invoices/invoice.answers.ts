import { uuidSchema } from '@corridor/contracts';
import { recorded } from '@corridor/nest-kit';
import { z } from 'zod';

const notes = z
  .array(z.object({ code: z.enum(['creditor-bank-unknown']), message: z.string() }))
  .min(1)
  .exactOptional()
  .describe(
    'What whoever sent it may want to look at: no key of this ledger names the bank. The invoice stands.',
  );

export const invoiceAnswer = z
  .object({ invoiceId: uuidSchema, notes, ...recorded })
  .meta({ id: 'InvoiceAnswer' });
