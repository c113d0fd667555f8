import {
  addBankingDays,
  bankingDayFrom,
  dayAfter,
  isBankingDay,
  isWeekend,
  type NamedCalendar,
} from './banking-days.js';

/** The bank calendar of a country. */
export interface CountryCalendar extends NamedCalendar {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** How money that is received on its way gets its value date. */
export interface Receipt {
  /** By the clock of the bank that receives it, as RFC 3339 has it, with an offset or without: the day and the time are taken as they stand there. */
  readonly receivedAt: string;
  /** Of the bank that receives it. */
  readonly calendar: CountryCalendar;
  /** `HH:MM` by the same clock: what comes after it counts for the next banking day. Absent where none holds. */
  readonly cutOff?: string;
  /** Of the others that take part. */
  readonly others: readonly CountryCalendar[];
}

/** Why money is not of value on a day, `YYYY-MM-DD`, on which it might have been. */
export type ValueDateReason =
  | {
      readonly day: string;
      readonly country: string;
      readonly because: 'after-cut-off';
      readonly cutOff: string;
    }
  | { readonly day: string; readonly country: string; readonly because: 'weekend' }
  | { readonly day: string; readonly country: string; readonly because: 'holiday'; readonly name: string };

export interface ValueDating {
  /** `YYYY-MM-DD`. */
  readonly valueDate: string;
  /** Of each day from the receipt on that is passed over, in the order of days; empty where it is of value on the day of its receipt. */
  readonly reasons: readonly ValueDateReason[];
}

/**
 * The value date: the day on which it counts as received, which is the next banking day of the receiving bank where it came on none
 * or after the cut-off; from there, the first day on which the banks of all countries are open.
 */
export function valueDate({ receivedAt, calendar, cutOff, others }: Receipt): ValueDating {
  const day = receivedAt.slice(0, 10);
  const own = [calendar];
  const { country } = calendar;
  // What comes on a day that is none counts for the next one, however late it was.
  const passed = isBankingDay(day, own) && isAfter(receivedAt, cutOff) ? cutOff : undefined;
  const counted = passed === undefined ? bankingDayFrom(day, own) : addBankingDays(day, 1, own);
  const reached = bankingDayFrom(counted, [calendar, ...others]);
  const reasons: ValueDateReason[] = [];
  if (passed !== undefined) reasons.push({ day, country, because: 'after-cut-off', cutOff: passed });
  for (let each = day; each < reached; each = dayAfter(each)) {
    for (const asked of each < counted ? own : [calendar, ...others]) reasons.push(...whyShut(each, asked));
  }
  return { valueDate: reached, reasons };
}

/** Why the banks of a country are shut on a day; empty where they are open. A holiday is named, whatever day of the week it is. */
export function whyShut(day: string, calendar: CountryCalendar): readonly ValueDateReason[] {
  const { country, holidays } = calendar;
  const name = holidays.get(day);
  if (name !== undefined) return [{ day, country, because: 'holiday', name }];
  return isWeekend(day, calendar) ? [{ day, country, because: 'weekend' }] : [];
}

/** Whether it is later in its day than the beginning of a minute: at that very instant, it is not. */
function isAfter(instant: string, minute: string | undefined): boolean {
  if (minute === undefined) return false;
  const time = instant.slice(11, 16);
  if (time !== minute) return time > minute;
  return /[1-9]/.test(instant.slice(17).replace(/(?:Z|[+-]\d\d:\d\d)$/, ''));
}
