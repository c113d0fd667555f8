import type { RecordedEvent } from '@corridor/contracts';

/** The columns of `read.log` that make a {@link RecordedEvent}, in the order in which {@link toRecordedEvent} takes them. */
export const EVENT_FIELDS = `position, stream_id, version, type, schema_version, occurred_local, recorded_us, actor, correlation_id,
  causation_id, participants, demo, data`;

/** The values of {@link EVENT_FIELDS}, each as PostgreSQL prints it; without a cause, that one is null or empty. */
export type EventFields = readonly [
  position: string,
  streamId: string,
  version: string,
  type: string,
  schemaVersion: string,
  occurredAt: string,
  recordedUs: string,
  actor: string,
  correlationId: string,
  causationId: string | null,
  participants: string,
  demo: string,
  data: string,
];

export function toRecordedEvent(fields: EventFields): RecordedEvent {
  const causationId = fields[9];
  const event = {
    // A position stays far below 2^53: at a million events a second that is 285 years.
    position: Number(fields[0]),
    streamId: fields[1],
    version: Number(fields[2]),
    type: fields[3],
    schemaVersion: Number(fields[4]),
    occurredAt: fields[5],
    recordedAt: recordedAtOf(fields[6]),
    actor: fields[7],
    correlationId: fields[8],
    participants: participantsOf(fields[10]),
    demo: fields[11] === 't',
    data: JSON.parse(fields[12]),
  };
  return causationId ? { ...event, causationId: Number(causationId) } : event;
}

// All events of a group were recorded at once, and many belong to the same few firms: told once, they need not be taken apart again.
let lastRecorded: readonly [us: string, at: string] = ['', ''];
const knownParticipants = new Map<string, readonly string[]>();
const KNOWN_MAX = 1_000;

function recordedAtOf(us: string): string {
  if (us !== lastRecorded[0]) lastRecorded = [us, instantOf(Number(us))];
  return lastRecorded[1];
}

function participantsOf(text: string): readonly string[] {
  const known = knownParticipants.get(text);
  if (known) return known;
  if (knownParticipants.size >= KNOWN_MAX) knownParticipants.clear();
  const ids = text === '' ? [] : text.split(',');
  knownParticipants.set(text, ids);
  return ids;
}

/** RFC 3339 in UTC, to the microsecond, of microseconds since 1970. */
export function instantOf(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1_000);
  const rest = String(microseconds - milliseconds * 1_000).padStart(3, '0');
  return `${new Date(milliseconds).toISOString().slice(0, 23)}${rest}Z`;
}

/** Has `pg` hand every value over as the text that the server sent. */
export const AS_TEXT = { getTypeParser: () => (text: string) => text };
