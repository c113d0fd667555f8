import { z } from 'zod';
import { bareTerm, claimsStandard, VOCABULARIES, type VocabularyName } from './vocabulary.js';

/** As many as one list of an event may hold; a longer one is sent in several events. */
export const ITEMS_MAX = 10_000;

/** A URI of RFC 3986, by its form. */
export const uriSchema = z
  .string()
  .max(2_048)
  .regex(
    /^[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-[\]_a-z~]+$/,
    'is a URI such as "urn:epc:id:sscc:4012345.0000000333", of visible ASCII characters',
  );

const TIME =
  /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,30})?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;

/** An `xsd:dateTimeStamp`: RFC 3339 with its offset, on a day of the calendar. */
export const timeSchema = z
  .string()
  .regex(TIME, { error: 'is a time with an offset, such as "2026-03-01T10:00:00.000+05:00"', abort: true })
  .refine(isReal, 'is no day of the calendar');

export const offsetSchema = z
  .string()
  .regex(/^[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)$/, 'is an offset from UTC such as "+05:00"');

/** A term of a standard vocabulary in any of its forms, or a URI of somebody else's. */
export function termSchema(vocabulary: VocabularyName) {
  const { name } = VOCABULARIES[vocabulary];
  return z
    .string()
    .refine(
      (text) =>
        bareTerm(vocabulary, text) !== undefined ||
        (!claimsStandard(text) && uriSchema.safeParse(text).success),
      `is no ${name} of CBV 2.0, nor the URI of another vocabulary`,
    );
}

/**
 * An object with these fields and those of other namespaces, which have a name with a prefix or are URIs.
 * @param name what a person calls it.
 */
export function extensible<Shape extends z.ZodRawShape>(name: string, shape: Shape) {
  return z.looseObject(shape).superRefine((value, context) => {
    for (const field of Object.keys(value)) {
      if (Object.hasOwn(shape, field) || field.includes(':')) continue;
      context.addIssue({
        code: 'custom',
        path: [field],
        message: `is not a field of ${name}; an extension has the prefix of its namespace`,
      });
    }
  });
}

const epcs = z.array(uriSchema).max(ITEMS_MAX);
const quantities = z
  .array(
    z.strictObject({
      epcClass: uriSchema,
      quantity: z.number().exactOptional(),
      uom: z
        .string()
        .regex(/^[A-Z0-9]{2,3}$/, 'is a unit of UN/ECE Recommendation 20 such as "KGM"')
        .exactOptional(),
    }),
  )
  .max(ITEMS_MAX);
const place = extensible('a place', { id: uriSchema });
const type = termSchema('sourceDestinationType');
const dispositions = z.array(termSchema('disposition')).min(1).max(ITEMS_MAX);

const sensorMetadata = extensible('sensorMetadata', {
  time: timeSchema.exactOptional(),
  startTime: timeSchema.exactOptional(),
  endTime: timeSchema.exactOptional(),
  deviceID: uriSchema.exactOptional(),
  deviceMetadata: uriSchema.exactOptional(),
  rawData: uriSchema.exactOptional(),
  dataProcessingMethod: uriSchema.exactOptional(),
  bizRules: uriSchema.exactOptional(),
});

const sensorReport = extensible('a sensorReport', {
  type: termSchema('measurement'),
  exception: termSchema('sensorAlert').exactOptional(),
  deviceID: uriSchema.exactOptional(),
  deviceMetadata: uriSchema.exactOptional(),
  rawData: uriSchema.exactOptional(),
  dataProcessingMethod: uriSchema.exactOptional(),
  bizRules: uriSchema.exactOptional(),
  time: timeSchema.exactOptional(),
  microorganism: uriSchema.exactOptional(),
  chemicalSubstance: uriSchema.exactOptional(),
  coordinateReferenceSystem: uriSchema.exactOptional(),
  value: z.number().exactOptional(),
  component: termSchema('component').exactOptional(),
  stringValue: z.string().exactOptional(),
  booleanValue: z.boolean().exactOptional(),
  hexBinaryValue: z
    .string()
    .regex(/^[A-Fa-f0-9]+$/, 'is a number in hexadecimal digits')
    .exactOptional(),
  uriValue: uriSchema.exactOptional(),
  minValue: z.number().exactOptional(),
  maxValue: z.number().exactOptional(),
  meanValue: z.number().exactOptional(),
  sDev: z.number().exactOptional(),
  percRank: z.number().exactOptional(),
  percValue: z.number().exactOptional(),
  uom: z.string().exactOptional(),
});

/** Of an event whatever its type. */
export const EVERY_EVENT = {
  '@context': z.unknown().optional(),
  eventTime: timeSchema,
  eventTimeZoneOffset: offsetSchema,
  recordTime: timeSchema.exactOptional(),
  eventID: uriSchema.exactOptional(),
  certificationInfo: z.union([uriSchema, z.array(uriSchema).max(ITEMS_MAX)]).exactOptional(),
  errorDeclaration: extensible('an errorDeclaration', {
    declarationTime: timeSchema,
    reason: termSchema('errorReason').exactOptional(),
    correctiveEventIDs: z.array(uriSchema).max(ITEMS_MAX).exactOptional(),
  }).exactOptional(),
};

/** Where, why and how. */
export const CONTEXT_FIELDS = {
  bizStep: termSchema('bizStep').exactOptional(),
  disposition: termSchema('disposition').exactOptional(),
  readPoint: place.exactOptional(),
  bizLocation: place.exactOptional(),
  bizTransactionList: z
    .array(
      z.strictObject({ type: termSchema('bizTransactionType').exactOptional(), bizTransaction: uriSchema }),
    )
    .max(ITEMS_MAX)
    .exactOptional(),
  sourceList: z
    .array(z.strictObject({ type, source: uriSchema }))
    .max(ITEMS_MAX)
    .exactOptional(),
  destinationList: z
    .array(z.strictObject({ type, destination: uriSchema }))
    .max(ITEMS_MAX)
    .exactOptional(),
  sensorElementList: z
    .array(
      extensible('a sensorElement', {
        sensorMetadata: sensorMetadata.exactOptional(),
        sensorReport: z.array(sensorReport).min(1).max(ITEMS_MAX),
      }),
    )
    .max(ITEMS_MAX)
    .exactOptional(),
};

export const ACTION = { action: z.enum(['ADD', 'OBSERVE', 'DELETE']) };

export const PERSISTENT_DISPOSITION = {
  persistentDisposition: z
    .strictObject({ set: dispositions.exactOptional(), unset: dispositions.exactOptional() })
    .refine(({ set, unset }) => set !== undefined || unset !== undefined, 'sets or unsets something')
    .exactOptional(),
};

/** Instance or lot master data: fields of namespaces. */
export const ILMD = { ilmd: extensible('ilmd', {}).exactOptional() };

export const OBJECTS = { epcList: epcs.exactOptional(), quantityList: quantities.exactOptional() };
export const CHILDREN = { childEPCs: epcs.exactOptional(), childQuantityList: quantities.exactOptional() };
export const TRANSFORMED = {
  inputEPCList: epcs.exactOptional(),
  inputQuantityList: quantities.exactOptional(),
  outputEPCList: epcs.exactOptional(),
  outputQuantityList: quantities.exactOptional(),
};

/** The parser of dates takes 31 February for 3 March: only a real day comes back as it went in. */
function isReal(time: string): boolean {
  const day = time.slice(0, 10);
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && !day.startsWith('0000') && new Date(ms).toISOString().startsWith(day);
}
