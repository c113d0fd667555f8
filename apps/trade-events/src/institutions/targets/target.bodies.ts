import {
  countrySchema,
  targetIdSchema,
  targetTermsSchema,
  textSchema,
  timestampSchema,
} from '@corridor/contracts';
import { z } from 'zod';
import { inOrderOf } from '../../requests/list-query.js';

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

export const targetListQuery = z.strictObject({
  reporter: countrySchema.exactOptional().describe('Only those that are measured by its statistics.'),
  partner: countrySchema.exactOptional(),
  ...inOrderOf('targets'),
});
