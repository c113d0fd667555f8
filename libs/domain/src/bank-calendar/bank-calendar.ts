import { type Decider, minorUnitDigits, never, Rejection } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { isSame, refuse } from '../checks.js';
import type { BankCalendarCommand } from './bank-calendar.commands.js';
import type {
  BankCalendarEvent,
  BankHolidayDeclared,
  BankHolidayWithdrawn,
  CutOffSet,
  WeekendChanged,
} from './bank-calendar.events.js';
import { checkOpensNear, type NamedCalendar } from './banking-days.js';

/** What is known of a country beforehand. */
export interface KnownCalendar {
  /** Days of the week by ISO 8601. */
  readonly weekend: readonly number[];
  /** Day → name. */
  readonly holidays: ReadonlyMap<string, string>;
}

/** What was told beside what is known beforehand. */
export type BankCalendarState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'kept';
      /** Day → name; `null` where the banks are open after all. */
      readonly holidays: Readonly<Record<string, string | null>>;
      /** In the order of `from`. */
      readonly weekends: readonly Pick<WeekendChanged['data'], 'from' | 'weekend'>[];
      /** In the order of `from`. */
      readonly cutOffs: readonly CutOff[];
    };

/** From when in the day on, and from which day on, what comes counts for the next banking day. */
export type CutOff = Pick<CutOffSet['data'], 'currency' | 'at' | 'from'>;

const NOTHING_TOLD = { status: 'kept', holidays: {}, weekends: [], cutOffs: [] } as const;
const DAYS_OF_WEEK = 7;

/**
 * The bank calendar of a country: what is known beforehand, and what its central bank declares.
 * @param known of a country, ISO 3166-1 alpha-2.
 */
export function bankCalendarOn(
  known: (country: string) => KnownCalendar,
): Decider<BankCalendarCommand, BankCalendarEvent, BankCalendarState> {
  return {
    initialState: { status: 'unknown' },
    decide(command, state) {
      const { occurredAt } = command;
      const before = known(command.data.country);
      switch (command.type) {
        case 'DeclareBankHoliday':
          return opening(
            declared(occurredAt, command.data, holidayOn(command.data.day, state, before)),
            state,
            before,
          );
        case 'WithdrawBankHoliday':
          return withdrawn(occurredAt, command.data, state, before);
        case 'ChangeWeekend':
          return opening(changed(occurredAt, command.data, toldOf(state).weekends), state, before);
        case 'SetCutOff':
          return cutOff(occurredAt, command.data, toldOf(state).cutOffs);
        default:
          return never(command);
      }
    },
    evolve,
  };
}

/** When banks are shut and why, by what is known beforehand and what was told since. */
export function calendarOf(state: BankCalendarState, known: KnownCalendar): NamedCalendar {
  return {
    weekend: known.weekend,
    weekendChanges: toldOf(state).weekends,
    holidays: holidaysOf(state, known),
  };
}

/** Day → name, in the order of days. */
export function holidaysOf(state: BankCalendarState, known: KnownCalendar): ReadonlyMap<string, string> {
  const days = new Map<string, string | null>([...known.holidays, ...Object.entries(toldOf(state).holidays)]);
  const shut = [...days].flatMap(([day, name]) => (name === null ? [] : [[day, name] as const]));
  return new Map(shut.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Those that were told, in the order of their days; none holds before the first. */
export function cutOffsOf(state: BankCalendarState): readonly CutOff[] {
  return toldOf(state).cutOffs;
}

/** That for a currency which holds on a day, `YYYY-MM-DD`: its own, else that of all others; `undefined` where none holds. */
export function cutOffFor(cutOffs: readonly CutOff[], currency: string, day: string): CutOff | undefined {
  const of = (each: string | undefined) =>
    cutOffs.findLast((told) => told.currency === each && told.from <= day);
  return of(currency) ?? of(undefined);
}

function evolve(state: BankCalendarState, event: BankCalendarEvent): BankCalendarState {
  const told = toldOf(state);
  switch (event.type) {
    case 'BankHolidayDeclared':
      return { ...told, holidays: { ...told.holidays, [event.data.day]: event.data.name } };
    case 'BankHolidayWithdrawn':
      return { ...told, holidays: { ...told.holidays, [event.data.day]: null } };
    case 'WeekendChanged': {
      const { from, weekend } = event.data;
      const others = told.weekends.filter((each) => each.from !== from);
      return {
        ...told,
        weekends: [...others, { from, weekend }].sort((one, other) => (one.from < other.from ? -1 : 1)),
      };
    }
    case 'CutOffSet': {
      const { currency, at, from } = event.data;
      const others = told.cutOffs.filter((each) => each.currency !== currency || each.from !== from);
      const cutOff = { ...(currency !== undefined && { currency }), at, from };
      return { ...told, cutOffs: [...others, cutOff].sort(byDay) };
    }
    default:
      return never(event);
  }
}

/**
 * What shuts banks, where they still open soon enough on each side of it for a value date or a due date to be found.
 * @throws Rejection `no-banking-day`.
 */
function opening(
  events: readonly (BankHolidayDeclared | WeekendChanged)[],
  before: BankCalendarState,
  known: KnownCalendar,
): readonly BankCalendarEvent[] {
  for (const event of events) {
    const state = evolve(before, event);
    const calendar = { country: event.data.country, ...calendarOf(state, known) };
    const days =
      event.type === 'BankHolidayDeclared'
        ? [event.data.day]
        : [event.data.from, ...[...calendar.holidays.keys()].filter((day) => day >= event.data.from)];
    for (const day of days) checkOpensNear(day, calendar);
  }
  return events;
}

const byDay = (one: CutOff, other: CutOff): number =>
  Number(one.from > other.from) - Number(one.from < other.from);

function toldOf(state: BankCalendarState): Exclude<BankCalendarState, { status: 'unknown' }> {
  return state.status === 'unknown' ? NOTHING_TOLD : state;
}

/** Its name; `undefined` where it is none. */
function holidayOn(day: string, state: BankCalendarState, known: KnownCalendar): string | undefined {
  const { holidays } = toldOf(state);
  return (Object.hasOwn(holidays, day) ? holidays[day] : known.holidays.get(day)) ?? undefined;
}

function declared(
  occurredAt: string,
  data: BankHolidayDeclared['data'],
  standing: string | undefined,
): readonly BankHolidayDeclared[] {
  checkLocalDate(data.day, '/day');
  if (standing === data.name) return [];
  if (standing === undefined) return [{ type: 'BankHolidayDeclared', occurredAt, data }];
  const message = `On ${data.day} the banks of ${data.country} are shut already, for "${standing}".`;
  throw new Rejection('holiday-declared-already', message, { pointer: '/day' });
}

function withdrawn(
  occurredAt: string,
  data: BankHolidayWithdrawn['data'],
  state: BankCalendarState,
  known: KnownCalendar,
): readonly BankCalendarEvent[] {
  const { country, day } = data;
  checkLocalDate(day, '/day');
  if (holidayOn(day, state, known) !== undefined) return [{ type: 'BankHolidayWithdrawn', occurredAt, data }];
  if (Object.hasOwn(toldOf(state).holidays, day)) return [];
  const message = `${day} is no holiday of the banks of ${country}, so that there is nothing to withdraw.`;
  throw new Rejection('holiday-not-declared', message, { pointer: '/day' });
}

function changed(
  occurredAt: string,
  data: WeekendChanged['data'],
  weekends: readonly Pick<WeekendChanged['data'], 'from' | 'weekend'>[],
): readonly WeekendChanged[] {
  const { weekend, from } = data;
  checkLocalDate(from, '/from');
  const isInOrder = weekend.every((day, index) => index === 0 || day > (weekend[index - 1] ?? 0));
  if (!isInOrder || weekend.length >= DAYS_OF_WEEK || weekend.some((day) => !isDayOfWeek(day))) {
    const message =
      'A weekend has days from 1 (Monday) to 7 (Sunday), in order, each once, and not all of them.';
    refuse('weekend-malformed', message, '/weekend');
  }
  // What is so by an earlier change is told all the same: another one between the two must not go beyond it.
  if (weekends.some((each) => each.from === from && isSame(each.weekend, weekend))) return [];
  return [{ type: 'WeekendChanged', occurredAt, data }];
}

function isDayOfWeek(day: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= DAYS_OF_WEEK;
}

function cutOff(
  occurredAt: string,
  data: CutOffSet['data'],
  cutOffs: readonly CutOff[],
): readonly BankCalendarEvent[] {
  const { currency, at, from } = data;
  checkLocalDate(from, '/from');
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(at)) {
    refuse('time-malformed', `"${at}" is no time such as "16:30".`, '/at');
  }
  if (currency !== undefined && minorUnitDigits(currency) === undefined) {
    refuse('unknown-currency', `"${currency}" is no ISO 4217 currency in use.`, '/currency');
  }
  // What is so by an earlier one is told all the same, as of a weekend.
  if (cutOffs.some((each) => each.currency === currency && each.from === from && each.at === at)) return [];
  return [{ type: 'CutOffSet', occurredAt, data }];
}
