import {
  caseKindSchema,
  caseOutcomeSchema,
  casePrioritySchema,
  caseSubjectSchema,
  caseTextSchema,
  erasureReasonSchema,
  participantIdSchema,
  serviceLevelSchema,
  textSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { z } from 'zod';
import { isTrue, limitOf, wholeNumber } from '../../requests/list-query.js';

const at = { occurredAt: timestampSchema };

/** Bodies of the requests on cases. */
export const caseBody = z.strictObject({
  ...at,
  kind: caseKindSchema,
  subject: caseSubjectSchema.describe(
    'What it is about, by its kind and the ids of that kind: `consignmentId`; `declarationId` and `holdId`; `obligationId`, of a returned payment with its `returnId`; `settlementId`; `applicationId`. With `"kind": "none"` there are none.',
  ),
  text: caseTextSchema,
  against: participantIdSchema.exactOptional().describe('Of a dispute, the other firm.'),
  firm: participantIdSchema
    .exactOptional()
    .describe('Whose case it is, where the Council opens it for a firm; a firm opens its own.'),
});
export const triageBody = z.strictObject({ ...at, kind: caseKindSchema, priority: casePrioritySchema });
export const caseAssignmentBody = z.strictObject({ ...at, assignee: participantIdSchema });
/** Of an answer, and of a withdrawal. */
export const caseTextBody = z.strictObject({ ...at, text: caseTextSchema });
export const escalationBody = z.strictObject({ ...at, reason: textSchema(512) });
export const directionBody = z.strictObject({
  ...at,
  meetingId: uuidSchema.describe('The meeting of the Commission.'),
  decisionId: uuidSchema.describe('What it decided.'),
  text: caseTextSchema,
});
export const resolutionBody = z.strictObject({
  ...at,
  outcome: caseOutcomeSchema,
  text: caseTextSchema,
  firmAgrees: z.boolean().exactOptional().describe('Leave it out where the firm was not asked.'),
  lostBy: participantIdSchema.exactOptional().describe('Of a dispute, the firm that lost it.'),
});
export const caseReopeningBody = z.strictObject({ ...at, reason: caseTextSchema });
export const caseErasureBody = z.strictObject({ ...at, reason: erasureReasonSchema });
export const serviceLevelBody = z.strictObject({ ...at, ...serviceLevelSchema.shape });

export const caseListQuery = z.strictObject({
  status: z
    .enum(['foreseen', 'averted', 'open', 'triaged', 'assigned', 'answered', 'resolved'])
    .exactOptional()
    .describe('All that were opened where it is left out.'),
  kind: caseKindSchema.exactOptional(),
  assignee: participantIdSchema.exactOptional(),
  escalated: isTrue.exactOptional().describe('Whether they lie before the Commission.'),
  overdue: isTrue.exactOptional().describe('Whether a limit of those that are not resolved has passed.'),
  after: wholeNumber(16).exactOptional().describe('Only cases behind this one: `next` of the page before.'),
  limit: limitOf('Cases'),
});
