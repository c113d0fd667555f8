import { z } from 'zod';
import { participantIdSchema, sealedTextSchema, uuidSchema } from '../building-blocks.js';
import { contractsOf } from '../contract.js';

const contract = contractsOf('subject');
const subjectId = uuidSchema;

/** What tells who somebody is, each field sealed by itself. */
export const sealedPersonSchema = z.strictObject({
  name: sealedTextSchema,
  passportNumber: sealedTextSchema,
  birthDate: sealedTextSchema,
  contact: sealedTextSchema.exactOptional(),
});

/** A class, since whoever writes freely may write whose data it was. */
export const erasureReasonSchema = z.enum(['asked-by-subject', 'retention-over', 'not-needed', 'ordered']);

export const SUBJECT_CONTRACTS = [
  contract(
    'SubjectRegistered',
    'Personal data of somebody was entrusted to the ledger, sealed under a key of its own.',
    z.strictObject({ subjectId, firm: participantIdSchema, person: sealedPersonSchema }),
    ({ firm }) => [firm],
  ),
  contract(
    'PersonalDataCorrected',
    'What was told of somebody was wrong, or is no longer right: all of it anew, sealed under the same key.',
    z.strictObject({ subjectId, person: sealedPersonSchema }),
  ),
  contract(
    'PersonalDataErased',
    'The key of the personal data was destroyed: nobody can open it any more.',
    z.strictObject({ subjectId, reason: erasureReasonSchema }),
  ),
] as const;
