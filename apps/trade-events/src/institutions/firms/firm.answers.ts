import {
  countrySchema,
  nationalIdSchema,
  ownershipSchema,
  participantIdSchema,
  timestampSchema,
} from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';
import { pageInOrder } from '../in-order.js';

export const firmAnswer = z
  .object({ participantId: participantIdSchema, ...recorded })
  .meta({ id: 'FirmAnswer' });

const view = {
  participantId: participantIdSchema,
  name: z.string(),
  nameLatin: z.string().exactOptional().describe('Where the name was given in other letters.'),
  country: countrySchema,
  nationalIds: z.array(nationalIdSchema),
  ownership: ownershipSchema,
  sectors: z.array(z.string()),
  city: z.string().exactOptional(),
  status: z.enum(['registered', 'suspended']),
  suspension: z
    .object({ reason: z.string(), since: timestampSchema })
    .exactOptional()
    .describe('While it is suspended.'),
};

export const firmView = z.object({ ...view, ...standingForAsker }).meta({ id: 'Firm' });

export const firmPage = pageInOrder(view).meta({ id: 'FirmPage' });
