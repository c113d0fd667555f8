import {
  countrySchema,
  currencySchema,
  localDateSchema,
  timeOfDaySchema,
  weekendSchema,
} from '@corridor/contracts';
import { z } from 'zod';

export const bankCalendarAnswer = z
  .object({
    country: countrySchema,
    position: z
      .int()
      .min(1)
      .exactOptional()
      .describe('The place in the ledger of what was recorded; absent where it was so already.'),
  })
  .meta({ id: 'BankCalendarAnswer' });

export const bankCalendarView = z
  .object({
    country: countrySchema,
    weekend: weekendSchema.describe('Days of the week by ISO 8601, 1 for Monday, until the first change.'),
    weekendChanges: z
      .array(z.object({ from: localDateSchema, weekend: weekendSchema }))
      .describe('In the order of their days.'),
    cutOffs: z.array(z.object({ currency: currencySchema.exactOptional(), at: timeOfDaySchema })),
    holidays: z
      .array(z.object({ day: localDateSchema, name: z.string() }))
      .describe('On which banks are shut, beside weekends, from `from` to `to`.'),
  })
  .meta({ id: 'BankCalendar' });
