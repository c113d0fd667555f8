import type { Capacity } from './offered.js';
import type { ServiceRow } from './service.sql.js';
import type { ServiceCapacityType, ServiceType } from './service.types.js';

/** What a service is on a day (`YYYY-MM-DD`), by what is told of it: a pause and an end are told ahead, and are not so before. */
function standingOn({ periods, details }: ServiceRow, day: string) {
  const { startedOn, endedOn, pauses } = details;
  const runs = periods.some(({ from, before }) => from <= day && (before === undefined || before > day));
  const isOver = endedOn !== undefined && (startedOn === undefined ? endedOn <= day : endedOn < day);
  const standstill = startedOn !== undefined && startedOn <= day ? 'suspended' : 'announced';
  const status = runs ? 'running' : isOver ? 'ended' : standstill;
  const ahead = isOver
    ? undefined
    : pauses.find(({ from }) => from > day && (endedOn === undefined || from <= endedOn));
  return { status, suspendedFrom: ahead?.from ?? null, endsOn: isOver ? null : (endedOn ?? null) };
}

/** @param day that of the figure, by the clock of its first stop. */
export function toService(row: ServiceRow, day: string): ServiceType {
  const { details } = row;
  return {
    serviceId: row.service_id,
    name: details.name,
    mode: details.mode,
    stops: details.stops,
    operator: details.operator,
    departuresPerWeek: details.departuresPerWeek,
    capacity: toCapacity(details.capacity),
    plannedStart: details.plannedStart,
    announcedBy: details.announcedBy,
    source: details.source,
    confirmed: details.confirmed,
    ...standingOn(row, day),
    startedOn: details.startedOn ?? null,
    changes: details.changes.map((change) => ({ ...change, capacity: toCapacity(change.capacity) })),
    pauses: details.pauses.map(({ from, until, reason }) => ({ from, until: until ?? null, reason })),
    endedOn: details.endedOn ?? null,
    endReason: details.endReason ?? null,
    announcedPosition: Number(row.announced_position),
    position: Number(row.position),
  };
}

function toCapacity({ basis, tonnes, teu, seats, bellyKg }: Capacity): ServiceCapacityType {
  return {
    basis,
    tonnes: tonnes ?? null,
    teu: teu ?? null,
    seats: seats ?? null,
    bellyKg: bellyKg ?? null,
  };
}
