import { z } from 'zod';
import { excessOf } from './bounds.js';
import { type EpcisEvent, eventSchema } from './event.js';
import { timeSchema } from './event-fields.js';
import { eventHash } from './event-hash.js';
import { type Fault, faultsOf } from './fault.js';
import type { SchemaCheck } from './json-schema.js';
import { type Namespaces, namespacesOf } from './namespaces.js';

/** An event of a document, as it was given, and what is made of it. */
export interface ReadEvent {
  /** JSON pointer of the event in the document. */
  readonly pointer: string;
  readonly given: EpcisEvent;
  /** The contexts in whose scope it stands, as they were given. */
  readonly context: unknown;
  readonly namespaces: Namespaces;
  /** The hash of CBV 2.0, 8.9. */
  readonly hash: string;
}

/** An event that is not one. */
export interface FaultyEvent {
  readonly pointer: string;
  readonly faults: readonly Fault[];
}

/** A body that is no document at all. */
export class DocumentFault extends Error {
  override readonly name = 'DocumentFault';

  constructor(readonly faults: readonly [Fault, ...Fault[]]) {
    super(`${faults[0].pointer || 'The body'}: ${faults[0].detail}`);
  }
}

/** More events than one document may bring. */
export class TooManyEvents extends Error {
  override readonly name = 'TooManyEvents';

  constructor(readonly eventsMax: number) {
    super(`A document has at most ${eventsMax} events. Send them in several documents.`);
  }
}

/** Of one event as JSON, with its context: the bus takes a megabyte, and an event is one message. */
const EVENT_BYTES_MAX = 524_288;
/** Each event keeps the contexts in whose scope it stands. */
const CONTEXT_BYTES_MAX = 8_192;

const contextSchema = z.custom<unknown>(
  (value) => {
    const one = (each: unknown) => typeof each === 'string' || (typeof each === 'object' && each !== null);
    return Array.isArray(value) ? value.every((each) => !Array.isArray(each) && one(each)) : one(value);
  },
  { error: 'is a JSON-LD context: a URI, an object, or a list of these' },
);

const list = z.array(z.unknown(), { error: 'is a list of events' });
const envelope = {
  '@context': contextSchema,
  schemaVersion: z.string().regex(/^2(?:\.\d+)*$/, 'is "2.0"'),
  creationDate: timeSchema,
};
const documentSchema = z.discriminatedUnion(
  'type',
  [
    z.looseObject({
      ...envelope,
      type: z.literal('EPCISDocument'),
      epcisBody: z.looseObject({ eventList: list }),
    }),
    z.looseObject({
      ...envelope,
      type: z.literal('EPCISQueryDocument'),
      epcisBody: z.looseObject({
        queryResults: z.looseObject({ resultsBody: z.looseObject({ eventList: list }) }),
      }),
    }),
  ],
  { error: 'is "EPCISDocument" or "EPCISQueryDocument"' },
);

export interface ReadOptions {
  readonly eventsMax: number;
  /** The standard's own schema, where the operator has it. */
  readonly schemaCheck?: SchemaCheck | undefined;
}

/**
 * Reads a document of EPCIS 2.0 (an EPCISDocument, or an EPCISQueryDocument as a query answers it). Each event is found valid or faulty by
 * itself; what is done about faulty ones is for the caller to say.
 * @throws DocumentFault for what is no document, or one beyond every measure; TooManyEvents.
 */
export function readDocument(body: unknown, options: ReadOptions): readonly (ReadEvent | FaultyEvent)[] {
  checkEventCount(body, options.eventsMax);
  checkBounds(body);
  const read = documentSchema.safeParse(body);
  if (!read.success) throw new DocumentFault(some(faultsOf(read.error, '')));
  const document = read.data;
  if (bytesOf(document['@context']) > CONTEXT_BYTES_MAX) throw new DocumentFault([tooLong('/@context')]);
  const [events, pointer] =
    document.type === 'EPCISDocument'
      ? [document.epcisBody.eventList, '/epcisBody/eventList']
      : [
          document.epcisBody.queryResults.resultsBody.eventList,
          '/epcisBody/queryResults/resultsBody/eventList',
        ];
  return events.map((event, index) =>
    readOne(event, `${pointer}/${index}`, [document['@context']], options.schemaCheck),
  );
}

/**
 * Reads an event that comes alone, with its own `@context`.
 * @throws DocumentFault naming every field at fault.
 */
export function readEvent(body: unknown, schemaCheck?: SchemaCheck): ReadEvent {
  checkBounds(body);
  const head = z.looseObject({ '@context': contextSchema }).safeParse(body);
  if (!head.success) throw new DocumentFault(some(faultsOf(head.error, '')));
  const read = readOne(body, '', [], schemaCheck);
  if ('faults' in read) throw new DocumentFault(some(read.faults));
  return read;
}

function readOne(
  event: unknown,
  pointer: string,
  contexts: readonly unknown[],
  schemaCheck: SchemaCheck | undefined,
): ReadEvent | FaultyEvent {
  if (bytesOf(event) > EVENT_BYTES_MAX) {
    return { pointer, faults: [{ pointer, detail: `has more than ${EVENT_BYTES_MAX} bytes` }] };
  }
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return { pointer, faults: faultsOf(parsed.error, pointer) };
  const given = event as EpcisEvent;
  const faults = schemaCheck?.(given, pointer) ?? [];
  if (faults.length > 0) return { pointer, faults };
  const own = given['@context'];
  if (own !== undefined && bytesOf(own) > CONTEXT_BYTES_MAX) {
    return { pointer, faults: [tooLong(`${pointer}/@context`)] };
  }
  const scope = own === undefined ? contexts : [...contexts, own];
  const namespaces = namespacesOf(...scope);
  return {
    pointer,
    given,
    context: scope.length === 1 ? scope[0] : scope.flat(),
    namespaces,
    hash: eventHash(given, namespaces),
  };
}

/** Told before anything is walked over: a list of a million zeros is too many events, whatever else it is. */
function checkEventCount(body: unknown, eventsMax: number): void {
  const inner = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  const epcisBody = inner(body, 'epcisBody');
  const results = inner(inner(epcisBody, 'queryResults'), 'resultsBody');
  for (const events of [inner(epcisBody, 'eventList'), inner(results, 'eventList')]) {
    if (Array.isArray(events) && events.length > eventsMax) throw new TooManyEvents(eventsMax);
  }
}

function tooLong(pointer: string): Fault {
  return { pointer, detail: `has more than ${CONTEXT_BYTES_MAX} bytes` };
}

/** Of a value as JSON in UTF-8. */
function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

function checkBounds(body: unknown): void {
  const excess = excessOf(body);
  if (excess) throw new DocumentFault([excess]);
}

function some(faults: readonly Fault[]): readonly [Fault, ...Fault[]] {
  const [first = { pointer: '', detail: 'is not valid' }, ...others] = faults;
  return [first, ...others];
}
