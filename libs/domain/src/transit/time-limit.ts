import { refuse } from '../checks.js';
import type { TransitStop } from './transit.events.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Nothing is under way for longer than a year; a limit beyond it is a slip of the pen. */
export const LIMIT_DAYS_MAX = 366;

/** Minutes begun between a limit and what happened (both RFC 3339): 0 in time, 1 from the first moment behind the limit. */
export function lateMinutes(occurredAt: string, dueBy: string): number {
  return Math.max(0, Math.ceil((Date.parse(occurredAt) - Date.parse(dueBy)) / MINUTE_MS));
}

/**
 * Checks the limits of a transit in themselves.
 * @throws Rejection `limit-not-ahead`, `limit-too-far`, `stop-repeated`, `limits-reversed` or `limit-beyond-overall` with the
 *   pointer of the field.
 */
export function checkLimits(openedAt: string, itinerary: readonly TransitStop[], dueBy: string): void {
  checkLimit(openedAt, dueBy, '/dueBy');
  const overall = Date.parse(dueBy);
  const seen = new Set<string>();
  let before = Date.parse(openedAt);
  for (const [index, stop] of itinerary.entries()) {
    const at = `/itinerary/${index}`;
    if (seen.has(stop.location)) {
      refuse('stop-repeated', `${stop.location} stands twice on the itinerary.`, `${at}/location`);
    }
    seen.add(stop.location);
    checkLimit(openedAt, stop.dueBy, `${at}/dueBy`);
    const limit = Date.parse(stop.dueBy);
    if (limit < before) {
      const message = `${stop.dueBy} lies before the limit of the stop that is passed first.`;
      refuse('limits-reversed', message, `${at}/dueBy`);
    }
    if (limit > overall) {
      const message = `${stop.dueBy} lies behind ${dueBy}, by when the whole transit has to be over.`;
      refuse('limit-beyond-overall', message, `${at}/dueBy`);
    }
    before = limit;
  }
}

/** @throws Rejection `limit-not-ahead` or `limit-too-far`. */
export function checkLimit(openedAt: string, dueBy: string, pointer: string): void {
  const ms = Date.parse(dueBy) - Date.parse(openedAt);
  if (ms <= 0) refuse('limit-not-ahead', `${dueBy} is not behind the opening at ${openedAt}.`, pointer);
  if (ms > LIMIT_DAYS_MAX * DAY_MS) {
    const message = `${dueBy} lies more than ${LIMIT_DAYS_MAX} days behind the opening.`;
    refuse('limit-too-far', message, pointer);
  }
}
