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
import { inOrderOf } from '../../requests/list-query.js';

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
/** Of a confirmation. */
export const confirmationBody = z.strictObject(at);
/** Of a start that was told by mistake. */
export const startWithdrawalBody = z.strictObject({ ...at, reason });
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
export const departureWithdrawalBody = z.strictObject({
  ...at,
  departedOn: localDateSchema,
  run: departureRunSchema.default(1).describe('Which departure of the day; 1 where it is left out.'),
  reason,
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

export const serviceListQuery = z.strictObject({
  status: z.enum(['announced', 'running', 'suspended', 'ended']).exactOptional(),
  ...inOrderOf('services'),
});
