import { z } from 'zod';
import {
  decimalSchema,
  localDateSchema,
  locodeSchema,
  participantIdSchema,
  textSchema,
  transportModeSchema,
  uuidSchema,
} from '../building-blocks.js';
import { contractsOf } from '../contract.js';

const contract = contractsOf('service');
const carriageContract = contractsOf('carriage');

/** A service's id, e.g. `islamabad-almaty-air`. */
export const serviceIdSchema = participantIdSchema;

const serviceId = serviceIdSchema;
const reason = textSchema(512);

/** Of one departure: tonnes, containers of twenty feet, or the seats of an aircraft and what its hold takes. */
export const serviceCapacitySchema = z.discriminatedUnion('basis', [
  z.strictObject({ basis: z.literal('tonnes'), tonnes: decimalSchema(3) }),
  z.strictObject({ basis: z.literal('teu'), teu: z.int().min(1).max(30_000) }),
  z.strictObject({
    basis: z.literal('seats-and-belly'),
    seats: z.int().min(0).max(1_000),
    bellyKg: z.int().min(1).max(500_000),
  }),
]);

export const serviceStopsSchema = z.array(locodeSchema).min(2).max(20);
export const departuresPerWeekSchema = z.int().min(1).max(500);
/** Which departure of its day, where there are several. */
export const departureRunSchema = z.int().min(1).max(99);

const leg = { serviceId, consignmentId: uuidSchema, from: locodeSchema };
const schedule = { departuresPerWeek: departuresPerWeekSchema, capacity: serviceCapacitySchema };

export const SERVICE_CONTRACTS = [
  contract(
    'ServiceAnnounced',
    'A scheduled service from a place to another was announced, by whom and where.',
    z.strictObject({
      serviceId,
      name: textSchema(140),
      mode: transportModeSchema,
      stops: serviceStopsSchema,
      operator: participantIdSchema,
      ...schedule,
      plannedStart: localDateSchema,
      announcedBy: textSchema(140),
      source: textSchema(512),
      confirmed: z.boolean(),
    }),
    ({ operator }) => [operator],
  ),
  contract(
    'ServiceConfirmed',
    'The Commission or the Business Council stands behind a service that a trader announced.',
    z.strictObject({ serviceId }),
  ),
  contract(
    'ServiceStarted',
    'The first departure took place.',
    z.strictObject({ serviceId, startedOn: localDateSchema }),
  ),
  contract(
    'ServiceStartWithdrawn',
    'It did not start on that day: it was told by mistake.',
    z.strictObject({ serviceId, startedOn: localDateSchema, reason }),
  ),
  contract(
    'ServiceScheduleChanged',
    'How often it departs, and what a departure takes, is other from a day on.',
    z.strictObject({ serviceId, from: localDateSchema, ...schedule, reason }),
  ),
  contract(
    'ServiceSuspended',
    'It does not depart from a day on, for a time.',
    z.strictObject({ serviceId, from: localDateSchema, reason }),
  ),
  contract(
    'ServiceResumed',
    'It departs again from a day on.',
    z.strictObject({ serviceId, from: localDateSchema, reason }),
  ),
  contract(
    'ServiceEnded',
    'It does not depart any more behind a day; one that never departed was called off on it.',
    z.strictObject({ serviceId, endedOn: localDateSchema, reason }),
  ),
  contract(
    'DepartureReported',
    'It departed on a day, with so much of a load where that was told; told again, it takes the place of what was told.',
    z.strictObject({
      serviceId,
      departedOn: localDateSchema,
      run: departureRunSchema,
      loadTonnes: decimalSchema(3).exactOptional(),
    }),
  ),
  contract(
    'DepartureWithdrawn',
    'It did not depart then: it was told by mistake.',
    z.strictObject({ serviceId, departedOn: localDateSchema, run: departureRunSchema, reason }),
  ),
  contract(
    'ServiceLoaded',
    'Goods that it carried on a day were told of: on that day, it ran.',
    z.strictObject({ ...leg, departedOn: localDateSchema }),
  ),
  contract(
    'ServiceLoadWithdrawn',
    'It did not carry these goods: it was told by mistake.',
    z.strictObject(leg),
  ),
] as const;

const parties = {
  operator: participantIdSchema,
  exporter: participantIdSchema,
  importer: participantIdSchema,
};
const ofAll = ({
  operator,
  exporter,
  importer,
}: {
  readonly operator: string;
  readonly exporter: string;
  readonly importer: string;
}) => [operator, exporter, importer];

export const CARRIAGE_CONTRACTS = [
  carriageContract(
    'ConsignmentCarried',
    'A service carried the goods of a consignment from a place to another.',
    z.strictObject({
      ...leg,
      to: locodeSchema,
      departedOn: localDateSchema,
      ...parties,
    }),
    ofAll,
  ),
  carriageContract(
    'CarriageWithdrawn',
    'The service did not carry these goods: it was told by mistake.',
    z.strictObject({ ...leg, ...parties, reason }),
    ofAll,
  ),
] as const;
