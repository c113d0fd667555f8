import { fold, Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  addBankingDays,
  type BankCalendarCommand,
  type BankCalendarEvent,
  bankCalendarOn,
  bankingDayFrom,
  calendarOf,
  isBankingDay,
  valueDate,
} from '../index.js';

const SEED = 20_261_216;
const AT = '2026-03-01T10:00:00+05:00';
const DAYS = Array.from({ length: 30 }, (_, index) =>
  new Date(Date.UTC(2026, 2, 1 + index)).toISOString().slice(0, 10),
);
const KNOWN = { weekend: [6, 7], holidays: new Map([['2026-03-23', 'Known']]) };
const calendar = bankCalendarOn(() => KNOWN);

const day = fc.constantFrom(...DAYS);
const source = 'Demo circular';
const command: fc.Arbitrary<BankCalendarCommand> = fc.oneof(
  day.map((each) => ({
    type: 'DeclareBankHoliday' as const,
    occurredAt: AT,
    data: { country: 'PK', day: each, name: 'Told', source },
  })),
  day.map((each) => ({
    type: 'WithdrawBankHoliday' as const,
    occurredAt: AT,
    data: { country: 'PK', day: each, reason: 'x' },
  })),
  fc.record({ from: day, weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 3 }) }).map((told) => ({
    type: 'ChangeWeekend' as const,
    occurredAt: AT,
    data: { country: 'PK', source, ...told },
  })),
);

/** Gives each command in turn; says what happened, and which commands were taken. */
function lived(commands: readonly BankCalendarCommand[]) {
  const events: BankCalendarEvent[] = [];
  const taken: BankCalendarCommand[] = [];
  for (const each of commands) {
    try {
      events.push(...calendar.decide(each, fold(calendar, events)));
      taken.push(each);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
  return { state: fold(calendar, events), taken };
}

it('is open on just the days that the commands left open, kept day by day', () => {
  let closedByWord = 0;
  fc.assert(
    fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
      const { state, taken } = lived(commands);
      // The books: of each day whether it is a holiday, and its weekend.
      const shut = new Set(KNOWN.holidays.keys());
      const weekendFrom = new Map<string, readonly number[]>();
      for (const { type, data } of taken) {
        if (type === 'DeclareBankHoliday') shut.add(data.day);
        if (type === 'WithdrawBankHoliday') shut.delete(data.day);
        if (type === 'ChangeWeekend') weekendFrom.set(data.from, data.weekend);
      }
      let weekend: readonly number[] = KNOWN.weekend;
      for (const each of DAYS) {
        weekend = weekendFrom.get(each) ?? weekend;
        const weekday = new Date(`${each}T12:00:00Z`).getUTCDay() || 7;
        const open = !shut.has(each) && !weekend.includes(weekday);
        expect([each, isBankingDay(each, [calendarOf(state, KNOWN)])]).toEqual([each, open]);
        if (shut.has(each)) closedByWord += 1;
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
  expect(closedByWord).toBeGreaterThan(500);
});

it('a command that was taken says nothing new when it comes again', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 25 }), command, (commands, last) => {
      const { state, taken } = lived([...commands, last]);
      if (taken.at(-1) === last) expect(calendar.decide(last, state)).toEqual([]);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

it('a value date is the first banking day of all that is not before the day that counts', () => {
  fc.assert(
    fc.property(
      fc.array(command, { maxLength: 15 }),
      fc.array(command, { maxLength: 15 }),
      day,
      fc.integer({ min: 0, max: 23 }),
      (own, others, received, hour) => {
        const [here, there] = [own, others].map((each) => ({
          country: 'PK',
          ...calendarOf(lived(each).state, KNOWN),
        }));
        if (!here || !there) throw new Error('Two were made.');
        const receivedAt = `${received}T${String(hour).padStart(2, '0')}:00:01+05:00`;
        const dating = valueDate({ receivedAt, calendar: here, cutOff: '16:00', others: [there] });
        const on = dating.valueDate;
        const isLate = isBankingDay(received, [here]) && hour >= 16;
        const counted = isLate ? addBankingDays(received, 1, [here]) : bankingDayFrom(received, [here]);
        expect(on >= counted).toBe(true);
        expect(isBankingDay(on, [here]) && isBankingDay(on, [there])).toBe(true);
        // Of every day that it passed over it is told why.
        const passed = DAYS.filter((each) => each >= received && each < on);
        const told = new Set(dating.reasons.map((reason) => reason.day));
        expect(passed.filter((each) => !told.has(each))).toEqual([]);
        for (const each of DAYS) {
          if (each >= counted && each < on) expect(isBankingDay(each, [here, there])).toBe(false);
        }
      },
    ),
    { seed: SEED, numRuns: 300 },
  );
});
