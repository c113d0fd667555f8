import { z } from 'zod';
import {
  participantIdSchema,
  sealedTextOf,
  textSchema,
  timestampSchema,
  uuidSchema,
} from '../building-blocks.js';
import { contractsOf } from '../contract.js';
import { foreseenLevelSchema } from './service-level.js';
import { erasureReasonSchema } from './subject.js';

const contract = contractsOf('case');
const caseId = uuidSchema;
const position = z.int().min(1);

export const caseKindSchema = z.enum([
  'customs-hold',
  'payment-stuck',
  'red-tape',
  'visa',
  'transport',
  'dispute',
]);

/** What a case is about: its kind tells which ids stand beside it. */
export const caseSubjectSchema = z.strictObject({
  kind: z.enum([
    'consignment',
    'hold',
    'obligation',
    'returned-payment',
    'settlement',
    'visa-application',
    'none',
  ]),
  consignmentId: uuidSchema.exactOptional(),
  declarationId: uuidSchema.exactOptional(),
  holdId: textSchema(64).exactOptional(),
  obligationId: uuidSchema.exactOptional(),
  returnId: uuidSchema.exactOptional(),
  settlementId: uuidSchema.exactOptional(),
  applicationId: uuidSchema.exactOptional(),
});

/** What a case may be foreseen for. */
const foreseenSubjectSchema = z.strictObject({
  kind: z.enum(['hold', 'returned-payment']),
  consignmentId: uuidSchema,
  declarationId: uuidSchema.exactOptional(),
  holdId: textSchema(64).exactOptional(),
  obligationId: uuidSchema.exactOptional(),
  returnId: uuidSchema.exactOptional(),
});

const returnedPaymentSchema = z.strictObject({
  kind: z.literal('returned-payment'),
  consignmentId: uuidSchema,
  obligationId: uuidSchema,
  returnId: uuidSchema,
});

export const casePrioritySchema = z.enum(['low', 'normal', 'high', 'urgent']);

export const caseOutcomeSchema = z.enum([
  'released',
  'paid',
  'granted',
  'delivered',
  'settled',
  'corrected',
  'rejected',
  'no-fault',
  'withdrawn',
]);

export const caseTextSchema = textSchema(2_000);
/** What somebody wrote, which may tell of people, is sealed under a key of its own; in plain stands only what the ledger itself says. 2,000 characters are at most 8,044 digits. */
const keptTextSchema = z.union([caseTextSchema, sealedTextOf(8_192)]);
export const caseFirmsSchema = z.array(participantIdSchema).min(1).max(10);

/** By when each step is due, in the words of the service level that held when the case was opened. */
export const caseLimitsSchema = z.strictObject({
  triageBy: timestampSchema,
  answerBy: timestampSchema,
  resolveBy: timestampSchema,
  escalateBy: timestampSchema,
  reopenDays: z.int().min(0).max(3_650),
});

const told = { caseId, kind: caseKindSchema, subject: caseSubjectSchema, firms: caseFirmsSchema };
/**
 * When the ledger was told, by its own clock, in the zone of what was told; only where that is more than an hour behind it. Clocks count from there:
 * nobody has done in time what he says so of weeks later.
 */
const toldAt = timestampSchema.exactOptional();
/** What a case came from has ended: when, and by which event. */
const ended = { caseId, endedAt: timestampSchema, causePosition: position };

export const CASE_CONTRACTS = [
  contract(
    'CaseForeseen',
    'Customs holds goods, or a payment was returned: unless that ends by a limit, a case opens by itself.',
    z.strictObject({
      ...told,
      subject: foreseenSubjectSchema,
      text: caseTextSchema,
      dueBy: timestampSchema,
      serviceLevel: foreseenLevelSchema,
      causePosition: position,
      toldAt,
    }),
    ({ firms }) => firms,
  ),
  contract(
    'CaseCauseAdded',
    'It came about once more while a case was foreseen or open: another payment of the same debt was returned. The case ends with all of it.',
    z.strictObject({ caseId, subject: returnedPaymentSchema, text: caseTextSchema, causePosition: position }),
  ),
  contract(
    'CaseAverted',
    'What a case was foreseen for ended within its limit: none was opened.',
    z.strictObject(ended),
  ),
  contract(
    'CaseOpened',
    'A firm told the Business Council of a problem, or a limit passed: the clocks of its service level run.',
    z.strictObject({
      ...told,
      openedBy: participantIdSchema.exactOptional(),
      against: participantIdSchema.exactOptional(),
      text: keptTextSchema,
      limits: caseLimitsSchema,
      toldAt,
    }),
    ({ firms, openedBy, against }) => [
      ...firms,
      ...(openedBy === undefined ? [] : [openedBy]),
      ...(against === undefined ? [] : [against]),
    ],
  ),
  contract(
    'CaseTriaged',
    'The Council looked at a case: how urgent it is, and of which kind it turned out to be.',
    z.strictObject({ caseId, kind: caseKindSchema, priority: casePrioritySchema, toldAt }),
  ),
  contract(
    'CaseAssigned',
    'Somebody has to answer: a member of the Council, a customs office, a bank.',
    z.strictObject({ caseId, assignee: participantIdSchema }),
    ({ assignee }) => [assignee],
  ),
  contract(
    'CaseAnswered',
    'Whom a case is assigned to answered the firm, and said what is done.',
    z.strictObject({ caseId, assignee: participantIdSchema, text: keptTextSchema, toldAt }),
  ),
  contract(
    'CaseLimitMissed',
    'A limit of the service level passed and the step was not done.',
    z.strictObject({ caseId, limit: z.enum(['triage', 'answer', 'resolve']), missedBy: timestampSchema }),
  ),
  contract(
    'CaseEscalated',
    'The case lies before the Joint Intergovernmental Commission, by rule or by hand.',
    z.strictObject({ caseId, by: z.enum(['rule', 'hand']), reason: keptTextSchema }),
  ),
  contract(
    'CaseDirected',
    'The Commission decided in a meeting what is to be done, and gave the case back to the Council.',
    z.strictObject({ caseId, meetingId: uuidSchema, decisionId: uuidSchema, text: keptTextSchema, toldAt }),
  ),
  contract(
    'CaseCauseEnded',
    'What a case was foreseen for is over: the hold was lifted, the debt was paid.',
    z.strictObject(ended),
  ),
  contract(
    'CaseResolved',
    'The case is closed: how it ended, who said so, and of a dispute who lost it.',
    z.strictObject({
      caseId,
      by: z.enum(['council', 'firm', 'cause']),
      outcome: caseOutcomeSchema,
      text: keptTextSchema,
      firmAgrees: z.boolean().exactOptional(),
      lostBy: participantIdSchema.exactOptional(),
      toldAt,
    }),
  ),
  contract(
    'CaseTextsErased',
    'The keys of all that was written in the case so far were destroyed: nobody can open it any more.',
    z.strictObject({ caseId, reason: erasureReasonSchema }),
  ),
  contract(
    'CaseReopened',
    'The firm is not content with how its case ended: new clocks run.',
    z.strictObject({
      caseId,
      reopenedBy: participantIdSchema,
      reason: keptTextSchema,
      limits: caseLimitsSchema,
      toldAt,
    }),
  ),
] as const;
