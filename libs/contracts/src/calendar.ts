import { z } from 'zod';
import { countrySchema, currencySchema, localDateSchema, textSchema } from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('calendar');

/** Days of the week by ISO 8601, 1 for Monday to 7 for Sunday; not all seven. */
export const weekendSchema = z.array(z.int().min(1).max(7)).max(6);

/** A time of the day, `HH:MM`. */
export const timeOfDaySchema = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is a time of the day such as "16:30"');

export const CALENDAR_CONTRACTS = [
  contract(
    'BankHolidayDeclared',
    'The banks of a country are shut on a day that no list told beforehand.',
    z.strictObject({
      country: countrySchema,
      day: localDateSchema,
      name: textSchema(140),
      source: textSchema(512),
    }),
  ),
  contract(
    'BankHolidayWithdrawn',
    'The banks of a country are not shut on a day after all.',
    z.strictObject({ country: countrySchema, day: localDateSchema, reason: textSchema(512) }),
  ),
  contract(
    'WeekendChanged',
    'From a day on, the banks of a country are shut on other days of the week.',
    z.strictObject({
      country: countrySchema,
      weekend: weekendSchema,
      from: localDateSchema,
      source: textSchema(512),
    }),
  ),
  contract(
    'CutOffSet',
    'From a day on, what the banks of a country get later in the day counts for the next banking day.',
    z.strictObject({
      country: countrySchema,
      currency: currencySchema.exactOptional(),
      at: timeOfDaySchema,
      from: localDateSchema,
      source: textSchema(512),
    }),
  ),
] as const;
