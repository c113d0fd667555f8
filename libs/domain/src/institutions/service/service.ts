import { type Decider, never, Rejection } from '@corridor/kernel';
import { checkLocalDate, dueDate } from '../../calendar.js';
import { checkPositiveDecimal, checkStep, isSame, refuse } from '../../checks.js';
import type { ServiceCommand } from './service.commands.js';
import type { DepartureReported, ServiceAnnounced, ServiceCapacity, ServiceEvent } from './service.events.js';
import { runsOn } from './service-days.js';
import { departureOf, evolve, known, placeOfDeparture, placeOfLeg } from './service-evolve.js';
import { departuresOf, type KnownService, loadsOf, type ServiceState } from './service-state.js';
import { toldAt } from './told.js';

/** That it departed, and what it carried, may be told late. */
const ON_ITS_WAY = ['ReportDeparture', 'WithdrawDeparture', 'LoadService', 'WithdrawLoad'] as const;

const LEGAL: Readonly<Record<ServiceState['status'], readonly ServiceCommand['type'][]>> = {
  unknown: ['AnnounceService'],
  announced: ['StartService', 'EndService'],
  running: ['WithdrawStart', 'ChangeSchedule', 'SuspendService', 'EndService', ...ON_ITS_WAY],
  suspended: ['ChangeSchedule', 'ResumeService', 'EndService', ...ON_ITS_WAY],
  // An end may be told anew: it lies ahead, or was mistyped.
  ended: ['EndService', ...ON_ITS_WAY],
};

export function legalForService(state: ServiceState): readonly ServiceCommand['type'][] {
  if (state.status === 'unknown') return LEGAL.unknown;
  // One that was called off before it started never departed.
  const wasCalledOff = state.status === 'ended' && state.startedOn === undefined;
  const steps = wasCalledOff ? [] : LEGAL[state.status];
  return state.confirmed ? steps : ['ConfirmService', ...steps];
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
    case 'ConfirmService':
      return [{ type: 'ServiceConfirmed', occurredAt, data: command.data }];
    case 'StartService':
      checkLocalDate(command.data.startedOn, '/startedOn');
      return [{ type: 'ServiceStarted', occurredAt, data: command.data }];
    case 'WithdrawStart': {
      const { startedOn = '' } = known(state);
      checkNothingSince(known(state));
      const { serviceId, reason } = command.data;
      return [{ type: 'ServiceStartWithdrawn', occurredAt, data: { serviceId, startedOn, reason } }];
    }
    case 'ChangeSchedule':
      checkCapacity(command.data.capacity);
      checkNotBefore(known(state).startedOn, command.data.from, '/from');
      return [{ type: 'ServiceScheduleChanged', occurredAt, data: command.data }];
    case 'SuspendService': {
      const { startedOn, pauses } = known(state);
      checkNotBefore(pauses.at(-1)?.until ?? startedOn, command.data.from, '/from');
      checkStoodStill(known(state), command.data.from, '/from');
      return [{ type: 'ServiceSuspended', occurredAt, data: command.data }];
    }
    case 'ResumeService':
      checkNotBefore(known(state).pauses.at(-1)?.from, command.data.from, '/from');
      return [{ type: 'ServiceResumed', occurredAt, data: command.data }];
    case 'EndService':
      checkNotBefore(known(state).startedOn, command.data.endedOn, '/endedOn');
      checkStoodStill(known(state), dueDate(command.data.endedOn, 1), '/endedOn');
      return [{ type: 'ServiceEnded', occurredAt, data: command.data }];
    case 'ReportDeparture':
      checkDeparture(command.data, known(state));
      return [{ type: 'DepartureReported', occurredAt, data: command.data }];
    case 'WithdrawDeparture': {
      const { departedOn, run } = command.data;
      if (!toldAt(known(state).departures, placeOfDeparture(command.data))) {
        refuse('departure-untold', `No departure ${run} of ${departedOn} was reported.`, '/departedOn');
      }
      return [{ type: 'DepartureWithdrawn', occurredAt, data: command.data }];
    }
    case 'LoadService':
      checkRuns(command.data.departedOn, known(state));
      return [{ type: 'ServiceLoaded', occurredAt, data: command.data }];
    case 'WithdrawLoad':
      return [{ type: 'ServiceLoadWithdrawn', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: ServiceCommand, state: KnownService): boolean {
  switch (command.type) {
    case 'AnnounceService':
      return isSame(announcedOf(command.data), announcedOf(state));
    case 'ConfirmService':
      return state.confirmed;
    case 'StartService':
      return state.startedOn === command.data.startedOn;
    case 'WithdrawStart':
      return state.status === 'announced' && state.startWithdrawnFor === command.data.reason;
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
      return isSame(toldAt(state.departures, placeOfDeparture(departure)), departureOf(departure));
    }
    case 'WithdrawDeparture':
      return toldAt(state.withdrawnDepartures, placeOfDeparture(command.data)) !== undefined;
    case 'LoadService': {
      const { serviceId: _, ...load } = command.data;
      return isSame(toldAt(state.loads, placeOfLeg(load)), load);
    }
    case 'WithdrawLoad':
      return toldAt(state.loads, placeOfLeg(command.data)) === undefined;
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
  checkRuns(departedOn, state);
}

/** @throws Rejection `service-not-running`. */
export function checkRuns(departedOn: string, state: KnownService): void {
  if (runsOn(state, departedOn)) return;
  refuse('service-not-running', `The service does not run on ${departedOn}.`, '/departedOn');
}

/** It does not stand still on a day of which somebody told that it departed: one of both is wrong. */
function checkStoodStill(state: KnownService, from: string, pointer: string): void {
  const departed = departuresOf(state).find(({ departedOn }) => departedOn >= from);
  const loaded = loadsOf(state).find(({ departedOn }) => departedOn >= from);
  if (!departed && !loaded) return;
  const what = departed
    ? `It was reported to depart on ${departed.departedOn}`
    : `Goods were told of that it carried on ${loaded?.departedOn}`;
  refuse('departed-since', `${what}: name a later day, or have that withdrawn first.`, pointer);
}

/** A start is taken back while nothing rests on it. */
function checkNothingSince(state: KnownService): void {
  const rests = [...state.changes, ...state.pauses, ...departuresOf(state), ...loadsOf(state)];
  if (rests.length === 0) return;
  const message = 'Schedules, pauses, departures or loads were told since: have them withdrawn first.';
  throw new Rejection('start-rested-on', message);
}

function announcedOf(told: ServiceAnnounced['data']) {
  const { name, mode, stops, operator, departuresPerWeek, capacity } = told;
  const { plannedStart, announcedBy, source } = told;
  return { name, mode, stops, operator, departuresPerWeek, capacity, plannedStart, announcedBy, source };
}
