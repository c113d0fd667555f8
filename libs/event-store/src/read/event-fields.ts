import type { RecordedEvent } from '@corridor/contracts';

/** The columns of `read.log` that make a {@link RecordedEvent}, in the order in which {@link toRecordedEvent} takes them. */
export const EVENT_FIELDS = `position, stream_id, version, type, schema_version, occurred_local, recorded_us, actor, correlation_id,
  causation_id, participants, demo, data`;

/** The values of {@link EVENT_FIELDS}, each as PostgreSQL prints it; without a cause, that one is null, empty or 0. */
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
    recordedAt: recordedAtOf(Number(fields[6])),
    actor: fields[7],
    correlationId: fields[8],
    participants: participantsOf(fields[10]),
    demo: fields[11] === 't',
    data: JSON.parse(fields[12]),
  };
  return causationId && causationId !== '0' ? { ...event, causationId: Number(causationId) } : event;
}

// All events of a group were recorded at once, and many belong to the same few firms: told once, they need not be taken apart again.
let lastRecorded: readonly [us: number, at: string] = [0, '1970-01-01T00:00:00.000000Z'];
let lastParticipants: readonly [text: string, ids: readonly string[]] = ['', []];
const knownParticipants = new Map<string, readonly string[]>();
const KNOWN_MAX = 1_000;

/** Of microseconds since 1970, as {@link instantOf}. */
export function recordedAtOf(us: number): string {
  if (us !== lastRecorded[0]) lastRecorded = [us, instantOf(us)];
  return lastRecorded[1];
}

/** Of ids, separated by commas. */
export function participantsOf(text: string): readonly string[] {
  if (text === lastParticipants[0]) return lastParticipants[1];
  const known = knownParticipants.get(text);
  if (known) {
    lastParticipants = [text, known];
    return known;
  }
  if (knownParticipants.size >= KNOWN_MAX) knownParticipants.clear();
  const ids = text === '' ? [] : text.split(',');
  knownParticipants.set(text, ids);
  lastParticipants = [text, ids];
  return ids;
}

const MICROSECONDS_A_SECOND = 1_000_000;
/** "00" to "99". */
const TWO_DIGITS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
let lastSecond: readonly [second: number, text: string] = [0, '1970-01-01T00:00:00'];

/** RFC 3339 in UTC, to the microsecond, of microseconds since 1970. A Date for each would take most of the time of reading a stream. */
export function instantOf(microseconds: number): string {
  const second = Math.floor(microseconds / MICROSECONDS_A_SECOND);
  // Events in a row were mostly recorded in the same second.
  if (second !== lastSecond[0])
    lastSecond = [second, new Date(second * 1_000).toISOString().slice(0, -'.000Z'.length)];
  const rest = microseconds - second * MICROSECONDS_A_SECOND;
  const high = Math.floor(rest / 10_000);
  const low = rest % 100;
  const middle = (rest - high * 10_000 - low) / 100;
  return `${lastSecond[1]}.${TWO_DIGITS[high]}${TWO_DIGITS[middle]}${TWO_DIGITS[low]}Z`;
}

/** Has `pg` hand every value over as the text that the server sent. */
export const AS_TEXT = { getTypeParser: () => (text: string) => text };
