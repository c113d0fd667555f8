import { z } from 'zod';
import {
  localDateSchema,
  locodeSchema,
  participantIdSchema,
  routeIdSchema,
  textSchema,
} from '../building-blocks.js';
import { contractsOf } from '../contract.js';

const contract = contractsOf('milestone');

/** A milestone's id, e.g. `torkham-terminal`. */
export const milestoneIdSchema = participantIdSchema;
export const milestoneKindSchema = z.enum(['road', 'rail', 'terminal', 'customs-post']);
export const milestonePlanSchema = z.strictObject({
  name: textSchema(140),
  kind: milestoneKindSchema,
  places: z.array(locodeSchema).min(1).max(2),
  routeIds: z.array(routeIdSchema).max(20),
  plannedOn: localDateSchema,
  workFrom: localDateSchema.exactOptional(),
  responsible: textSchema(140),
  source: textSchema(512),
});
export const evidenceSha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'is a SHA-256 of 64 hexadecimal digits in lower case');

const milestoneId = milestoneIdSchema;
const reason = textSchema(512);

export const MILESTONE_CONTRACTS = [
  contract(
    'MilestonePlanned',
    'A road, a railway, a terminal or a customs post of the corridor is to be done by a day.',
    z.strictObject({ milestoneId, ...milestonePlanSchema.shape }),
  ),
  contract(
    'MilestoneReplanned',
    'It has another day, for a reason: against the first plan, it stays late.',
    z.strictObject({ milestoneId, plannedOn: localDateSchema, before: localDateSchema, reason }),
  ),
  contract(
    'MilestoneDone',
    'It is done, as a file shows whose hash is told.',
    z.strictObject({ milestoneId, doneOn: localDateSchema, evidenceSha256: evidenceSha256Schema }),
  ),
  contract(
    'CompletionWithdrawn',
    'It is not done: it was told by mistake.',
    z.strictObject({ milestoneId, doneOn: localDateSchema, reason }),
  ),
  contract('MilestoneCancelled', 'It will not be built.', z.strictObject({ milestoneId, reason })),
] as const;
