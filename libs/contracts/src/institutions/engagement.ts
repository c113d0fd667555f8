import { z } from 'zod';
import {
  countrySchema,
  localDateSchema,
  locodeSchema,
  participantIdSchema,
  partySchema,
  textSchema,
  uuidSchema,
} from '../building-blocks.js';
import { contractsOf } from '../contract.js';

const contract = contractsOf('engagement');
const engagementId = uuidSchema;

export const engagementKindSchema = z.enum([
  'forum',
  'exhibition',
  'delegation',
  'summit',
  'business-meeting',
]);

/** A sector of the trade, by its form. */
export const sectorSchema = z
  .string()
  .max(32)
  .regex(/^[a-z]+(?:-[a-z]+)*$/, 'is a sector such as "textiles"');

export const engagementCancellationSchema = z.enum([
  'security',
  'budget',
  'few-firms',
  'visas',
  'transport',
  'politics',
  'other',
]);

/** People of one firm; nobody is named. */
export const peopleSchema = z.int().min(1).max(10_000);

export const engagementTermsShape = {
  kind: engagementKindSchema,
  name: textSchema(140),
  city: locodeSchema,
  country: countrySchema,
  organiser: participantIdSchema,
  startsOn: localDateSchema,
  endsOn: localDateSchema,
  sectors: z.array(sectorSchema).max(8),
};

export const ENGAGEMENT_CONTRACTS = [
  contract(
    'EngagementPlanned',
    'A forum, an exhibition, a delegation, a summit or a business meeting was planned.',
    z.strictObject({ engagementId, ...engagementTermsShape }),
    ({ organiser }) => [organiser],
  ),
  contract(
    'EngagementRescheduled',
    'It was given other days before it began.',
    z.strictObject({
      engagementId,
      startsOn: localDateSchema,
      endsOn: localDateSchema,
      replaced: z.strictObject({ startsOn: localDateSchema, endsOn: localDateSchema }),
      reason: textSchema(512),
    }),
  ),
  contract(
    'EngagementCancelled',
    'It will not be held.',
    z.strictObject({
      engagementId,
      reason: engagementCancellationSchema,
      note: textSchema(512).exactOptional(),
    }),
  ),
  contract('EngagementHeld', 'It began and is held.', z.strictObject({ engagementId })),
  contract(
    'ParticipationRegistered',
    'A firm takes part with so many people, or with another number than before.',
    z.strictObject({ engagementId, firm: partySchema, people: peopleSchema }),
    ({ firm }) => [firm.participantId],
  ),
  contract(
    'ParticipationWithdrawn',
    'A firm does not take part after all.',
    z.strictObject({ engagementId, firm: participantIdSchema }),
    ({ firm }) => [firm],
  ),
  contract(
    'FirmAttended',
    'So many people of a firm were there.',
    z.strictObject({ engagementId, firm: participantIdSchema, people: peopleSchema }),
    ({ firm }) => [firm],
  ),
  contract(
    'FirmsMet',
    'Two firms met at it.',
    z.strictObject({
      engagementId,
      meetingId: uuidSchema,
      firms: z.array(participantIdSchema).length(2),
    }),
    ({ firms }) => firms,
  ),
] as const;
