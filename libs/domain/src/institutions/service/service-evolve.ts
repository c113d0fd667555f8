import { never } from '@corridor/kernel';
import type { ServiceEvent } from './service.events.js';
import type { KnownService, ServiceState } from './service-state.js';

export function evolve(state: ServiceState, event: ServiceEvent): ServiceState {
  if (event.type === 'ServiceAnnounced') {
    const nothing = { changes: [], pauses: [], departures: [], withdrawnDepartures: [], loads: [] };
    return { ...event.data, status: 'announced', ...nothing };
  }
  const before = known(state);
  switch (event.type) {
    case 'ServiceConfirmed':
      return { ...before, confirmed: true };
    case 'ServiceStarted': {
      const { startWithdrawnFor: _, ...rest } = before;
      return { ...rest, status: 'running', startedOn: event.data.startedOn };
    }
    case 'ServiceStartWithdrawn': {
      const { startedOn: _, ...rest } = before;
      return { ...rest, status: 'announced', startWithdrawnFor: event.data.reason };
    }
    case 'ServiceScheduleChanged': {
      const { from, departuresPerWeek, capacity } = event.data;
      const others = before.changes.filter((change) => change.from !== from);
      const changes = [...others, { from, departuresPerWeek, capacity }];
      return { ...before, changes: changes.sort((a, b) => (a.from < b.from ? -1 : 1)) };
    }
    case 'ServiceSuspended': {
      const { from, reason } = event.data;
      return { ...before, status: 'suspended', pauses: [...before.pauses, { from, reason }] };
    }
    case 'ServiceResumed': {
      const { from: until } = event.data;
      const pauses = before.pauses.map((pause) => (pause.until === undefined ? { ...pause, until } : pause));
      return { ...before, status: 'running', pauses };
    }
    case 'ServiceEnded': {
      const { endedOn, reason: endReason } = event.data;
      return { ...before, status: 'ended', endedOn, endReason };
    }
    case 'DepartureReported': {
      const { serviceId: _, ...told } = event.data;
      const departure = departureOf(told);
      const departures = [...without(before.departures, told), departure].sort((a, b) =>
        keyOf(a) < keyOf(b) ? -1 : 1,
      );
      return { ...before, departures, withdrawnDepartures: without(before.withdrawnDepartures, told) };
    }
    case 'DepartureWithdrawn': {
      const { departedOn, run } = event.data;
      const withdrawnDepartures = [...before.withdrawnDepartures, { departedOn, run }];
      return { ...before, departures: without(before.departures, event.data), withdrawnDepartures };
    }
    case 'ServiceLoaded': {
      const { serviceId: _, ...load } = event.data;
      return { ...before, loads: [...before.loads, load] };
    }
    case 'ServiceLoadWithdrawn':
      return { ...before, loads: before.loads.filter((load) => !isSameLeg(load, event.data)) };
    default:
      return never(event);
  }
}

type Departure = KnownService['departures'][number];
type Leg = Pick<KnownService['loads'][number], 'consignmentId' | 'from'>;

export function departureOf({ departedOn, run, loadTonnes }: Departure): Departure {
  return { departedOn, run, ...(loadTonnes !== undefined && { loadTonnes }) };
}

export function isSameDeparture(one: Departure, { departedOn, run }: Departure): boolean {
  return one.departedOn === departedOn && one.run === run;
}

export function isSameLeg(one: Leg, { consignmentId, from }: Leg): boolean {
  return one.consignmentId === consignmentId && one.from === from;
}

function without<One extends Departure>(all: readonly One[], departure: Departure): readonly One[] {
  return all.filter((one) => !isSameDeparture(one, departure));
}

function keyOf({ departedOn, run }: Departure): string {
  return `${departedOn} ${String(run).padStart(2, '0')}`;
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
export function known(state: ServiceState): KnownService {
  if (state.status === 'unknown') throw new Error('The history of a service begins with ServiceAnnounced.');
  return state;
}
