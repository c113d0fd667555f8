import {
  countrySchema,
  decimalSchema,
  hsPrefixSchema,
  matchDeclineSchema,
  matchLapseSchema,
  matchScoreSchema,
  matchStrengthSchema,
  needPeriodSchema,
  needSideSchema,
  participantIdSchema,
  unitSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';
import { pageOf } from '../newest-first.js';

export const matchAnswer = z.object({ matchId: uuidSchema, ...recorded }).meta({ id: 'NeedMatchAnswer' });

const side = z.object({
  needId: uuidSchema.exactOptional(),
  firm: participantIdSchema
    .exactOptional()
    .describe('Of the other side, as its need, absent until both are interested.'),
  country: countrySchema,
  hs: hsPrefixSchema,
  quantity: decimalSchema(6),
  unit: unitSchema,
  per: needPeriodSchema,
});

const told = {
  matchId: uuidSchema,
  status: z.enum(['proposed', 'introduced', 'declined', 'lapsed']),
  offer: side,
  seek: side,
  strength: matchStrengthSchema,
  score: z
    .object({
      goods: matchScoreSchema.shape.goods,
      quantity: matchScoreSchema.shape.quantity,
      total: matchScoreSchema.shape.total.exactOptional(),
      validity: matchScoreSchema.shape.validity.exactOptional(),
      price: matchScoreSchema.shape.price.exactOptional(),
    })
    .describe('A firm sees of it what it can work out itself: the goods and the quantity.'),
  interested: z.array(needSideSchema).describe('Who is; a firm sees its own interest alone until both are.'),
  leadId: uuidSchema.exactOptional().describe('The lead that tells both firms by their names.'),
};

export const matchView = z
  .object({
    ...told,
    declined: z.object({ side: needSideSchema, reason: matchDeclineSchema }).exactOptional(),
    lapsed: matchLapseSchema.exactOptional(),
    ...standingForAsker,
    version: standingForAsker.version
      .exactOptional()
      .describe('How many events made it so; absent for a firm until it is introduced.'),
  })
  .meta({ id: 'NeedMatch' });

export const matchPage = pageOf(
  z.object({ ...told, demo: z.boolean().describe('Whether it is invented, for the demo.') }),
).meta({ id: 'NeedMatchPage' });
