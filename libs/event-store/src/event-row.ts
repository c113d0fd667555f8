import type { RecordedEvent } from '@corridor/contracts';

/** The columns of `read.events` that make a {@link RecordedEvent}, as text that keeps every digit. */
export const EVENT_COLUMNS = `position, stream_id, version, type, schema_version, occurred_local,
  to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at,
  actor, correlation_id, causation_id, participants, demo, data::text AS data`;

export interface EventRow {
  readonly position: string;
  readonly stream_id: string;
  readonly version: number;
  readonly type: string;
  readonly schema_version: number;
  readonly occurred_local: string;
  readonly recorded_at: string;
  readonly actor: string;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly participants: readonly string[];
  readonly demo: boolean;
  readonly data: string;
}

export function toRecordedEvent(row: EventRow): RecordedEvent {
  return {
    // A position stays far below 2^53: at a million events a second that is 285 years.
    position: Number(row.position),
    streamId: row.stream_id,
    version: row.version,
    type: row.type,
    schemaVersion: row.schema_version,
    occurredAt: row.occurred_local,
    recordedAt: row.recorded_at,
    actor: row.actor,
    correlationId: row.correlation_id,
    ...(row.causation_id === null ? {} : { causationId: Number(row.causation_id) }),
    participants: row.participants,
    demo: row.demo,
    data: JSON.parse(row.data),
  };
}
