import { z } from 'zod';
import { countrySchema, textSchema } from '../building-blocks.js';
import { contractsOf } from '../contract.js';

const contract = contractsOf('releasecalendar');

/** A month of the calendar, as it stands in figures. */
export const calendarMonthSchema = z
  .string()
  .regex(/^[1-9]\d{3}-(?:0[1-9]|1[0-2])$/, 'is a month such as "2026-03"');

/** When figures of a month are provisional, revised and final. */
export const releaseRuleSchema = z.strictObject({
  provisionalMonths: z.int().min(0).max(60),
  finalAfterMonths: z.int().min(0).max(240).exactOptional(),
  yearEndMonth: z.int().min(1).max(12).exactOptional(),
});
export type ReleaseRule = z.infer<typeof releaseRuleSchema>;

/** What holds where a country has told nothing: the two newest full months are provisional, and nobody said when a month is final. */
export const DEFAULT_RELEASE_RULE: ReleaseRule = { provisionalMonths: 2 };
export const DEFAULT_RELEASE_SOURCE =
  'Default of the ledger, as no calendar was told: the two newest full months are provisional, and no month is final.';

export const RELEASE_CALENDAR_CONTRACTS = [
  contract(
    'ReleaseCalendarSet',
    "It was told when a country's figures of trade are provisional, revised and final: of the months from one on, up to the next that is told of.",
    z.strictObject({
      reporter: countrySchema,
      effectiveFrom: calendarMonthSchema,
      ...releaseRuleSchema.shape,
      source: textSchema(512),
    }),
  ),
] as const;
