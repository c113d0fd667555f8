import type { AppendRequest, EventToAppend } from './append.js';

export interface EncodedEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: string;
  /** Ids, separated by commas. */
  readonly participants: string;
  /** JSON text. */
  readonly data: string;
}

export interface EncodedStream {
  readonly streamId: string;
  /** Null for any version. */
  readonly expected: number | null;
  readonly events: readonly EncodedEvent[];
}

/** A request that is known to be well-formed, in the form in which a group of them goes to the database. */
export interface EncodedAppend {
  readonly request: AppendRequest;
  readonly streams: readonly EncodedStream[];
  /** What is kept under the idempotency key, JSON text; where there is one. */
  readonly answer: string | undefined;
  readonly eventCount: number;
  /** Characters of its events, for bounds on memory. */
  readonly size: number;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const CONTROL = /[\u0000-\u001f\u007f]/;
/** What an event takes beside its own texts. */
const ENVELOPE_SIZE = 200;
const VERSION_MAX = 2 ** 31 - 1;
const SCHEMA_VERSION_MAX = 2 ** 15 - 1;

/** @throws RangeError naming what is malformed in a request: a mistake of the caller's code, never of a user's input. */
export function encodeAppend(request: AppendRequest): EncodedAppend {
  const { length } = request.streams;
  if (
    length === 0 ||
    (length > 1 && new Set(request.streams.map(({ streamId }) => streamId)).size < length)
  ) {
    throw new RangeError('An append names each of its streams once, and at least one.');
  }
  if (!UUID.test(request.correlationId)) {
    throw new RangeError(`correlationId: "${request.correlationId}" is no UUID in lower case.`);
  }
  printable('actor', request.actor);
  const { causationId, idempotency } = request;
  if (causationId !== undefined && !(Number.isSafeInteger(causationId) && causationId > 0)) {
    throw new RangeError(`causationId: ${causationId} is no position.`);
  }
  const answer = idempotency && JSON.stringify(idempotency.answer);
  if (idempotency && answer === undefined) throw new RangeError('idempotency: the answer is no JSON value.');
  let size = answer?.length ?? 0;
  let eventCount = 0;
  const streams = request.streams.map(({ streamId, expectedVersion, events }) => {
    if (events.length === 0) throw new RangeError(`${streamId}: an append has events.`);
    const encoded = events.map(encodeEvent);
    eventCount += encoded.length;
    for (const { data, participants } of encoded) size += data.length + participants.length + ENVELOPE_SIZE;
    return { streamId, expected: versionOf(streamId, expectedVersion), events: encoded };
  });
  return { request, streams, answer, eventCount, size };
}

function versionOf(streamId: string, expected: 'any' | 'noStream' | number): number | null {
  if (expected === 'any') return null;
  const version = expected === 'noStream' ? 0 : expected;
  if (Number.isInteger(version) && version >= 0 && version <= VERSION_MAX) return version;
  throw new RangeError(`${streamId}: ${expected} is no version of a stream.`);
}

function encodeEvent({ type, schemaVersion, occurredAt, participants, data }: EventToAppend): EncodedEvent {
  printable('type', type);
  if (!(Number.isInteger(schemaVersion) && schemaVersion > 0 && schemaVersion <= SCHEMA_VERSION_MAX)) {
    throw new RangeError(`schemaVersion: ${schemaVersion} is none.`);
  }
  for (const id of participants) {
    if (id === '' || id.includes(',')) throw new RangeError(`participants: "${id}" is no participant id.`);
  }
  const ids = participants.join(',');
  printable('participants', ids);
  const json = JSON.stringify(data);
  if (json === undefined) throw new RangeError(`${type}: data is no JSON value.`);
  return { type, schemaVersion, occurredAt, participants: ids, data: json };
}

/** The hashed text separates columns by a control character. */
function printable(name: string, value: string): void {
  if (CONTROL.test(value))
    throw new RangeError(`${name}: ${JSON.stringify(value)} holds a control character.`);
}
