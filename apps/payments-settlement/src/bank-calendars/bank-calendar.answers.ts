import {
  countrySchema,
  currencySchema,
  localDateSchema,
  timeOfDaySchema,
  timestampSchema,
  weekendSchema,
} from '@corridor/contracts';
import { z } from 'zod';
import { VALUE_NOTES } from './value-notes.js';

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
    cutOffs: z
      .array(
        z.object({ currency: currencySchema.exactOptional(), at: timeOfDaySchema, from: localDateSchema }),
      )
      .describe('In the order of their days; each holds until the next one of its currency.'),
    holidays: z
      .array(z.object({ day: localDateSchema, name: z.string() }))
      .describe('On which banks are shut, beside weekends, from `from` to `to`.'),
  })
  .meta({ id: 'BankCalendar' });

const passedOver = { day: localDateSchema, country: countrySchema };

export const valueDateView = z
  .object({
    country: countrySchema,
    currency: currencySchema,
    receivedAt: timestampSchema.describe('By the clock of the country.'),
    cutOff: z
      .object({ currency: currencySchema.exactOptional(), at: timeOfDaySchema, from: localDateSchema })
      .exactOptional()
      .describe('The one that holds on the day of the receipt; absent where none does.'),
    valueDate: localDateSchema.describe('The earliest.'),
    reasons: z
      .array(
        z.discriminatedUnion('because', [
          z.object({ ...passedOver, because: z.literal('after-cut-off'), cutOff: timeOfDaySchema }),
          z.object({ ...passedOver, because: z.literal('weekend') }),
          z.object({ ...passedOver, because: z.literal('holiday'), name: z.string() }),
        ]),
      )
      .describe('Of each day from that of the receipt on that is passed over, in the order of days.'),
  })
  .meta({ id: 'ValueDate' });

/** What an answer to a booking says of its value date. */
export const valueNotes = z
  .array(z.object({ code: z.enum(VALUE_NOTES), message: z.string() }))
  .min(1)
  .exactOptional()
  .describe(
    "What a bank may want to look at: an account that is no IBAN, an instruction that says otherwise than the first under its UETR, a value date by its country's calendar and cut-off. It informs, and holds nothing.",
  );
