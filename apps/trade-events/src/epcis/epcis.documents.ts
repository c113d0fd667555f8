import { BIZ_STEPS, DISPOSITIONS, EVENT_TYPES } from '@corridor/epcis';
import { z } from 'zod';

/**
 * What EPCIS requests hold, for the document of the interface. They are read by `libs/epcis` and `event-parameters.ts`, which know more than
 * a JSON Schema says: GS1 EPCIS 2.0 (ISO/IEC 19987:2024) defines them.
 */
const context = z
  .union([z.string(), z.looseObject({}), z.array(z.union([z.string(), z.looseObject({})]))])
  .describe('A JSON-LD context.');
const envelope = {
  '@context': context,
  schemaVersion: z.string().regex(/^2(?:\.\d+)*$/),
  creationDate: z.string(),
};
const eventFields = {
  type: z.enum(EVENT_TYPES),
  eventTime: z.string().describe('With an offset.'),
  eventTimeZoneOffset: z.string(),
};
const eventList = z.array(z.unknown()).max(500).describe('Events of EPCIS 2.0, at most 500.');

export const captureBody = z.discriminatedUnion('type', [
  z.looseObject({
    ...envelope,
    type: z.literal('EPCISDocument'),
    epcisBody: z.looseObject({ eventList }),
  }),
  z.looseObject({
    ...envelope,
    type: z.literal('EPCISQueryDocument'),
    epcisBody: z.looseObject({
      queryResults: z.looseObject({ resultsBody: z.looseObject({ eventList }) }),
    }),
  }),
]);

export const eventBody = z.looseObject({ '@context': context, ...eventFields });

const values = 'Several values are separated by `|`.';
const text = (description: string, example: string) =>
  z
    .string()
    .exactOptional()
    .meta({ description, examples: [example] });
const time = (description: string) => text(description, '2026-03-01T10:00:00.000+05:00');
const uris = (description: string) => text(`${description} ${values}`, 'urn:epc:id:sgln:4012345.00005.0');
const pattern = (description: string) =>
  text(`${description}; patterns take any serial number. ${values}`, 'urn:epc:idpat:sgtin:4012345.011111.*');
const whole = (description: string, example: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .exactOptional()
    .meta({ description, examples: [example] });

const page = {
  perPage: whole('Items of a page, at most 1,000; 30 where it is left out.', '100'),
  nextPageToken: z.string().exactOptional().describe('From `Link` of the page before; good for an hour.'),
};

export const eventQuery = z.strictObject({
  eventType: text(`${EVENT_TYPES.join(', ')}. ${values}`, 'ObjectEvent|AggregationEvent'),
  GE_eventTime: time('Not before.'),
  LT_eventTime: time('Before.'),
  GE_recordTime: time('Recorded not before.'),
  LT_recordTime: time('Recorded before.'),
  EQ_action: text(`ADD, OBSERVE, DELETE. ${values}`, 'OBSERVE'),
  EQ_bizStep: text(
    `A term of CBV 2.0 in any form, or a URI. ${values}`,
    [...BIZ_STEPS].slice(0, 2).join('|'),
  ),
  EQ_disposition: text(
    `A term of CBV 2.0 in any form, or a URI. ${values}`,
    [...DISPOSITIONS].slice(0, 1).join(),
  ),
  EQ_readPoint: uris('Where it was read.'),
  EQ_bizLocation: uris('Where the goods are from then on.'),
  EQ_bizTransaction: z
    .record(z.string().regex(/^EQ_bizTransaction_.+/), z.string())
    .exactOptional()
    .describe(
      `\`EQ_bizTransaction_<type>\`: a transaction of this type, each as a parameter of its own. ${values}`,
    ),
  MATCH_epc: pattern('EPCs of the event'),
  MATCH_parentID: pattern('The parent'),
  MATCH_anyEPC: pattern('EPCs of the event, whatever they are in it'),
  EQ_eventID: text(`Ids of events. ${values}`, 'urn:uuid:0191d8a0-0000-7000-8000-000000000001'),
  EXISTS_errorDeclaration: text('`true`: only error declarations.', 'true'),
  orderBy: text('`eventTime` or `recordTime`.', 'eventTime'),
  orderDirection: text('`ASC` or `DESC`.', 'ASC'),
  eventCountLimit: whole('Not more than these of all pages together; needs `orderBy`.', '500'),
  maxEventCount: whole('More than these are an error; excludes `eventCountLimit`.', '500'),
  ...page,
});

export const captureQuery = z.strictObject(page);

/** Of requests that bring a document or an event. */
export const askedVersions = {
  'GS1-EPCIS-Version': '2.0, where it is sent; another one is 406.',
  'GS1-CBV-Version': '2.0, where it is sent; another one is 406.',
};
