import {
  ebopsItemSchema,
  localDateSchema,
  partySchema,
  serviceContractNumberSchema,
  serviceContractTermsSchema,
  textSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';
import { pageOf } from '../institutions/newest-first.js';

export const serviceContractAnswer = z
  .object({ serviceContractId: uuidSchema, ...recorded })
  .meta({ id: 'ServiceContractAnswer' });

const told = {
  serviceContractId: uuidSchema,
  contractNumber: serviceContractNumberSchema,
  provider: partySchema,
  customer: partySchema,
  service: ebopsItemSchema.describe('As it was told last.'),
  terms: serviceContractTermsSchema,
  status: z.enum(['running', 'completed', 'terminated', 'withdrawn']),
  registeredAt: timestampSchema.describe('When it was agreed.'),
};

export const serviceContractView = z
  .object({
    ...told,
    completed: z
      .object({ completedOn: localDateSchema, note: textSchema(512).exactOptional() })
      .exactOptional(),
    terminated: z.object({ terminatedOn: localDateSchema, reason: textSchema(512) }).exactOptional(),
    withdrawn: z.object({ reason: textSchema(512) }).exactOptional(),
    ...standingForAsker,
  })
  .meta({ id: 'ServiceContract', description: 'What one firm does for a firm of another country.' });

export const serviceContractPage = pageOf(
  z.object({ ...told, demo: z.boolean().describe('Whether it is invented, for the demo.') }),
).meta({ id: 'ServiceContractPage' });
