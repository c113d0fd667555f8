import {
  departuresPerWeekSchema,
  localDateSchema,
  serviceCapacitySchema,
  serviceIdSchema,
  serviceStopsSchema,
  transportModeSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standing } from '@corridor/nest-kit';
import { z } from 'zod';

export const serviceAnswer = z
  .object({ serviceId: serviceIdSchema, ...recorded })
  .meta({ id: 'ServiceAnswer' });
export const carriageAnswer = z
  .object({ serviceId: serviceIdSchema, consignmentId: uuidSchema, ...recorded })
  .meta({ id: 'CarriageAnswer' });

const schedule = { departuresPerWeek: departuresPerWeekSchema, capacity: serviceCapacitySchema };

const view = {
  serviceId: serviceIdSchema,
  name: z.string(),
  mode: transportModeSchema,
  stops: serviceStopsSchema,
  operator: z.string(),
  ...schedule,
  plannedStart: localDateSchema,
  announcedBy: z.string(),
  source: z.string(),
  confirmed: z
    .boolean()
    .describe("Whether the Commission, the Business Council or the ledger's operator stands behind it."),
  status: z.enum(['announced', 'running', 'suspended', 'ended']),
  startedOn: localDateSchema.exactOptional(),
  startWithdrawnFor: z.string().exactOptional(),
  changes: z
    .array(z.object({ from: localDateSchema, ...schedule }))
    .describe('How it departs from a day on, other than announced.'),
  pauses: z
    .array(z.object({ from: localDateSchema, until: localDateSchema.exactOptional(), reason: z.string() }))
    .describe('When it did not depart; the last one has no end while it is suspended.'),
  endedOn: localDateSchema.exactOptional(),
  endReason: z.string().exactOptional(),
};

export const serviceView = z
  .object({
    ...view,
    departures: z.array(
      z.object({ departedOn: localDateSchema, run: z.int(), loadTonnes: z.string().exactOptional() }),
    ),
    ...standing,
  })
  .meta({ id: 'Service' });

export const servicePage = z
  .object({
    items: z.array(
      z.object({ ...view, demo: z.boolean().describe('Whether it is invented, for the demo.') }),
    ),
    next: z.int().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
    asOf: z.int().min(0).describe('The position that the list is as of.'),
  })
  .meta({ id: 'ServicePage' });
