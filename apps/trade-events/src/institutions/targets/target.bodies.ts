import {
  countrySchema,
  targetIdSchema,
  targetTermsSchema,
  textSchema,
  timestampSchema,
} from '@corridor/contracts';
import { z } from 'zod';

const { dueOn, baselineYear, definition, meetingId, ...always } = targetTermsSchema.shape;
const terms = {
  ...always,
  dueOn: dueOn.describe('Absent where no day was named.'),
  baselineYear: baselineYear.describe('The calendar year that the goal is compared with.'),
  definition: definition.describe('What counts, in the words of those who set it.'),
  meetingId: meetingId.describe('The meeting of the Commission that decided it.'),
};

export const targetBody = z.strictObject({
  occurredAt: timestampSchema,
  targetId: targetIdSchema,
  reporter: countrySchema,
  partner: countrySchema,
  ...terms,
});

export const targetRevisionBody = z.strictObject({
  occurredAt: timestampSchema,
  ...terms,
  reason: textSchema(512),
});
