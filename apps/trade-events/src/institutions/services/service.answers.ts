import {
  departuresPerWeekSchema,
  localDateSchema,
  serviceCapacitySchema,
  serviceIdSchema,
  serviceStopsSchema,
  transportModeSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';
import { pageInOrder } from '../in-order.js';

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
  status: z
    .enum(['announced', 'running', 'suspended', 'ended'])
    .describe('On the day of the answer, by the clock of the first stop.'),
  suspendedFrom: localDateSchema
    .exactOptional()
    .describe('The first day of the next pause that is told ahead.'),
  endsOn: localDateSchema
    .exactOptional()
    .describe('Its last day, where that is not behind; of one that never started, when it is called off.'),
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
    departures: z
      .array(z.object({ departedOn: localDateSchema, run: z.int(), loadTonnes: z.string().exactOptional() }))
      .describe('The last 50, by day and run.'),
    ...standingForAsker,
  })
  .meta({ id: 'Service' });

export const servicePage = pageInOrder(view).meta({ id: 'ServicePage' });
