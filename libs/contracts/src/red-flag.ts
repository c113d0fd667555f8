import { z } from 'zod';
import { lineNumberSchema, participantIdSchema, textSchema, uuidSchema } from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('flag');
const flagId = uuidSchema;

export const flagKindSchema = z.enum([
  'over-invoicing',
  'under-invoicing',
  'phantom-shipment',
  'double-financing',
]);

export const flagSubjectSchema = z.strictObject({
  consignmentIds: z.array(uuidSchema).max(1_000),
  letterOfCreditIds: z.array(uuidSchema).min(1).max(1_000).exactOptional(),
  lineNumber: lineNumberSchema.exactOptional(),
  document: textSchema(512).exactOptional(),
});

const finding = {
  reason: textSchema(512),
  evidence: z.array(z.int().min(1)).min(1).max(1_000),
  banks: z.array(participantIdSchema).max(100),
};

/** Only banks may see these events, and operators: whom a flag is about must not learn of it. */
const seenByBanks = ({ banks }: { readonly banks: readonly string[] }): readonly string[] => banks;

export const RED_FLAG_CONTRACTS = [
  contract(
    'RedFlagRaised',
    'Something does not fit, such as a price far from all others: somebody has to look at it. It blocks nothing.',
    z.strictObject({ flagId, kind: flagKindSchema, subject: flagSubjectSchema, ...finding }),
    seenByBanks,
  ),
  contract(
    'RedFlagEvidenceAdded',
    'More shows what a flag says.',
    z.strictObject({ flagId, subject: flagSubjectSchema, ...finding }),
    seenByBanks,
  ),
  contract(
    'RedFlagAssigned',
    'Somebody looks at a flag.',
    z.strictObject({ flagId, assignee: participantIdSchema }),
  ),
  contract(
    'RedFlagCleared',
    'There is a good reason for what a flag found.',
    z.strictObject({ flagId, reason: textSchema(512) }),
  ),
  contract(
    'RedFlagConfirmed',
    'The suspicion of a flag holds.',
    z.strictObject({ flagId, reason: textSchema(512) }),
  ),
] as const;
