import {
  currencySchema,
  localDateSchema,
  textSchema,
  timeOfDaySchema,
  weekendSchema,
} from '@corridor/contracts';
import { z } from 'zod';

const source = textSchema(512).describe('Who declared it, and where.');

/** Bodies of the requests on bank calendars. */
export const holidayBody = z.strictObject({ day: localDateSchema, name: textSchema(140), source });
export const withdrawalBody = z.strictObject({ reason: textSchema(512) });
export const weekendBody = z.strictObject({
  weekend: weekendSchema.describe('Days of the week by ISO 8601, 1 for Monday to 7 for Sunday, in order.'),
  from: localDateSchema,
  source,
});
export const cutOffBody = z.strictObject({
  currency: currencySchema.exactOptional().describe('Left out: for all that have none of their own.'),
  at: timeOfDaySchema.describe('By the clock of the country.'),
  from: localDateSchema.describe('The first day on which it holds.'),
  source,
});
