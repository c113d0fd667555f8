import { uuidSchema } from '@corridor/contracts';
import { recorded } from '@corridor/nest-kit';
import { z } from 'zod';

export const invoiceAnswer = z.object({ invoiceId: uuidSchema, ...recorded }).meta({ id: 'InvoiceAnswer' });
