import {
  decimalSchema,
  departureRunSchema,
  departuresPerWeekSchema,
  localDateSchema,
  locodeSchema,
  participantIdSchema,
  serviceCapacitySchema,
  serviceIdSchema,
  serviceStopsSchema,
  textSchema,
  timestampSchema,
  transportModeSchema,
  uuidSchema,
} from '@corridor/contracts';
import { z } from 'zod';

const at = { occurredAt: timestampSchema };
const reason = textSchema(512);
const schedule = { departuresPerWeek: departuresPerWeekSchema, capacity: serviceCapacitySchema };

/** Bodies of the requests on scheduled services. */
export const announcementBody = z.strictObject({
  ...at,
  serviceId: serviceIdSchema,
  name: textSchema(140),
  mode: transportModeSchema,
  stops: serviceStopsSchema.describe(
    'UN/LOCODEs in the order in which they are called at; the way back is a service of its own.',
  ),
  operator: participantIdSchema.describe('The participant that runs it.'),
  ...schedule,
  plannedStart: localDateSchema,
  announcedBy: textSchema(140),
  source: textSchema(512),
});
export const startBody = z.strictObject({ ...at, startedOn: localDateSchema });
export const scheduleBody = z.strictObject({ ...at, from: localDateSchema, ...schedule, reason });
/** Of a suspension, and of a resumption. */
export const fromDayBody = z.strictObject({ ...at, from: localDateSchema, reason });
export const endBody = z.strictObject({ ...at, endedOn: localDateSchema, reason });
export const departureBody = z.strictObject({
  ...at,
  departedOn: localDateSchema,
  run: departureRunSchema.default(1).describe('Which departure of the day; 1 where it is left out.'),
  loadTonnes: decimalSchema(3).exactOptional().describe('What it carried, where that is known.'),
});
export const carriageBody = z.strictObject({
  ...at,
  consignmentId: uuidSchema,
  from: locodeSchema.describe('The stop that the goods left.'),
  to: locodeSchema.describe('The stop that it carried them to.'),
  departedOn: localDateSchema,
});
export const withdrawalBody = z.strictObject({
  ...at,
  consignmentId: uuidSchema,
  from: locodeSchema,
  reason,
});

const digits = (count: number) => z.string().regex(new RegExp(`^\\d{1,${count}}$`), 'is a whole number');

export const serviceListQuery = z.strictObject({
  status: z.enum(['announced', 'running', 'suspended', 'ended']).exactOptional(),
  after: digits(15)
    .transform(Number)
    .exactOptional()
    .describe('Only services behind this one: `next` of the page before.'),
  limit: digits(3)
    .transform(Number)
    .pipe(z.int().min(1).max(500))
    .default(50)
    .describe('Services of a page, 1 to 500; 50 where it is left out.'),
  asOf: digits(15)
    .transform(Number)
    .exactOptional()
    .describe(
      'As of this position of the ledger; the last one that the list has reached where it is left out.',
    ),
});
