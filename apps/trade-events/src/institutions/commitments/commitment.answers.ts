import {
  allocatedSchema,
  commitmentTermsSchema,
  evidenceSchema,
  linkBasisSchema,
  localDateSchema,
  moneySchema,
  occasionSchema,
  ratedSchema,
  saleContractSchema,
  textSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';
import { DEAL_OWNERSHIPS, STATUSES } from './commitment.bodies.js';

const commitmentId = uuidSchema;

export const commitmentAnswer = z
  .object({
    commitmentId,
    contractId: uuidSchema.exactOptional().describe('Of a contract that was told.'),
    realisationId: uuidSchema.exactOptional().describe('Of a report that was made.'),
    ...recorded,
  })
  .meta({ id: 'CommitmentAnswer' });

export const linkAnswer = z
  .object({ commitmentId, id: allocatedSchema.shape.id, ...recorded })
  .meta({ id: 'CommitmentLinkAnswer' });

const realisation = z.object({
  realisationId: uuidSchema,
  kind: z.enum(['investment', 'jobs']),
  status: z.enum(['reported', 'verified', 'rejected', 'revoked']),
  amount: moneySchema.exactOptional(),
  amountUsd: moneySchema.exactOptional(),
  jobs: z.int().exactOptional(),
  reachedOn: localDateSchema,
  reportedBy: z.string(),
  evidence: evidenceSchema,
  note: textSchema(512),
});

const common = {
  commitmentId,
  status: z.enum(STATUSES),
  terms: commitmentTermsSchema,
  rates: z.array(ratedSchema),
  occasion: occasionSchema,
  source: textSchema(512),
};

export const commitmentView = z
  .object({
    ...common,
    contracts: z
      .array(saleContractSchema)
      .exactOptional()
      .describe('For the Commission, the Business Council, reporters and operators; a firm sees its own.'),
    realisations: z
      .array(realisation)
      .exactOptional()
      .describe(
        'What was reported: for the same, those who promised, and banks and customs, which verify it.',
      ),
    ...standingForAsker,
  })
  .meta({ id: 'Commitment' });

export const commitmentPage = z
  .object({
    items: z.array(
      z.object({
        commitmentId,
        status: z.enum(STATUSES),
        title: z.string(),
        kind: commitmentTermsSchema.shape.kind,
        sector: z.string(),
        ownership: z.enum(DEAL_OWNERSHIPS),
        value: moneySchema,
        valueUsd: moneySchema,
        dueOn: localDateSchema.exactOptional(),
        occasion: z.object({ kind: occasionSchema.shape.kind, name: z.string(), on: localDateSchema }),
        demo: z.boolean().describe('Whether it is invented, for the demo.'),
      }),
    ),
    next: uuidSchema.exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
    asOf: z.int().min(0).describe('Every event up to this position is in the list.'),
  })
  .meta({ id: 'CommitmentPage' });

export const linkPage = z
  .object({
    items: z.array(
      z.object({
        position: z.int().min(1).describe('Of the event that linked it.'),
        ...allocatedSchema.shape,
        basis: linkBasisSchema.describe(
          'Why: the number of the contract that it is sent or issued under, the goods that a letter of credit is for, or a person.',
        ),
        contractId: uuidSchema.exactOptional(),
        by: z.string().describe('Who linked it, as role and participant.'),
        reason: textSchema(512).exactOptional().describe('Of a person.'),
      }),
    ),
    next: z.int().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
    asOf: z.int().min(0).describe('As of which position the list is.'),
  })
  .meta({ id: 'CommitmentLinkPage' });
