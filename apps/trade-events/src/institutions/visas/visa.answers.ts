import {
  countrySchema,
  erasureReasonSchema,
  invitationDeclineReasonSchema,
  invitationNumberSchema,
  localDateSchema,
  locodeSchema,
  participantIdSchema,
  uuidSchema,
  visaDocumentsSchema,
  visaEntriesSchema,
  visaPurposeSchema,
  visaRefusalReasonSchema,
  visaRequestSchema,
} from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';
import { personSchema } from './visa.bodies.js';

export const visaRequestAnswer = z
  .object({
    visaId: uuidSchema,
    subjectId: uuidSchema.describe('The traveller, for further applications of the firm.'),
    ...recorded,
  })
  .meta({ id: 'VisaRequestAnswer' });
export const visaAnswer = z.object({ visaId: uuidSchema, ...recorded }).meta({ id: 'VisaAnswer' });
export const subjectAnswer = z.object({ subjectId: uuidSchema, ...recorded }).meta({ id: 'SubjectAnswer' });

export const erasureAnswer = z
  .object({
    subjectId: uuidSchema,
    alsoErased: z
      .array(uuidSchema)
      .describe(
        'Other ids of the same person, told by the same passport and day of birth now, whose data went with it.',
      ),
    others: z
      .array(uuidSchema)
      .describe(
        'Other ids whose data stays: of the same person, where only this one is over or not needed, or of somebody who was told alike once.',
      ),
    ...recorded,
  })
  .meta({ id: 'ErasureAnswer' });

const status = z.enum([
  'requested',
  'declined',
  'invited',
  'submitted',
  'documents-awaited',
  'granted',
  'refused',
  'withdrawn',
]);
const decided = { decidedOn: localDateSchema, daysTaken: z.int().min(0) };

export const visaView = z
  .object({
    visaId: uuidSchema,
    subjectId: uuidSchema,
    firm: participantIdSchema,
    ...visaRequestSchema.shape,
    status,
    declined: invitationDeclineReasonSchema
      .exactOptional()
      .describe('Where the Council does not invite: why not.'),
    invitation: z
      .object({ invitationNumber: invitationNumberSchema, issuedOn: localDateSchema })
      .exactOptional(),
    submission: z
      .object({ consulate: participantIdSchema, place: locodeSchema, submittedOn: localDateSchema })
      .exactOptional()
      .describe('Days by the clock of the place.'),
    documentsAwaited: z.array(visaDocumentsSchema.element),
    granted: z
      .object({
        ...decided,
        validFrom: localDateSchema,
        validUntil: localDateSchema,
        entries: visaEntriesSchema,
      })
      .exactOptional(),
    refused: z.object({ ...decided, reason: visaRefusalReasonSchema }).exactOptional(),
    erased: z.boolean().describe('Whether the personal data was erased: nobody can show it any more.'),
    erasure: z
      .object({ erasedAt: z.string(), reason: erasureReasonSchema })
      .exactOptional()
      .describe('When and why it was.'),
    personalData: personSchema
      .exactOptional()
      .describe(
        'For the firm, its consulate, the Council and operators, unless it was erased; others read the application without it.',
      ),
    ...standingForAsker,
  })
  .meta({ id: 'Visa' });

export const visaPage = z
  .object({
    items: z.array(
      z.object({
        visaId: uuidSchema,
        firm: participantIdSchema,
        purpose: visaPurposeSchema,
        nationality: countrySchema,
        destination: countrySchema,
        intendedFrom: localDateSchema,
        intendedUntil: localDateSchema,
        delegationId: uuidSchema.exactOptional(),
        caseId: uuidSchema.exactOptional(),
        status,
        consulate: participantIdSchema.exactOptional(),
        submittedOn: localDateSchema.exactOptional(),
        decidedOn: localDateSchema.exactOptional(),
        daysTaken: z.int().min(0).exactOptional(),
        demo: z.boolean().describe('Whether it is invented, for the demo.'),
      }),
    ),
    next: uuidSchema.exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
    asOf: z.int().min(0).describe('Every event up to this position is in the list.'),
  })
  .meta({ id: 'VisaPage' });
