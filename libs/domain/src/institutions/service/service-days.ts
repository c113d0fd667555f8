import type { ServiceSchedule } from './service.events.js';
import type { KnownService } from './service.js';

/** Whether it departs on a day (`YYYY-MM-DD`), by what is told of it. */
export function runsOn({ startedOn, endedOn, pauses }: KnownService, day: string): boolean {
  // Days as YYYY-MM-DD sort as texts.
  if (startedOn === undefined || day < startedOn || (endedOn !== undefined && day > endedOn)) return false;
  return !pauses.some(({ from, until }) => day >= from && (until === undefined || day < until));
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
