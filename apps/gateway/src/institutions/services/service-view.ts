import type { Capacity } from './offered.js';
import type { ServiceRow } from './service.sql.js';
import type { ServiceCapacityType, ServiceType } from './service.types.js';

export function toService(row: ServiceRow): ServiceType {
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
    status: row.status,
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
