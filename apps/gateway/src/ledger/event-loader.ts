import { categoryOf } from '@corridor/contracts';
import { GENESIS, lineOf } from '@corridor/event-store';
import type { Caller } from '@corridor/nest-kit';
import DataLoader from 'dataloader';
import { archived } from '../graphql/errors.js';
import type { ReadSession } from '../read/read-session.js';
import type { LedgerEvent } from './event.types.js';
import { isPromiseOfOthers, participantsFor, seesEvent } from './event-rights.js';
import { type AskedEventRow, EVENTS_SQL, type EventRow } from './events.sql.js';

/** Events by their positions: one statement for all that a list asks for. Null where there is none, or none that the caller may read. */
export type EventLoader = DataLoader<number, LedgerEvent | null>;

export function eventLoader(session: ReadSession, caller: Caller): EventLoader {
  return new DataLoader<number, LedgerEvent | null>(async (positions) => {
    const rows = await session.read((manager) => manager.query<AskedEventRow[]>(EVENTS_SQL, [positions]));
    const found = new Map(rows.map((row) => [Number(row.asked), row]));
    return positions.map((position) => {
      const row = found.get(position);
      if (row && isThere(row)) return seesEvent(caller, row) ? eventFor(caller, row) : null;
      const isArchived = position > 0 && row !== undefined && position <= Number(row.archived_to);
      return isArchived ? archived(position) : null;
    });
  });
}

const isThere = (row: AskedEventRow): row is AskedEventRow & EventRow => row.type !== null;

function eventFor(caller: Caller, row: EventRow): LedgerEvent {
  const position = Number(row.position);
  return {
    position,
    type: row.type,
    schemaVersion: row.schema_version,
    category: categoryOf(row.stream_id),
    streamId: row.stream_id,
    streamVersion: row.version,
    occurredAt: row.occurred_local,
    recordedAt: row.recorded_at,
    actor: row.actor,
    participants: participantsFor(caller, row),
    causePosition: row.causation_id === null ? null : Number(row.causation_id),
    correlationId: row.correlation_id,
    demo: row.demo,
    data: JSON.parse(row.data),
    hash: row.hash,
    hashBefore: position === 1 ? GENESIS : row.hash_before,
    line: isPromiseOfOthers(caller, row.stream_id) ? null : lineOf(row),
  };
}
