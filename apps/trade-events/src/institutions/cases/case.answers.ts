import {
  caseFirmsSchema,
  caseKindSchema,
  caseLimitsSchema,
  caseOutcomeSchema,
  casePrioritySchema,
  caseSubjectSchema,
  participantIdSchema,
  serviceLevelSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';

export const caseAnswer = z.object({ caseId: uuidSchema, ...recorded }).meta({ id: 'CaseAnswer' });
export const serviceLevelAnswer = z
  .object({ kind: caseKindSchema, ...recorded })
  .meta({ id: 'ServiceLevelAnswer' });

const limit = z.enum(['triage', 'answer', 'resolve']);
const status = z.enum(['foreseen', 'averted', 'open', 'triaged', 'assigned', 'answered', 'resolved']);

/** What somebody wrote. */
const writing = z
  .string()
  .exactOptional()
  .describe('Absent where it was erased, or is not for whoever asks.');

export const caseView = z
  .object({
    caseId: uuidSchema,
    status,
    kind: caseKindSchema,
    subject: caseSubjectSchema,
    firms: caseFirmsSchema,
    text: writing,
    textsErased: z
      .literal(true)
      .exactOptional()
      .describe('Where something that was written in it was erased: nobody can show it any more.'),
    dueBy: timestampSchema.exactOptional().describe('While it is foreseen: when it opens by itself.'),
    openedBy: participantIdSchema.exactOptional().describe('Absent where it opened by itself.'),
    against: participantIdSchema.exactOptional(),
    openedAt: timestampSchema.exactOptional(),
    priority: casePrioritySchema.exactOptional(),
    assignee: participantIdSchema.exactOptional(),
    limits: caseLimitsSchema.exactOptional(),
    clocks: z
      .array(
        z.object({
          limit,
          by: timestampSchema,
          metAt: timestampSchema.exactOptional().describe('When it was done, or the case was resolved.'),
          missed: z.boolean(),
          leftSeconds: z
            .int()
            .exactOptional()
            .describe('From now to the limit, below 0 behind it; absent once it is met.'),
        }),
      )
      .describe('Of the present opening; none of what is only foreseen.'),
    escalation: z
      .object({ by: z.enum(['rule', 'hand']), reason: writing, at: timestampSchema })
      .exactOptional()
      .describe('While it lies before the Commission.'),
    resolution: z
      .object({
        by: z.enum(['council', 'firm', 'cause']),
        outcome: caseOutcomeSchema,
        text: writing,
        at: timestampSchema,
        firmAgrees: z.boolean().exactOptional(),
        lostBy: participantIdSchema.exactOptional(),
      })
      .exactOptional(),
    reopenings: z.int().min(0),
    causeEnded: z
      .object({ at: timestampSchema, position: z.int().min(1) })
      .exactOptional()
      .describe('The event that ended what it was foreseen for.'),
    story: z
      .array(
        z.object({
          position: z.int().min(1),
          type: z.string(),
          occurredAt: timestampSchema,
          recordedAt: z.string(),
          actor: z.string(),
          data: z.record(z.string(), z.unknown()),
        }),
      )
      .describe('Every event of it, in the order of the ledger.'),
    version: standingForAsker.version,
    legalNow: standingForAsker.legalNow,
  })
  .meta({ id: 'Case' });

export const casePage = z
  .object({
    items: z.array(
      z.object({
        caseId: uuidSchema,
        status,
        kind: caseKindSchema,
        subject: caseSubjectSchema,
        firms: caseFirmsSchema,
        priority: casePrioritySchema.exactOptional(),
        assignee: participantIdSchema.exactOptional(),
        openedAt: z.string().exactOptional(),
        answerBy: z.string().exactOptional(),
        resolveBy: z.string().exactOptional(),
        missed: z.array(limit).describe('Limits that passed and were told.'),
        escalated: z.boolean(),
        outcome: caseOutcomeSchema.exactOptional(),
        reopenings: z.int().min(0),
        demo: z.boolean().describe('Whether it is invented, for the demo.'),
      }),
    ),
    next: z.int().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
    asOf: z.int().min(0).describe('Every event up to this position is in the list.'),
  })
  .meta({ id: 'CasePage' });

export const serviceLevelsView = z
  .object({
    items: z.array(
      z.object({
        kind: caseKindSchema,
        ...serviceLevelSchema.shape,
        since: timestampSchema.exactOptional().describe('Absent where it holds by default.'),
      }),
    ),
  })
  .meta({ id: 'ServiceLevels' });
