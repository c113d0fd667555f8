import {
  engagementCancellationSchema,
  engagementKindSchema,
  engagementTermsShape,
  localDateSchema,
  participantIdSchema,
  partyV1Schema,
  peopleSchema,
  timestampSchema,
} from '@corridor/contracts';
import { checkCountry, checkLocode } from '@corridor/reference-data';
import { z } from 'zod';
import { checkSector } from '../codes.js';
import { lastingTextSchema } from '../lasting-text.js';
import { pageQuery } from '../newest-first.js';

const at = { occurredAt: timestampSchema };
const { country: _, ...terms } = engagementTermsShape;

/** Bodies of the requests on engagements. The country is that of the city. */
export const planBody = z.strictObject({ ...at, ...terms });
export const daysBody = z.strictObject({
  ...at,
  startsOn: localDateSchema,
  endsOn: localDateSchema,
  reason: lastingTextSchema,
});
export const engagementCancellationBody = z.strictObject({
  ...at,
  reason: engagementCancellationSchema,
  note: lastingTextSchema.exactOptional(),
});
export const openingOfEngagementBody = z.strictObject(at);
export const registrationBody = z.strictObject({ ...at, firm: partyV1Schema, people: peopleSchema });
export const registrationWithdrawalBody = z.strictObject({ ...at, firm: participantIdSchema });
export const attendanceBody = z.strictObject({ ...at, firm: participantIdSchema, people: peopleSchema });
export const meetingBody = z.strictObject({ ...at, firms: z.array(participantIdSchema).length(2) });

export const engagementListQuery = z.strictObject({
  kind: engagementKindSchema.exactOptional(),
  status: z.enum(['planned', 'held', 'cancelled']).exactOptional(),
  ...pageQuery,
});

/** @throws Rejection naming the first code that stands in no list. */
export function checkPlanCodes({ city, sectors }: z.infer<typeof planBody>): void {
  checkLocode(city, '/city');
  for (const [index, sector] of sectors.entries()) checkSector(sector, `/sectors/${index}`);
}

export function checkRegistrationCodes({ firm }: z.infer<typeof registrationBody>): void {
  checkCountry(firm.country, '/firm/country');
}
