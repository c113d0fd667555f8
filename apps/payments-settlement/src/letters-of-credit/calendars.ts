import type { BankCalendar } from '@corridor/domain';

/** When the banks of countries (ISO 3166-1 alpha-2) are shut; one calendar for each. */
export type CalendarsOf = (countries: readonly string[]) => Promise<readonly BankCalendar[]>;

const SATURDAY = 6;
const SUNDAY = 7;
const WEEKDAYS: BankCalendar = { weekend: [SATURDAY, SUNDAY], holidays: new Set() };

/** Banks are shut on Saturdays and Sundays, and on no holiday: what holds while no calendars are posted. */
export const weekdaysOnly: CalendarsOf = async (countries) => countries.map(() => WEEKDAYS);
