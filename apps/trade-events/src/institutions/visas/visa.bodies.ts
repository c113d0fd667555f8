import {
  erasureReasonSchema,
  invitationDeclineReasonSchema,
  invitationNumberSchema,
  localDateSchema,
  locodeSchema,
  participantIdSchema,
  textSchema,
  timestampSchema,
  uuidSchema,
  visaDocumentsSchema,
  visaEntriesSchema,
  visaRefusalReasonSchema,
  visaRequestSchema,
} from '@corridor/contracts';
import { Rejection } from '@corridor/kernel';
import { checkNotAhead } from '@corridor/nest-kit';
import { checkCountry } from '@corridor/reference-data';
import { z } from 'zod';
import { limitOf } from '../../requests/list-query.js';
import type { Clock } from '../../tokens.js';

const at = { occurredAt: timestampSchema };

/** Who somebody is, in plain: taken and shown, and never kept. */
export const personSchema = z.strictObject({
  name: textSchema(140).describe('As the passport has it.'),
  passportNumber: z
    .string()
    .regex(/^[A-Z0-9]{5,20}$/, 'has 5 to 20 capital letters and digits')
    .describe('Without spaces.'),
  birthDate: localDateSchema,
  contact: textSchema(140).exactOptional().describe('A telephone number or an address of e-mail.'),
});

/** Bodies of the requests on visas. */
export const requestBody = z.strictObject({
  ...at,
  firm: participantIdSchema.describe('The firm that asks.'),
  ...visaRequestSchema.shape,
  traveller: personSchema
    .exactOptional()
    .describe('Who travels, where the firm applies for that person for the first time. Kept encrypted.'),
  subjectId: uuidSchema
    .exactOptional()
    .describe('In place of `traveller`: who travels, by the id that an earlier application of the firm got.'),
});
export const invitationBody = z.strictObject({
  ...at,
  invitationNumber: invitationNumberSchema,
  issuedOn: localDateSchema,
});
export const declineBody = z.strictObject({ ...at, reason: invitationDeclineReasonSchema });
export const submissionBody = z.strictObject({
  ...at,
  consulate: participantIdSchema.describe('The consulate that decides.'),
  place: locodeSchema.describe('UN/LOCODE of its place, whose clock tells the days.'),
});
export const submissionCorrectionBody = z.strictObject({
  ...at,
  submittedOn: localDateSchema.describe('The day by the clock of the consulate, as it is right.'),
});
export const documentsBody = z.strictObject({ ...at, documents: visaDocumentsSchema });
export const grantBody = z.strictObject({
  ...at,
  validFrom: localDateSchema,
  validUntil: localDateSchema,
  entries: visaEntriesSchema,
});
export const refusalBody = z.strictObject({ ...at, reason: visaRefusalReasonSchema });
/** Of what says nothing more: that documents came, or that the firm withdraws. */
export const stepBody = z.strictObject(at);
export const correctionBody = z.strictObject({
  ...at,
  traveller: personSchema.describe('All of it, as it is right.'),
});
export const erasureBody = z.strictObject({ ...at, reason: erasureReasonSchema });

export const listQuery = z.strictObject({
  status: z
    .enum([
      'requested',
      'declined',
      'invited',
      'submitted',
      'documents-awaited',
      'granted',
      'refused',
      'withdrawn',
    ])
    .exactOptional(),
  delegationId: uuidSchema.exactOptional(),
  after: uuidSchema.exactOptional().describe('Only applications behind this one: `next` of the page before.'),
  limit: limitOf('Applications'),
});

/** Who travels: somebody new, or by an id. @throws Rejection where it is not told once. */
export function travellerOf(
  { traveller, subjectId, nationality, destination }: z.infer<typeof requestBody>,
  now: Clock,
): z.infer<typeof personSchema> | string {
  checkCountry(nationality, '/nationality');
  checkCountry(destination, '/destination');
  if (traveller && subjectId !== undefined) {
    const message = 'Who travels is told once: as traveller, or by the subjectId of an earlier application.';
    throw new Rejection('traveller-twice', message, { pointer: '/subjectId' });
  }
  if (subjectId !== undefined) return subjectId;
  if (!traveller) {
    const message = 'Who travels is missing: send traveller, or the subjectId of an earlier application.';
    throw new Rejection('traveller-missing', message, { pointer: '/traveller' });
  }
  checkBorn(traveller, now);
  return traveller;
}

/** @throws Rejection `birth-ahead`, which does not repeat the day. */
export function checkBorn({ birthDate }: z.infer<typeof personSchema>, now: Clock): void {
  try {
    checkNotAhead(birthDate, now, 'birth-ahead', '/traveller/birthDate');
  } catch {
    throw new Rejection('birth-ahead', 'The day of birth lies ahead.', { pointer: '/traveller/birthDate' });
  }
}
