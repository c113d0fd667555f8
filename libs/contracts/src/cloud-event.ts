import type { OwningService, RecordedEvent } from './recorded-event.js';

/** A recorded event in the JSON format of CloudEvents 1.0; the ledger's own columns are extension attributes. */
export interface LedgerCloudEvent {
  readonly specversion: '1.0';
  /** The position: unique in the ledger, so `source` and `id` name the event everywhere. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The stream. */
  readonly subject: string;
  /** When it happened. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly streamversion: number;
  readonly recordedat: string;
  readonly actor: string;
  readonly correlationid: string;
  readonly causationid?: string;
  /** Participant ids, comma-separated. */
  readonly participants: string;
  readonly demo: boolean;
  readonly data: unknown;
}

const TYPE = /^corridor\.ledger\.([A-Za-z]+)\.v([1-9]\d{0,3})$/;
const POSITION = /^[1-9]\d{0,15}$/;

/** The message that carries an event over the bus. */
export function toCloudEvent(event: RecordedEvent, service: OwningService): LedgerCloudEvent {
  return {
    specversion: '1.0',
    id: String(event.position),
    source: `/corridor-ledger/${service}`,
    type: `corridor.ledger.${event.type}.v${event.schemaVersion}`,
    subject: event.streamId,
    time: event.occurredAt,
    datacontenttype: 'application/json',
    streamversion: event.version,
    recordedat: event.recordedAt,
    actor: event.actor,
    correlationid: event.correlationId,
    ...(event.causationId === undefined ? {} : { causationid: String(event.causationId) }),
    participants: event.participants.join(','),
    demo: event.demo,
    data: event.data,
  };
}

/**
 * Reads the message back.
 * @throws TypeError naming the attribute that is missing or malformed.
 */
export function fromCloudEvent(value: unknown): RecordedEvent {
  if (typeof value !== 'object' || value === null) throw new TypeError('A CloudEvent is a JSON object.');
  const message = value as Readonly<Record<string, unknown>>;
  const text = (attribute: string, form = /./s): string => {
    const found = message[attribute];
    if (typeof found === 'string' && form.test(found)) return found;
    throw new TypeError(
      `CloudEvent attribute "${attribute}" is missing or malformed: ${JSON.stringify(found)}.`,
    );
  };
  text('specversion', /^1\.0$/);
  const type = TYPE.exec(text('type', TYPE));
  const version = message.streamversion;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    throw new TypeError('CloudEvent attribute "streamversion" is no whole number from 1.');
  }
  if (!('data' in message)) throw new TypeError('CloudEvent attribute "data" is missing.');
  const participants = text('participants', /^/);
  return {
    position: Number(text('id', POSITION)),
    streamId: text('subject'),
    version,
    type: type?.[1] ?? '',
    schemaVersion: Number(type?.[2]),
    occurredAt: text('time'),
    recordedAt: text('recordedat'),
    actor: text('actor'),
    correlationId: text('correlationid'),
    ...(message.causationid === undefined ? {} : { causationId: Number(text('causationid', POSITION)) }),
    participants: participants === '' ? [] : participants.split(','),
    demo: message.demo === true,
    data: message.data,
  };
}
