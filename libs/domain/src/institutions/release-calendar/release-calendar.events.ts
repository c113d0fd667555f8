import type { DomainEvent } from '@corridor/kernel';

/** When figures of a month are provisional, revised and final. */
export interface ReleaseRule {
  /** How many of the newest full months are provisional. */
  readonly provisionalMonths: number;
  /** How many full months have to lie behind a month until it is final; left out where nobody says that it ever is. */
  readonly finalAfterMonths?: number;
  /** 1 to 12, where the months of a year become final together: that in which the year ends, whose month the others wait for. */
  readonly yearEndMonth?: number;
}

/** Of trade in the months from `effectiveFrom` on, up to the next month that another one is told of. */
export type ReleaseCalendarSet = DomainEvent<
  'ReleaseCalendarSet',
  ReleaseRule & {
    /** ISO 3166-1 alpha-2 of the country whose figures these are. */
    readonly reporter: string;
    /** `YYYY-MM`. */
    readonly effectiveFrom: string;
    /** Who says so, and where. */
    readonly source: string;
  }
>;

export type ReleaseCalendarEvent = ReleaseCalendarSet;

export interface ReleaseCalendarCommand {
  readonly type: 'SetReleaseCalendar';
  readonly occurredAt: string;
  readonly data: ReleaseCalendarSet['data'];
}
