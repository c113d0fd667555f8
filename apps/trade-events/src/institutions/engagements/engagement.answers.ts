import {
  engagementCancellationSchema,
  engagementTermsShape,
  participantIdSchema,
  partySchema,
  peopleSchema,
  textSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';
import { pageOf } from '../newest-first.js';

export const engagementAnswer = z
  .object({
    engagementId: uuidSchema,
    meetingId: uuidSchema.exactOptional().describe('Of a meeting that was recorded.'),
    ...recorded,
  })
  .meta({ id: 'EngagementAnswer' });

const status = z.enum(['planned', 'held', 'cancelled']);
const counts = {
  firmCount: z.int().min(0).describe('Firms that take part.'),
  meetingCount: z.int().min(0).describe('Meetings of two firms.'),
};

export const engagementView = z
  .object({
    engagementId: uuidSchema,
    ...engagementTermsShape,
    status,
    cancelled: z
      .object({ reason: engagementCancellationSchema, note: textSchema(512).exactOptional() })
      .exactOptional(),
    ...counts,
    firms: z
      .array(z.object({ firm: partySchema, people: peopleSchema, attended: peopleSchema.exactOptional() }))
      .describe('Who takes part; a trader sees itself alone.'),
    meetings: z
      .array(z.object({ meetingId: uuidSchema, firms: z.array(participantIdSchema) }))
      .describe('Who met whom; a trader sees its own meetings alone.'),
    ...standingForAsker,
  })
  .meta({ id: 'Engagement' });

export const engagementPage = pageOf(
  z.object({
    engagementId: uuidSchema,
    ...engagementTermsShape,
    status,
    ...counts,
    demo: z.boolean().describe('Whether it is invented, for the demo.'),
  }),
).meta({ id: 'EngagementPage' });
