import type { LineRow } from '@corridor/event-store';

/** An event as it is recorded. */
export interface EventRow extends LineRow {
  readonly recorded_at: string;
  /** Of the chain before it; null where that event is archived, and of the first one. */
  readonly hash_before: string | null;
}

export interface AskedEventRow extends Omit<EventRow, 'type'> {
  readonly asked: string;
  /** The database gives null where no event is there: either it is archived, or there is none yet; with all that it says. */
  readonly type: string | null;
  readonly archived_to: string;
}

/** Events at positions $1. */
export const EVENTS_SQL = `
  SELECT asked.position AS asked, h.archived_to, e.position, e.stream_start, e.version, e.recorded_us, encode(e.hash, 'hex') AS hash, e.stream_id, e.type,
    e.schema_version, e.occurred_local, e.actor, e.correlation_id, e.causation_id, e.participants, e.demo, e.data::text AS data,
    to_char(e.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at, encode(before.hash, 'hex') AS hash_before
  FROM unnest($1::bigint[]) asked(position) CROSS JOIN read.head h
  LEFT JOIN read.log e ON e.position = asked.position LEFT JOIN read.log before ON before.position = e.position - 1`;
