import { timestampSchema, uuidSchema } from '@corridor/contracts';
import { z } from 'zod';

export const captureAnswer = z.object({ captureID: uuidSchema }).meta({ id: 'CaptureAnswer' });
export const eventAnswer = z.object({ eventID: z.string() }).meta({ id: 'EventAnswer' });

const count = z.int().min(0);

export const captureJob = z
  .object({
    captureID: uuidSchema,
    createdAt: timestampSchema,
    finishedAt: timestampSchema,
    running: z.boolean(),
    success: z.boolean(),
    captureErrorBehaviour: z.enum(['rollback', 'proceed']),
    errors: z.array(
      z.object({
        type: z.string(),
        title: z.string(),
        status: z.int(),
        code: z.string(),
        detail: z.string(),
        pointer: z.string().describe('JSON pointer into the document.'),
      }),
    ),
    events: count.describe('In the document.'),
    captured: count,
    duplicates: count,
    checkpoints: count.describe('That the scans led to.'),
    unmapped: z
      .array(z.object({ pointer: z.string(), code: z.string(), consignmentId: uuidSchema.exactOptional() }))
      .describe('Scans that name a consignment and did not become a checkpoint of it.'),
  })
  .meta({ id: 'CaptureJob' });

export const captureJobs = z.array(captureJob);

/** Events are as they were given, with the eventID that the ledger knows them by and the time at which it recorded them. */
export const queryAnswer = z
  .object({
    '@context': z.array(z.string()),
    type: z.literal('EPCISQueryDocument'),
    schemaVersion: z.string(),
    creationDate: timestampSchema,
    epcisBody: z.object({
      queryResults: z.object({
        queryName: z.literal('SimpleEventQuery'),
        resultsBody: z.object({
          eventList: z.array(
            z.looseObject({ type: z.string(), eventID: z.string(), recordTime: timestampSchema }),
          ),
        }),
      }),
    }),
  })
  .meta({ id: 'EpcisQueryDocument' });

export const collectionAnswer = z
  .object({ '@context': z.string(), type: z.literal('Collection'), member: z.array(z.string()) })
  .meta({ id: 'Collection' });

/** What `tellVersions` sets. */
export const versionHeaders = {
  'GS1-EPCIS-Version': 'The version of EPCIS that is spoken here: 2.0.',
  'GS1-CBV-Version': 'The version of the vocabulary: 2.0.',
};

/** What `tellCaptureLimits` sets beside. */
export const limitHeaders = {
  ...versionHeaders,
  'GS1-EPCIS-Capture-Limit': 'Events that one document may bring.',
  'GS1-EPCIS-Capture-File-Size-Limit': 'Bytes that a body may have.',
};

/** What `tellNext` sets where there is a next page. */
export const pageHeaders = {
  ...versionHeaders,
  Link: 'The next page, with `rel="next"`; absent on the last.',
  'GS1-Next-Page-Token-Expires': 'Until when that page can be asked for.',
};
