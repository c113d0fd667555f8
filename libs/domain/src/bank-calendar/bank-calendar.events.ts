import type { DomainEvent } from '@corridor/kernel';

/** Banks of a country are shut on a day: what no list tells beforehand, since it goes by the moon or was decided for one year. */
export type BankHolidayDeclared = DomainEvent<
  'BankHolidayDeclared',
  {
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    /** `YYYY-MM-DD`. */
    readonly day: string;
    readonly name: string;
    /** Who declared it, and where. */
    readonly source: string;
  }
>;

/** They are open on it after all, unless it is a day of the weekend. */
export type BankHolidayWithdrawn = DomainEvent<
  'BankHolidayWithdrawn',
  { readonly country: string; readonly day: string; readonly reason: string }
>;

/** The days of the week on which banks are shut, from a day on. */
export type WeekendChanged = DomainEvent<
  'WeekendChanged',
  {
    readonly country: string;
    /** By ISO 8601, 1 for Monday to 7 for Sunday, in order; not all seven. */
    readonly weekend: readonly number[];
    /** `YYYY-MM-DD`. */
    readonly from: string;
    readonly source: string;
  }
>;

/** What comes later in the day counts for the next banking day, from a day on. */
export type CutOffSet = DomainEvent<
  'CutOffSet',
  {
    readonly country: string;
    /** ISO 4217; absent for all that have none of their own. */
    readonly currency?: string;
    /** `HH:MM` by the clock of the country. */
    readonly at: string;
    /** `YYYY-MM-DD`. */
    readonly from: string;
    readonly source: string;
  }
>;

export type BankCalendarEvent = BankHolidayDeclared | BankHolidayWithdrawn | WeekendChanged | CutOffSet;
