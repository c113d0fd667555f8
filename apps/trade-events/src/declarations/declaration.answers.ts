import { uuidSchema } from '@corridor/contracts';
import { z } from 'zod';
import { recorded } from '../requests/answers.js';

export const declarationAnswer = z
  .object({
    declarationId: uuidSchema,
    holdId: uuidSchema.exactOptional().describe('Of the hold that was placed or lifted.'),
    inspectionId: uuidSchema.exactOptional(),
    ...recorded,
  })
  .meta({ id: 'DeclarationAnswer' });
