import { z } from 'zod';
import {
  countrySchema,
  localDateSchema,
  locodeSchema,
  participantIdSchema,
  uuidSchema,
} from '../building-blocks.js';
import { contractsOf } from '../contract.js';

const contract = contractsOf('visa');
const visaId = uuidSchema;
const decided = { visaId, decidedOn: localDateSchema, daysTaken: z.int().min(0) };

export const visaPurposeSchema = z.enum(['trade-fair', 'negotiation', 'after-sales', 'delegation', 'other']);
/** Never a name: free text would be a way around the sealing of personal data; so reasons are classes, too. */
export const invitationNumberSchema = z
  .string()
  .max(35)
  .regex(/^(?=.*\d)[A-Z0-9]+(?:[-/.][A-Z0-9]+)*$/, 'is a number such as "PKBC-2026-118"');
export const invitationDeclineReasonSchema = z.enum(['firm', 'traveller', 'purpose', 'dates', 'other']);
export const visaRefusalReasonSchema = z.enum([
  'documents',
  'invitation',
  'purpose',
  'security',
  'previous-stay',
  'other',
]);
export const visaEntriesSchema = z.enum(['single', 'double', 'multiple']);
export const visaDocumentsSchema = z
  .array(
    z.enum([
      'passport',
      'photograph',
      'invitation',
      'insurance',
      'bank-statement',
      'employment',
      'itinerary',
      'other',
    ]),
  )
  .min(1)
  .max(8);

/** What is asked of the Council, but for who the traveller is. */
export const visaRequestSchema = z.strictObject({
  purpose: visaPurposeSchema,
  nationality: countrySchema,
  destination: countrySchema,
  intendedFrom: localDateSchema,
  intendedUntil: localDateSchema,
  delegationId: uuidSchema.exactOptional(),
  caseId: uuidSchema.exactOptional(),
});

export const VISA_CONTRACTS = [
  contract(
    'VisaInvitationRequested',
    'A firm asked the Business Council to invite a traveller, whose personal data stands in the stream of the subject alone.',
    z.strictObject({
      visaId,
      subjectId: uuidSchema,
      firm: participantIdSchema,
      ...visaRequestSchema.shape,
    }),
    ({ firm }) => [firm],
  ),
  contract(
    'VisaInvitationIssued',
    'The Business Council invited the traveller.',
    z.strictObject({ visaId, invitationNumber: invitationNumberSchema, issuedOn: localDateSchema }),
  ),
  contract(
    'VisaInvitationDeclined',
    'The Business Council does not invite the traveller.',
    z.strictObject({ visaId, reason: invitationDeclineReasonSchema }),
  ),
  contract(
    'VisaSubmitted',
    'The firm lodged the application with a consulate, on a day by the clock of its place.',
    z.strictObject({
      visaId,
      consulate: participantIdSchema,
      place: locodeSchema,
      submittedOn: localDateSchema,
    }),
    ({ consulate }) => [consulate],
  ),
  contract(
    'VisaSubmissionCorrected',
    'The application was lodged on another day than was told: days and months count from this one.',
    z.strictObject({ visaId, submittedOn: localDateSchema, replaced: localDateSchema }),
  ),
  contract(
    'VisaDocumentsRequested',
    'The consulate asked for more documents.',
    z.strictObject({ visaId, documents: visaDocumentsSchema }),
  ),
  contract(
    'VisaDocumentsSupplied',
    'The consulate got the documents that it had asked for.',
    z.strictObject({ visaId }),
  ),
  contract(
    'VisaGranted',
    'The consulate granted the visa; the days are calendar days from the submission.',
    z.strictObject({
      ...decided,
      validFrom: localDateSchema,
      validUntil: localDateSchema,
      entries: visaEntriesSchema,
    }),
  ),
  contract(
    'VisaRefused',
    'The consulate refused the visa, for a class of reasons.',
    z.strictObject({ ...decided, reason: visaRefusalReasonSchema }),
  ),
  contract('VisaWithdrawn', 'The firm withdrew its application.', z.strictObject({ visaId })),
] as const;
