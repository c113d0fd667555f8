import { dueDate } from '../../calendar.js';
import type { ServiceSchedule } from './service.events.js';
import type { KnownService } from './service-state.js';

type Days = Pick<KnownService, 'startedOn' | 'endedOn' | 'pauses'>;

/** Whether it departs on a day (`YYYY-MM-DD`), by what is told of it. */
export function runsOn({ startedOn, endedOn, pauses }: Days, day: string): boolean {
  // Days as YYYY-MM-DD sort as texts.
  if (startedOn === undefined || day < startedOn || (endedOn !== undefined && day > endedOn)) return false;
  return !pauses.some(({ from, until }) => day >= from && (until === undefined || day < until));
}

/** What a service is on a day, and what is told of the days behind it. */
export interface ServiceStanding {
  readonly status: KnownService['status'];
  /** The first day of the next pause that is told ahead. */
  readonly suspendedFrom?: string;
  /** Its last day, where that lies ahead or is the day itself; of one that never started, the day on which it is called off. */
  readonly endsOn?: string;
}

/** By what is told of it, on a day: a pause and an end are told ahead, and are not so before. */
export function standingOn(service: Days, day: string): ServiceStanding {
  const { startedOn, endedOn, pauses } = service;
  if (startedOn === undefined) {
    if (endedOn === undefined) return { status: 'announced' };
    return endedOn <= day ? { status: 'ended' } : { status: 'announced', endsOn: endedOn };
  }
  if (endedOn !== undefined && endedOn < day) return { status: 'ended' };
  const ahead = pauses.find(({ from }) => from > day && (endedOn === undefined || from <= endedOn));
  const standstill = day < startedOn ? 'announced' : 'suspended';
  return {
    status: runsOn(service, day) ? 'running' : standstill,
    ...(ahead && { suspendedFrom: ahead.from }),
    ...(endedOn !== undefined && { endsOn: endedOn }),
  };
}

/** How it departs on a day on which it does. */
export function scheduleOn(
  { departuresPerWeek, capacity, changes }: KnownService,
  day: string,
): ServiceSchedule {
  const change = changes.findLast(({ from }) => from <= day);
  return change
    ? { departuresPerWeek: change.departuresPerWeek, capacity: change.capacity }
    : { departuresPerWeek, capacity };
}

/** A stretch of days on which it departs by one schedule, up to the day before `before` where that is known. */
export interface ServicePeriod extends ServiceSchedule {
  readonly from: string;
  readonly before?: string;
}

/** When it runs, by which schedule: the days on which {@link runsOn} holds. */
export function runningPeriods(service: KnownService): readonly ServicePeriod[] {
  const { startedOn, endedOn, changes, pauses } = service;
  if (startedOn === undefined) return [];
  const over = endedOn === undefined ? [] : [dueDate(endedOn, 1)];
  const cuts = [startedOn, ...changes.map(({ from }) => from), ...over];
  for (const { from, until } of pauses) cuts.push(from, ...(until === undefined ? [] : [until]));
  const days = [...new Set(cuts)].sort();
  return days.flatMap((from, index) => {
    if (!runsOn(service, from)) return [];
    const next = days[index + 1];
    return [{ from, ...(next !== undefined && { before: next }), ...scheduleOn(service, from) }];
  });
}
