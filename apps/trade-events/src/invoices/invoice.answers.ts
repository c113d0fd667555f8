import { uuidSchema } from '@corridor/contracts';
import { z } from 'zod';
import { recorded } from '../requests/answers.js';

export const invoiceAnswer = z.object({ invoiceId: uuidSchema, ...recorded }).meta({ id: 'InvoiceAnswer' });
