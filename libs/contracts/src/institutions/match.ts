import { z } from 'zod';
import {
  countrySchema,
  decimalSchema,
  participantIdSchema,
  textSchema,
  unitSchema,
  uuidSchema,
} from '../building-blocks.js';
import { contractsOf } from '../contract.js';
import { hsPrefixSchema, needPeriodSchema, needSideSchema } from './need.js';

const contract = contractsOf('match');
const matchId = uuidSchema;

/** One side of a match, as the need stood when it was proposed. */
const matchedNeedSchema = z.strictObject({
  needId: uuidSchema,
  firm: participantIdSchema,
  country: countrySchema,
  hs: hsPrefixSchema,
  quantity: decimalSchema(6),
  unit: unitSchema,
  per: needPeriodSchema,
});

/** How well two needs fit, part by part: `total` is the sum of the others. */
export const matchScoreSchema = z.strictObject({
  total: z.int().min(0).max(100),
  goods: z.int().min(0).max(50),
  quantity: z.int().min(0).max(20),
  validity: z.int().min(0).max(15),
  price: z.int().min(0).max(15),
});

export const matchStrengthSchema = z.enum(['strong', 'weak']);

export const matchDeclineSchema = z.enum([
  'price',
  'quality',
  'quantity',
  'timing',
  'terms',
  'country',
  'not-interested',
  'other',
]);

export const matchLapseSchema = z.enum(['need-withdrawn', 'need-expired', 'need-fulfilled', 'fits-no-more']);

export const MATCH_CONTRACTS = [
  contract(
    'MatchProposed',
    'What one firm offers fits what another one seeks: both are asked whether they are interested.',
    z.strictObject({
      matchId,
      offer: matchedNeedSchema,
      seek: matchedNeedSchema,
      strength: matchStrengthSchema,
      score: matchScoreSchema,
    }),
    ({ offer, seek }) => [offer.firm, seek.firm],
  ),
  contract(
    'MatchInterestShown',
    'One side is interested.',
    z.strictObject({ matchId, side: needSideSchema }),
  ),
  contract(
    'MatchDeclined',
    'One side is not interested: the match is over.',
    z.strictObject({
      matchId,
      side: needSideSchema,
      reason: matchDeclineSchema,
      note: textSchema(512).exactOptional(),
    }),
  ),
  contract(
    'MatchIntroduced',
    'Both sides are interested: each is told who the other one is, and a lead is recorded.',
    z.strictObject({ matchId, leadId: uuidSchema }),
  ),
  contract(
    'MatchLapsed',
    'A need behind it is over, or fits no more, before both sides were interested.',
    z.strictObject({ matchId, reason: matchLapseSchema }),
  ),
] as const;
