import {
  guaranteeKindSchema,
  guaranteeReferenceSchema,
  localDateSchema,
  moneySchema,
  partySchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standing } from '@corridor/nest-kit';
import { z } from 'zod';

export const guaranteeAnswer = z
  .object({ guaranteeId: uuidSchema, ...recorded })
  .meta({ id: 'GuaranteeAnswer' });

export const guaranteeView = z
  .object({
    guaranteeId: uuidSchema,
    kind: guaranteeKindSchema,
    reference: guaranteeReferenceSchema,
    guarantor: partySchema,
    principal: partySchema,
    amount: moneySchema,
    validFrom: localDateSchema,
    validUntil: localDateSchema,
    status: z.enum(['valid', 'expired']),
    total: moneySchema.describe('As issued, with every top-up.'),
    reserved: moneySchema,
    called: moneySchema,
    available: moneySchema,
    reservations: z
      .array(z.object({ transitId: uuidSchema, amount: moneySchema }))
      .describe('What each open transit still holds.'),
    ...standing,
  })
  .meta({ id: 'Guarantee' });
