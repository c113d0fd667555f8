import { addBankingDays, type BankCalendar, bankingDayFrom, isBankingDay } from './banking-days.js';

/** How money that is received on its way gets its value date. */
export interface Receipt {
  /** RFC 3339 by the clock of the bank that receives it: the day and the time are taken as they stand there. */
  readonly receivedAt: string;
  /** Of the bank that receives it. */
  readonly calendar: BankCalendar;
  /** `HH:MM` by the same clock: what comes after it counts for the next banking day. Absent where none holds. */
  readonly cutOff?: string;
  /** Of the others that take part. */
  readonly others: readonly BankCalendar[];
}

/**
 * The value date, `YYYY-MM-DD`: the day on which it counts as received, which is the next banking day of the receiving bank where it came on none
 * or after the cut-off; from there, the first day on which the banks of all countries are open.
 */
export function valueDate({ receivedAt, calendar, cutOff, others }: Receipt): string {
  const day = receivedAt.slice(0, 10);
  const own = [calendar];
  // What comes on a day that is none counts for the next one, however late it was.
  const isLate = isBankingDay(day, own) && cutOff !== undefined && isAfter(receivedAt, cutOff);
  const counted = isLate ? addBankingDays(day, 1, own) : bankingDayFrom(day, own);
  return bankingDayFrom(counted, [calendar, ...others]);
}

/** Whether it is later in its day than the beginning of a minute: at that very instant, it is not. */
function isAfter(instant: string, minute: string): boolean {
  const time = instant.slice(11, 16);
  if (time !== minute) return time > minute;
  return /[1-9]/.test(instant.slice(17).replace(/(?:Z|[+-]\d\d:\d\d)$/, ''));
}
