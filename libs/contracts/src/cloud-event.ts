import { z } from 'zod';
import { participantIdSchema, timestampSchema, uuidSchema } from './building-blocks.js';
import { ContractViolation, parse } from './contract-violation.js';
import type { RecordedEvent } from './recorded-event.js';

/** A whole number as a decimal string: a CloudEvents Integer has 32 bits only, too few for positions. */
const position = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, { error: 'is a position from 1, as a string', abort: true })
  .refine((text) => Number.isSafeInteger(Number(text)), 'is too large for a position');
const count = z.int().min(1).max(2_147_483_647);

/** Attributes that we do not know, such as `traceparent`, are dropped: CloudEvents lets anyone on the way add them. */
const envelope = z.object({
  specversion: z.literal('1.0'),
  id: position,
  source: z.string().min(1),
  type: z.string().regex(/^corridor\.ledger\.[A-Za-z]+\.v[1-9]\d*$/, 'is "corridor.ledger.<Type>.v<n>"'),
  subject: z.string().regex(/^[a-z]+-.+$/, 'is a stream such as "consignment-<id>"'),
  time: timestampSchema,
  datacontenttype: z.literal('application/json'),
  ledgerposition: position,
  streamid: z.string(),
  streamversion: count,
  schemaversion: count,
  recordedat: timestampSchema.regex(/Z$/, 'is in UTC'),
  actor: z.string().min(1),
  correlationid: uuidSchema,
  causationid: position.optional(),
  participants: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(participantIdSchema))
    .optional(),
  demo: z.boolean(),
});

export type CloudEvent = z.input<typeof envelope> & { readonly data: unknown };

/**
 * An event of the ledger as a CloudEvents 1.0 message in JSON, structured mode.
 * @param source URI reference of the ledger, e.g. `/corridor-ledger/trade-events`.
 */
export function toCloudEvent(event: RecordedEvent, source: string): CloudEvent {
  return {
    specversion: '1.0',
    id: String(event.position),
    source,
    type: typeOf(event.type, event.schemaVersion),
    subject: event.streamId,
    time: event.occurredAt,
    datacontenttype: 'application/json',
    ledgerposition: String(event.position),
    streamid: event.streamId,
    streamversion: event.version,
    schemaversion: event.schemaVersion,
    recordedat: event.recordedAt,
    actor: event.actor,
    correlationid: event.correlationId,
    ...(event.causationId === undefined ? {} : { causationid: String(event.causationId) }),
    // No attribute is an empty string: where nobody takes part, it is left out.
    ...(event.participants.length === 0 ? {} : { participants: event.participants.join(',') }),
    demo: event.demo,
    data: event.data,
  };
}

/**
 * Reads what {@link toCloudEvent} wrote. The data is not checked against its contract here.
 * @throws ContractViolation naming every attribute at fault.
 */
export function fromCloudEvent(value: unknown): RecordedEvent {
  const read = parse(envelope, value, 'The CloudEvents envelope');
  const { type } = typeOfCloudEvent(read.type);
  const differing = [
    ['/ledgerposition', read.ledgerposition, read.id],
    ['/streamid', read.streamid, read.subject],
    ['/type', read.type, typeOf(type, read.schemaversion)],
  ].flatMap(([pointer = '', found, expected]) =>
    found === expected ? [] : [{ pointer, message: `is "${found}" where "${expected}" is expected` }],
  );
  if (!Object.hasOwn(Object(value), 'data')) differing.push({ pointer: '/data', message: 'is missing' });
  if (differing.length > 0) {
    const list = differing.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
    throw new ContractViolation(`The CloudEvents envelope is malformed. ${list}`, differing);
  }
  return {
    position: Number(read.ledgerposition),
    streamId: read.streamid,
    version: read.streamversion,
    type,
    schemaVersion: read.schemaversion,
    occurredAt: read.time,
    recordedAt: read.recordedat,
    actor: read.actor,
    correlationId: read.correlationid,
    ...(read.causationid === undefined ? {} : { causationId: Number(read.causationid) }),
    participants: read.participants ?? [],
    demo: read.demo,
    data: (value as { readonly data: unknown }).data,
  };
}

/** The type and version of an event, of the `type` of its message; of anything else, what no build knows. */
export function typeOfCloudEvent(type: string): { readonly type: string; readonly schemaVersion: number } {
  const [, , name = '', version = ''] = type.split('.');
  return { type: name, schemaVersion: Number(version.slice(1)) };
}

function typeOf(type: string, schemaVersion: number): string {
  return `corridor.ledger.${type}.v${schemaVersion}`;
}
