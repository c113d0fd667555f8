import type { BankCalendar } from '@corridor/domain';

/** When the banks of countries (ISO 3166-1 alpha-2) are shut; one calendar for each. */
export type CalendarsOf = (countries: readonly string[]) => Promise<readonly BankCalendar[]>;
