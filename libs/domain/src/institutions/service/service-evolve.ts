import { never } from '@corridor/kernel';
import type { ServiceEvent } from './service.events.js';
import {
  type Departure,
  type KnownService,
  type Load,
  NO_DEPARTURES,
  type ServiceState,
} from './service-state.js';
import { type Place, withoutTold, withTold } from './told.js';

export function evolve(state: ServiceState, event: ServiceEvent): ServiceState {
  if (event.type === 'ServiceAnnounced') {
    return { ...event.data, status: 'announced', changes: [], pauses: [], ...NO_DEPARTURES };
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
      const at = placeOfDeparture(event.data);
      const departures = withTold(before.departures, at, departureOf(event.data));
      return { ...before, departures, withdrawnDepartures: withoutTold(before.withdrawnDepartures, at) };
    }
    case 'DepartureWithdrawn': {
      const { departedOn, run } = event.data;
      const at = placeOfDeparture(event.data);
      const withdrawnDepartures = withTold(before.withdrawnDepartures, at, { departedOn, run });
      return { ...before, departures: withoutTold(before.departures, at), withdrawnDepartures };
    }
    case 'ServiceLoaded': {
      const { serviceId: _, ...load } = event.data;
      return { ...before, loads: withTold(before.loads, placeOfLeg(load), load) };
    }
    case 'ServiceLoadWithdrawn':
      return { ...before, loads: withoutTold(before.loads, placeOfLeg(event.data)) };
    default:
      return never(event);
  }
}

export function departureOf({ departedOn, run, loadTonnes }: Departure): Departure {
  return { departedOn, run, ...(loadTonnes !== undefined && { loadTonnes }) };
}

/** By its month: a drawer has some dozens of departures. */
export function placeOfDeparture({ departedOn, run }: Pick<Departure, 'departedOn' | 'run'>): Place {
  return { drawer: departedOn.slice(0, 7), key: `${departedOn} ${run}` };
}

/** By the last two digits of the goods' id, which are random: 256 drawers of much the same size. */
export function placeOfLeg({ consignmentId, from }: Pick<Load, 'consignmentId' | 'from'>): Place {
  return { drawer: consignmentId.slice(-2), key: `${consignmentId} ${from}` };
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
export function known(state: ServiceState): KnownService {
  if (state.status === 'unknown') throw new Error('The history of a service begins with ServiceAnnounced.');
  return state;
}
