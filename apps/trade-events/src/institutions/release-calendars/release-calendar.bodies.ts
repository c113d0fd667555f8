import { calendarMonthSchema, releaseRuleSchema, textSchema, timestampSchema } from '@corridor/contracts';
import { z } from 'zod';

const { provisionalMonths, finalAfterMonths, yearEndMonth } = releaseRuleSchema.shape;

export const releaseRule = {
  provisionalMonths: provisionalMonths.describe('How many of the newest full months are provisional.'),
  finalAfterMonths: finalAfterMonths.describe(
    'How many full months have to lie behind a month until it is final; left out where none ever is.',
  ),
  yearEndMonth: yearEndMonth.describe(
    'Where the months of a year become final together, the month in which that ends, 1 to 12: all wait for it.',
  ),
};
export const releaseSource = textSchema(512).describe('Who says so, and where.');

export const releaseCalendarBody = z.strictObject({
  occurredAt: timestampSchema,
  effectiveFrom: calendarMonthSchema.describe(
    'The first month of trade that it is for, up to the next month that another one is told of.',
  ),
  ...releaseRule,
  source: releaseSource,
});
