import { countrySchema, uuidSchema } from '@corridor/contracts';
import { z } from 'zod';

export const FORMATS = ['json', 'digest', 'html', 'pdf', 'csv', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

const positionText = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'is a position: a whole number from 1')
  .transform(Number);

export const reportQuery = z
  .strictObject({
    meeting: uuidSchema
      .exactOptional()
      .describe(
        'Of a meeting of the Commission that is closed: its report is as of the position that it pinned.',
      ),
    position: positionText
      .exactOptional()
      .describe(
        'As of this position; without it and without a meeting, as of the last one that the figures have reached.',
      ),
    since: positionText
      .exactOptional()
      .describe(
        'Tells what was restated since this position, that of the report or an earlier one, such as that of the report before; without it, nothing of that.',
      ),
    reporter: countrySchema
      .exactOptional()
      .describe(
        'Whose statistics; with `partner`. Without both, the two countries that met, else PK with KZ.',
      ),
    partner: countrySchema.exactOptional().describe('The country traded with.'),
    format: z
      .enum(FORMATS)
      .default('json')
      .describe('`json` has the whole content, and is what is verified.'),
    table: z
      .string()
      .max(64)
      .exactOptional()
      .describe(
        'With `csv`: the one table of this id. Without it, all of them come in a ZIP file, a file each.',
      ),
  })
  .refine(({ meeting, position }) => meeting === undefined || position === undefined, {
    path: ['position'],
    error: 'is what the meeting pinned: name the meeting or the position',
  });

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const cells = z.array(z.string().nullable());

export const digestAnswer = z
  .strictObject({
    digest: hex.describe("SHA-256 of the canonical JSON (RFC 8785) of the report's content."),
    position: z.int(),
    hash: hex.nullable().describe('Of the log at the position; null where its event has left the database.'),
    keyId: z.string().nullable().describe('Which key; null where the ledger was given none.'),
    signature: z.string().nullable().describe('Ed25519, base64.'),
  })
  .describe('What the ledger says of a report that it printed.');

export const reportAnswer = z
  .strictObject({
    report: z.strictObject({
      form: z.literal('corridor-ledger progress report 3'),
      title: z.string(),
      reporter: z.string(),
      partner: z.string(),
      meeting: z
        .strictObject({
          meetingId: z.string(),
          name: z.string(),
          session: z.int().nullable(),
          place: z.string(),
          startsOn: z.string(),
          endsOn: z.string(),
        })
        .nullable(),
      position: z.int(),
      recordedAt: z.string(),
      asOfDay: z.string(),
      since: z.int().nullable(),
      months: z.strictObject({ from: z.string(), to: z.string() }),
      sections: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          figures: z.array(z.strictObject({ title: z.string(), page: z.string() })),
          tables: z.array(
            z.strictObject({
              id: z.string(),
              title: z.string(),
              columns: z.array(
                z.strictObject({
                  name: z.string(),
                  kind: z.enum(['text', 'code', 'month', 'day', 'money', 'count', 'ratio', 'decimal']),
                  unit: z.string().nullable(),
                }),
              ),
              rows: z.array(cells),
              total: cells.nullable(),
            }),
          ),
          notes: z.array(z.string()),
        }),
      ),
    }),
    seal: digestAnswer,
  })
  .describe('A progress report with its signed digest.');

export const keyAnswer = z.strictObject({
  keyId: z.string().describe('The first 16 hex digits of the SHA-256 of the key (DER, SPKI).'),
  algorithm: z.literal('Ed25519'),
  publicKey: z.string().describe('PEM (SPKI).'),
});
