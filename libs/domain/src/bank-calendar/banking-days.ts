import { Rejection } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';

/** When banks of a country are shut; days are local. */
export interface BankCalendar {
  /** ISO 3166-1 alpha-2, where it is one of a country. */
  readonly country?: string;
  /** Days of the week by ISO 8601, 1 for Monday to 7 for Sunday. */
  readonly weekend: readonly number[];
  /** Others from a day (`YYYY-MM-DD`) on, in the order of days; absent where it never changed. */
  readonly weekendChanges?: readonly { readonly from: string; readonly weekend: readonly number[] }[];
  /** `YYYY-MM-DD`. */
  readonly holidays: Pick<ReadonlySet<string>, 'has'>;
}

/** One that says what its holidays are called: day → name. */
export interface NamedCalendar extends BankCalendar {
  readonly holidays: ReadonlyMap<string, string>;
}

const DAY_MS = 86_400_000;
/** No banks are shut for longer: a calendar that says so has no banking day. */
const SEARCHED_DAYS_MAX = 60;

/** Whether banks of all calendars are open on a day, `YYYY-MM-DD`. @throws Rejection `date-malformed`. */
export function isBankingDay(day: string, calendars: readonly BankCalendar[]): boolean {
  checkLocalDate(day, '/day');
  return calendars.every((calendar) => !isWeekend(day, calendar) && !calendar.holidays.has(day));
}

/** Whether a day is one of the weekend that holds on it. */
export function isWeekend(day: string, calendar: BankCalendar): boolean {
  return weekendOn(day, calendar).includes(new Date(Date.parse(`${day}T00:00:00Z`)).getUTCDay() || 7);
}

/** The weekend that holds on a day. */
export function weekendOn(day: string, { weekend, weekendChanges = [] }: BankCalendar): readonly number[] {
  return weekendChanges.findLast(({ from }) => from <= day)?.weekend ?? weekend;
}

/** The day itself where it is a banking day of all calendars, else the next one. @throws Rejection `no-banking-day` where there is none near. */
export function bankingDayFrom(day: string, calendars: readonly BankCalendar[]): string {
  let candidate = day;
  for (let searched = 0; searched <= SEARCHED_DAYS_MAX; searched += 1) {
    if (isBankingDay(candidate, calendars)) return candidate;
    candidate = dayAfter(candidate);
  }
  const countries = calendars.flatMap(({ country }) => country ?? []);
  const whose = countries.length > 0 ? `the banks of ${[...new Set(countries)].join(', ')}` : 'the banks';
  const together = calendars.length > 1 ? ' all' : '';
  const message = `Within ${SEARCHED_DAYS_MAX} days from ${day} there is none on which ${whose} are${together} open.`;
  throw new Rejection('no-banking-day', message);
}

/** @throws Rejection `no-banking-day` where a day is one of so many on which the banks are shut that no search gets beyond them. */
export function checkOpensNear(day: string, calendar: BankCalendar): void {
  let first = day;
  for (let searched = 0; searched < SEARCHED_DAYS_MAX; searched += 1) {
    const before = dayFrom(first, -1);
    if (isBankingDay(before, [calendar])) break;
    first = before;
  }
  bankingDayFrom(first, [calendar]);
}

/** The `count`-th banking day of all calendars that follows `day`, which does not count itself; `day` for 0. */
export function addBankingDays(day: string, count: number, calendars: readonly BankCalendar[]): string {
  let reached = day;
  for (let counted = 0; counted < count; counted += 1) reached = bankingDayFrom(dayAfter(reached), calendars);
  return reached;
}

/** The day behind, `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  return dayFrom(day, 1);
}

function dayFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
