import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import {
  addBankingDays,
  type BankCalendarCommand,
  type BankCalendarEvent,
  bankCalendarOn,
  bankingDayFrom,
  calendarOf,
  cutOffFor,
  cutOffsOf,
  holidaysOf,
  isBankingDay,
} from '../index.js';

const AT = '2026-03-19T10:00:00+05:00';
/** Of every country here: closed on Pakistan Day, a Monday in 2026. */
const KNOWN = { weekend: [6, 7], holidays: new Map([['2026-03-23', 'Pakistan Day']]) };
const calendar = bankCalendarOn(() => KNOWN);
const { given } = specOf(calendar);

const eid = { country: 'PK', day: '2026-03-20', name: 'Eid ul-Fitr', source: 'Demo circular 1' };
const declare = (change: object = {}): BankCalendarCommand => ({
  type: 'DeclareBankHoliday',
  occurredAt: AT,
  data: { ...eid, ...change },
});
const declared: BankCalendarEvent = { type: 'BankHolidayDeclared', occurredAt: AT, data: eid };
const withdraw = (day: string): BankCalendarCommand => ({
  type: 'WithdrawBankHoliday',
  occurredAt: AT,
  data: { country: 'PK', day, reason: 'The moon was not seen' },
});
const withdrawn = (day: string): BankCalendarEvent => ({
  type: 'BankHolidayWithdrawn',
  occurredAt: AT,
  data: { country: 'PK', day, reason: 'The moon was not seen' },
});
const weekend = { country: 'PK', weekend: [5, 6], from: '2027-01-01', source: 'Demo circular 2' };
const change = (of: object = {}): BankCalendarCommand => ({
  type: 'ChangeWeekend',
  occurredAt: AT,
  data: { ...weekend, ...of },
});
const changed = (of: object = {}): BankCalendarEvent => ({
  type: 'WeekendChanged',
  occurredAt: AT,
  data: { ...weekend, ...of },
});
const cutOff = { country: 'PK', currency: 'PKR', at: '16:30', from: '2026-04-01', source: 'Demo circular 3' };
const set = (data: Extract<BankCalendarCommand, { type: 'SetCutOff' }>['data']): BankCalendarCommand => ({
  type: 'SetCutOff',
  occurredAt: AT,
  data,
});
const cutOffSet = (data: typeof cutOff | Omit<typeof cutOff, 'currency'>): BankCalendarEvent => ({
  type: 'CutOffSet',
  occurredAt: AT,
  data,
});
const stateOf = (...events: readonly BankCalendarEvent[]) => fold(calendar, events);

const dayOf = (index: number) => new Date(Date.UTC(2026, 5, 1 + index)).toISOString().slice(0, 10);
const declaredOn = (day: string): BankCalendarEvent => ({
  type: 'BankHolidayDeclared',
  occurredAt: AT,
  data: { ...eid, day },
});
/** Holidays from Monday 1 June 2026 on, weekends left out, which are shut by themselves. */
const shutFor = (days: number): readonly string[] =>
  Array.from({ length: days }, (_, index) => dayOf(index)).filter((day) => isBankingDay(day, [KNOWN]));

describe('banks that are shut', () => {
  it('open again within sixty days: a holiday that leaves no banking day so near is refused', () => {
    // With the weekend before it, that is from Saturday 30 May to Tuesday 28 July.
    const last = declaredOn('2026-07-28');
    given(...shutFor(57).map(declaredOn))
      .when(declare({ day: '2026-07-28' }))
      .thenEvents(last);
    given(...shutFor(58).map(declaredOn))
      .when(declare({ day: '2026-07-29' }))
      .thenRejected('no-banking-day');
  });

  it('do so, too, where the last gap in such a time would be filled', () => {
    const days = shutFor(70).filter((day) => day !== '2026-07-01');
    given(...days.map(declaredOn))
      .when(declare({ day: '2026-07-01' }))
      .thenRejected('no-banking-day');
  });

  it('do so in a weekend of six days, unless the seventh is a holiday each week', () => {
    const long = { weekend: [1, 2, 3, 4, 5, 6], from: '2026-01-01' };
    const sundays = Array.from({ length: 9 }, (_, week) => dayOf(6 + 7 * week));
    given().when(change(long)).thenEvents(changed(long));
    given(...sundays.map(declaredOn))
      .when(change(long))
      .thenRejected('no-banking-day');
  });
});

describe('a holiday', () => {
  it('is declared, once', () => {
    given().when(declare()).thenEvents(declared);
    given(declared).when(declare()).thenEvents();
  });
  it('that is known beforehand is there already', () => {
    given()
      .when(declare({ day: '2026-03-23', name: 'Pakistan Day' }))
      .thenEvents();
  });
  it('is one only: a second name for the day is refused', () => {
    given()
      .when(declare({ day: '2026-03-23' }))
      .thenRejected('holiday-declared-already', { pointer: '/day' });
    given(declared)
      .when(declare({ name: 'Another' }))
      .thenRejected('holiday-declared-already', { pointer: '/day' });
  });
  it('is withdrawn, once, whether it was declared or known', () => {
    for (const day of ['2026-03-20', '2026-03-23']) {
      given(declared).when(withdraw(day)).thenEvents(withdrawn(day));
      given(declared, withdrawn(day)).when(withdraw(day)).thenEvents();
    }
  });
  it('that there is not cannot be withdrawn', () => {
    given().when(withdraw('2026-03-20')).thenRejected('holiday-not-declared', { pointer: '/day' });
  });
  it('is declared again behind its withdrawal, by whatever name', () => {
    given(declared, withdrawn('2026-03-20')).when(declare()).thenEvents(declared);
    const again = { day: '2026-03-23', name: 'Another' };
    given(withdrawn('2026-03-23'))
      .when(declare(again))
      .thenEvents({ ...declared, data: { ...eid, ...again } });
  });
  it('is a day of the calendar', () => {
    given()
      .when(declare({ day: '2026-02-29' }))
      .thenRejected('date-malformed', { pointer: '/day' });
    given().when(withdraw('2026-2-1')).thenRejected('date-malformed', { pointer: '/day' });
  });
});

describe('a weekend', () => {
  it('changes from a day on, once', () => {
    given().when(change()).thenEvents(changed());
    given(changed()).when(change()).thenEvents();
  });
  it('that is so already is told all the same, and holds whatever changes before it', () => {
    const asKnown = { weekend: [6, 7] };
    given().when(change(asKnown)).thenEvents(changed(asKnown));
    const told = calendarOf(stateOf(changed(asKnown), changed({ from: '2026-01-01' })), KNOWN);
    // Fridays.
    expect(['2026-12-25', '2027-01-01'].map((day) => isBankingDay(day, [told]))).toEqual([false, true]);
  });
  it('changes again, back or on the same day', () => {
    const back = { weekend: [6, 7], from: '2028-01-01' };
    given(changed()).when(change(back)).thenEvents(changed(back));
    given(changed())
      .when(change({ weekend: [7] }))
      .thenEvents(changed({ weekend: [7] }));
  });
  it('may be no day at all', () => {
    given()
      .when(change({ weekend: [] }))
      .thenEvents(changed({ weekend: [] }));
  });
  it.each([[[7, 6]], [[6, 6]], [[0]], [[8]], [[1.5]], [[1, 2, 3, 4, 5, 6, 7]]])('is not %j', (days) => {
    given()
      .when(change({ weekend: days }))
      .thenRejected('weekend-malformed', { pointer: '/weekend' });
  });
  it('begins on a day of the calendar', () => {
    given()
      .when(change({ from: '2027-13-01' }))
      .thenRejected('date-malformed', { pointer: '/from' });
  });
});

describe('a cut-off', () => {
  const { currency, ...forAll } = cutOff;
  it('is set for a currency, or for all, once', () => {
    given().when(set(cutOff)).thenEvents(cutOffSet(cutOff));
    given(cutOffSet(cutOff)).when(set(cutOff)).thenEvents();
    given(cutOffSet(cutOff)).when(set(forAll)).thenEvents(cutOffSet(forAll));
    given(cutOffSet(forAll)).when(set(forAll)).thenEvents();
  });
  it('is set anew from the same day on, and the last one that was told holds', () => {
    const later = { ...cutOff, at: '17:00' };
    given(cutOffSet(cutOff)).when(set(later)).thenEvents(cutOffSet(later));
    expect(cutOffsOf(stateOf(cutOffSet(cutOff), cutOffSet(later)))).toEqual([
      { currency, at: '17:00', from: '2026-04-01' },
    ]);
  });
  it('holds from its day until that of the next one, in whichever order they are told', () => {
    const ramadan = { ...cutOff, at: '13:00', from: '2026-02-18' };
    given(cutOffSet(cutOff)).when(set(ramadan)).thenEvents(cutOffSet(ramadan));
    const cutOffs = cutOffsOf(stateOf(cutOffSet(cutOff), cutOffSet(ramadan)));
    const on = (day: string) => cutOffFor(cutOffs, 'PKR', day)?.at;
    expect(['2026-02-17', '2026-02-18', '2026-03-31', '2026-04-01'].map(on)).toEqual([
      undefined,
      '13:00',
      '13:00',
      '16:30',
    ]);
  });
  it('that is so by an earlier one is told all the same, and holds whatever is set before it', () => {
    const same = { ...cutOff, from: '2026-05-01' };
    given(cutOffSet(cutOff)).when(set(same)).thenEvents(cutOffSet(same));
  });
  it('of a currency goes before the one of all', () => {
    const cutOffs = cutOffsOf(stateOf(cutOffSet(cutOff), cutOffSet({ ...forAll, at: '15:00' })));
    const on = (each: string) => cutOffFor(cutOffs, each, '2026-04-01')?.at;
    expect([on('PKR'), on('USD')]).toEqual(['16:30', '15:00']);
    expect(cutOffFor(cutOffsOf(stateOf(cutOffSet(cutOff))), 'USD', '2026-04-01')).toBeUndefined();
  });
  it('of all holds for a currency before the day of its own', () => {
    const before = { ...forAll, at: '15:00', from: '2026-01-01' };
    const cutOffs = cutOffsOf(stateOf(cutOffSet(cutOff), cutOffSet(before)));
    expect(['2026-03-31', '2026-04-01'].map((day) => cutOffFor(cutOffs, 'PKR', day)?.at)).toEqual([
      '15:00',
      '16:30',
    ]);
  });
  it.each(['24:00', '9:30', '16:60', '16:30:00'])('is not at %s', (at) => {
    given()
      .when(set({ ...cutOff, at }))
      .thenRejected('time-malformed', { pointer: '/at' });
  });
  it('begins on a day of the calendar', () => {
    given()
      .when(set({ ...cutOff, from: '2026-02-29' }))
      .thenRejected('date-malformed', { pointer: '/from' });
  });
  it('is not for a currency that there is not', () => {
    given()
      .when(set({ ...cutOff, currency: 'XXX' }))
      .thenRejected('unknown-currency', { pointer: '/currency' });
  });
});

describe('the calendar', () => {
  it('is what is known where nothing was told', () => {
    expect(holidaysOf({ status: 'unknown' }, KNOWN)).toEqual(KNOWN.holidays);
    expect(isBankingDay('2026-03-23', [calendarOf({ status: 'unknown' }, KNOWN)])).toBe(false);
    expect(isBankingDay('2026-03-20', [calendarOf({ status: 'unknown' }, KNOWN)])).toBe(true);
  });
  it('has what was declared, and not what was withdrawn', () => {
    const told = stateOf(declared, withdrawn('2026-03-23'));
    expect([...holidaysOf(told, KNOWN)]).toEqual([['2026-03-20', 'Eid ul-Fitr']]);
    // Friday the 20th to Monday the 23rd, which is open after all.
    expect(bankingDayFrom('2026-03-20', [calendarOf(told, KNOWN)])).toBe('2026-03-23');
    expect(bankingDayFrom('2026-03-20', [calendarOf(stateOf(declared), KNOWN)])).toBe('2026-03-24');
  });
  it('has each weekend from its day on', () => {
    const told = calendarOf(stateOf(changed({ weekend: [7], from: '2028-01-01' }), changed()), KNOWN);
    // The last days of 2026 and the first ones of 2027: Friday, Saturday, Sunday.
    const open = (days: readonly string[]) => days.filter((day) => isBankingDay(day, [told]));
    expect(open(['2026-12-25', '2026-12-26', '2026-12-27'])).toEqual(['2026-12-25']);
    expect(open(['2027-01-01', '2027-01-02', '2027-01-03'])).toEqual(['2027-01-03']);
    expect(open(['2028-01-07', '2028-01-08', '2028-01-09'])).toEqual(['2028-01-07', '2028-01-08']);
    expect(addBankingDays('2026-12-30', 2, [told])).toBe('2027-01-03');
  });
});
