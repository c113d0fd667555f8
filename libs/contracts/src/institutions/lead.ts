import { z } from 'zod';
import { moneySchema, partySchema, textSchema, uuidSchema } from '../building-blocks.js';
import { contractsOf } from '../contract.js';
import { sectorSchema } from './engagement.js';
import { hsPrefixSchema } from './need.js';

const contract = contractsOf('lead');
const leadId = uuidSchema;

/** What a lead came of: a forum or the like, or a match of what two firms need. */
export const leadOriginSchema = z.union([
  z.strictObject({ engagementId: uuidSchema }),
  z.strictObject({ matchId: uuidSchema }),
]);

export const leadLapseSchema = z.enum([
  'price',
  'quality',
  'quantity',
  'payment-terms',
  'transport',
  'customs',
  'visas',
  'regulation',
  'found-elsewhere',
  'no-answer',
  'other',
]);

export const leadTermsShape = {
  sector: sectorSchema,
  hs: z.array(hsPrefixSchema).max(20),
  expectedValue: moneySchema.exactOptional(),
};

export const LEAD_CONTRACTS = [
  contract(
    'LeadRecorded',
    'Two firms found something to trade: what, of how much, and what brought them together.',
    z.strictObject({
      leadId,
      origin: leadOriginSchema,
      seller: partySchema,
      buyer: partySchema,
      ...leadTermsShape,
    }),
    ({ seller, buyer }) => [seller.participantId, buyer.participantId],
  ),
  contract(
    'LeadFollowedUp',
    'Somebody asked what became of it, and what they expect of it now.',
    z.strictObject({ leadId, note: textSchema(512), expectedValue: moneySchema.exactOptional() }),
  ),
  contract(
    'LeadLapsed',
    'Nothing comes of it.',
    z.strictObject({ leadId, reason: leadLapseSchema, note: textSchema(512).exactOptional() }),
  ),
  contract(
    'LeadCommitted',
    'Something came of it: a commitment that was announced names it.',
    z.strictObject({ leadId, commitmentId: uuidSchema }),
  ),
  contract(
    'LeadCommitmentWithdrawn',
    'A commitment that named it was withdrawn.',
    z.strictObject({ leadId, commitmentId: uuidSchema }),
  ),
] as const;
