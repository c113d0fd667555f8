import { calendarMonthSchema, countrySchema } from '@corridor/contracts';
import { recorded } from '@corridor/nest-kit';
import { z } from 'zod';
import { releaseRule, releaseSource } from './release-calendar.bodies.js';

export const releaseCalendarAnswer = z
  .object({ reporter: countrySchema, ...recorded })
  .meta({ id: 'ReleaseCalendarAnswer' });

export const releaseCalendarView = z
  .object({
    reporter: countrySchema,
    default: z
      .object({ ...releaseRule, source: releaseSource })
      .describe('What holds of months that none of the entries is for.'),
    entries: z
      .array(z.object({ effectiveFrom: calendarMonthSchema, ...releaseRule, source: releaseSource }))
      .describe('In the order of their months; each holds until the next one.'),
  })
  .meta({ id: 'ReleaseCalendar' });
