import {
  leadLapseSchema,
  leadOriginSchema,
  leadTermsShape,
  localDateSchema,
  moneySchema,
  partySchema,
  textSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standing } from '@corridor/nest-kit';
import { z } from 'zod';
import { pageOf } from '../newest-first.js';

export const leadAnswer = z.object({ leadId: uuidSchema, ...recorded }).meta({ id: 'LeadAnswer' });

const told = {
  leadId: uuidSchema,
  origin: leadOriginSchema,
  seller: partySchema,
  buyer: partySchema,
  ...leadTermsShape,
  status: z.enum(['open', 'committed', 'lapsed']),
  commitmentIds: z.array(uuidSchema).describe('Commitments that name it, without those that were withdrawn.'),
};

export const leadView = z
  .object({
    ...told,
    lapsed: z.object({ reason: leadLapseSchema, note: textSchema(512).exactOptional() }).exactOptional(),
    followUps: z.array(
      z.object({
        on: localDateSchema,
        note: textSchema(512),
        expectedValue: moneySchema.exactOptional(),
      }),
    ),
    ...standing,
  })
  .meta({ id: 'Lead' });

export const leadPage = pageOf(
  z.object({
    ...told,
    recordedOn: localDateSchema,
    lapseReason: leadLapseSchema.exactOptional(),
    followUpCount: z.int().min(0),
    demo: z.boolean().describe('Whether it is invented, for the demo.'),
  }),
).meta({ id: 'LeadPage' });
