import type { EventOf } from '@corridor/contracts';
import { utcInstant } from '../utc-instant.js';

export type ReleaseCalendarEvent = EventOf<'ReleaseCalendarSet'>;

/** A row of `reporting.release_calendars`, without its generation: one telling. */
export interface ReleaseCalendarRow {
  readonly position: number;
  readonly reporter: string;
  readonly effective_from: string;
  readonly provisional_months: number;
  readonly final_after_months: number | null;
  readonly year_end_month: number | null;
  readonly source: string;
  readonly occurred_at: string;
}

export function calendarRowOf({ position, occurredAt, data }: ReleaseCalendarEvent): ReleaseCalendarRow {
  return {
    position,
    reporter: data.reporter,
    effective_from: data.effectiveFrom,
    provisional_months: data.provisionalMonths,
    final_after_months: data.finalAfterMonths ?? null,
    year_end_month: data.yearEndMonth ?? null,
    source: data.source,
    occurred_at: utcInstant(occurredAt),
  };
}
