import {
  flagKindSchema,
  flagSubjectSchema,
  participantIdSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded } from '@corridor/nest-kit';
import { z } from 'zod';

export const redFlagAnswer = z.object({ flagId: uuidSchema, ...recorded }).meta({ id: 'RedFlagAnswer' });

export const flagStatusSchema = z.enum(['open', 'assigned', 'cleared', 'confirmed']);

export const redFlagItem = z
  .object({
    flagId: uuidSchema,
    kind: flagKindSchema,
    status: flagStatusSchema,
    subject: flagSubjectSchema.describe('The line, consignment or paper that it is about.'),
    reason: z.string().describe('What was found last, in facts.'),
    evidence: z
      .array(z.int().min(1))
      .describe(
        'Positions in the ledger of the events that show it; for a bank, without invoices that are paid to another.',
      ),
    banks: z
      .array(participantIdSchema)
      .describe('The banks of the goods, for an operator; a bank is told of itself alone.'),
    assignee: participantIdSchema.exactOptional(),
    outcome: z.string().exactOptional().describe('Why it was cleared or confirmed.'),
    raisedAt: timestampSchema,
    legalNow: z.array(z.string()).describe('The commands that are possible now.'),
    demo: z.boolean().describe('Whether it is invented, for the demo.'),
    position: z.int().min(1).describe('Of the event that raised it first.'),
  })
  .meta({ id: 'RedFlag' });

export const redFlagPage = z
  .object({
    items: z.array(redFlagItem),
    next: z.string().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
  })
  .meta({ id: 'RedFlagPage' });
