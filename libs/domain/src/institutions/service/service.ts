import { type Decider, never } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { checkPositiveDecimal, checkStep, isSame, refuse } from '../../checks.js';
import type { ServiceCommand } from './service.commands.js';
import type { DepartureReported, ServiceAnnounced, ServiceCapacity, ServiceEvent } from './service.events.js';
import { runsOn } from './service-days.js';
import type { KnownService, ServiceState } from './service-state.js';

const LEGAL: Readonly<Record<ServiceState['status'], readonly ServiceCommand['type'][]>> = {
  unknown: ['AnnounceService'],
  announced: ['StartService', 'EndService'],
  running: ['ChangeSchedule', 'SuspendService', 'EndService', 'ReportDeparture'],
  suspended: ['ChangeSchedule', 'ResumeService', 'EndService', 'ReportDeparture'],
  // That it departed may be told late.
  ended: ['ReportDeparture'],
};

export function legalForService(state: ServiceState): readonly ServiceCommand['type'][] {
  // One that was called off before it started never departed.
  if (state.status === 'ended' && state.startedOn === undefined) return [];
  return LEGAL[state.status];
}

/** The life of a scheduled service. */
export const service: Decider<ServiceCommand, ServiceEvent, ServiceState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: ServiceCommand, state: ServiceState): readonly ServiceEvent[] {
  if (state.status !== 'unknown' && isSo(command, state)) return [];
  checkStep(command.type, `service is ${state.status}`, legalForService(state));
  const { occurredAt } = command;
  switch (command.type) {
    case 'AnnounceService':
      checkAnnounced(command.data);
      return [{ type: 'ServiceAnnounced', occurredAt, data: command.data }];
    case 'StartService':
      checkLocalDate(command.data.startedOn, '/startedOn');
      return [{ type: 'ServiceStarted', occurredAt, data: command.data }];
    case 'ChangeSchedule':
      checkCapacity(command.data.capacity);
      checkNotBefore(known(state).startedOn, command.data.from, '/from');
      return [{ type: 'ServiceScheduleChanged', occurredAt, data: command.data }];
    case 'SuspendService': {
      const { startedOn, pauses } = known(state);
      checkNotBefore(pauses.at(-1)?.until ?? startedOn, command.data.from, '/from');
      return [{ type: 'ServiceSuspended', occurredAt, data: command.data }];
    }
    case 'ResumeService':
      checkNotBefore(known(state).pauses.at(-1)?.from, command.data.from, '/from');
      return [{ type: 'ServiceResumed', occurredAt, data: command.data }];
    case 'EndService':
      checkNotBefore(known(state).startedOn, command.data.endedOn, '/endedOn');
      return [{ type: 'ServiceEnded', occurredAt, data: command.data }];
    case 'ReportDeparture':
      checkDeparture(command.data, known(state));
      return [{ type: 'DepartureReported', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: ServiceCommand, state: KnownService): boolean {
  switch (command.type) {
    case 'AnnounceService':
      return isSame(announcedOf(command.data), announcedOf(state));
    case 'StartService':
      return state.startedOn === command.data.startedOn;
    case 'ChangeSchedule': {
      const { from, departuresPerWeek, capacity } = command.data;
      return state.changes.some((change) => isSame(change, { from, departuresPerWeek, capacity }));
    }
    case 'SuspendService': {
      const { from, reason } = command.data;
      return state.status === 'suspended' && isSame(state.pauses.at(-1), { from, reason });
    }
    case 'ResumeService':
      return state.status === 'running' && state.pauses.at(-1)?.until === command.data.from;
    case 'EndService':
      return state.endedOn === command.data.endedOn;
    case 'ReportDeparture': {
      const { serviceId: _, ...departure } = command.data;
      return state.departures.some((told) => isSame(told, departureOf(departure)));
    }
    default:
      return never(command);
  }
}

function checkAnnounced({ stops, capacity, plannedStart }: ServiceAnnounced['data']): void {
  checkLocalDate(plannedStart, '/plannedStart');
  checkCapacity(capacity);
  if (stops.length < 2) refuse('stops-missing', 'A service goes from a place to another one.', '/stops');
  for (const [index, stop] of stops.entries()) {
    if (stops.indexOf(stop) < index) {
      refuse(
        'place-twice',
        `It calls at ${stop} twice: the way back is a service of its own.`,
        `/stops/${index}`,
      );
    }
  }
}

function checkCapacity(capacity: ServiceCapacity): void {
  if (capacity.basis === 'tonnes') checkPositiveDecimal(capacity.tonnes, 3, '/capacity/tonnes');
}

function checkNotBefore(earliest: string | undefined, day: string, pointer: string): void {
  checkLocalDate(day, pointer);
  if (earliest === undefined || day >= earliest) return;
  refuse('day-too-early', `${day} lies before ${earliest}, from which on it can be.`, pointer);
}

function checkDeparture({ departedOn, loadTonnes }: DepartureReported['data'], state: KnownService): void {
  checkLocalDate(departedOn, '/departedOn');
  if (loadTonnes !== undefined) checkPositiveDecimal(loadTonnes, 3, '/loadTonnes');
  if (runsOn(state, departedOn)) return;
  refuse('service-not-running', `The service does not run on ${departedOn}.`, '/departedOn');
}

function announcedOf(told: ServiceAnnounced['data']) {
  const { name, mode, stops, operator, departuresPerWeek, capacity } = told;
  const { plannedStart, announcedBy, source } = told;
  return { name, mode, stops, operator, departuresPerWeek, capacity, plannedStart, announcedBy, source };
}

function departureOf({
  departedOn,
  run,
  loadTonnes,
}: KnownService['departures'][number]): KnownService['departures'][number] {
  return { departedOn, run, ...(loadTonnes !== undefined && { loadTonnes }) };
}

function evolve(state: ServiceState, event: ServiceEvent): ServiceState {
  if (event.type === 'ServiceAnnounced') {
    return { ...event.data, status: 'announced', changes: [], pauses: [], departures: [] };
  }
  const before = known(state);
  switch (event.type) {
    case 'ServiceStarted':
      return { ...before, status: 'running', startedOn: event.data.startedOn };
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
      const keyOf = (one: typeof departure) => `${one.departedOn} ${String(one.run).padStart(2, '0')}`;
      const others = before.departures.filter((one) => keyOf(one) !== keyOf(departure));
      const departures = [...others, departure].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
      return { ...before, departures };
    }
    default:
      return never(event);
  }
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: ServiceState): KnownService {
  if (state.status === 'unknown') throw new Error('The history of a service begins with ServiceAnnounced.');
  return state;
}
