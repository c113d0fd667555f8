import { addBankingDays, type BankCalendar, bankingDayFrom, isBankingDay } from './banking-days.js';

const karachi: BankCalendar = { weekend: [6, 7], holidays: new Set(['2026-11-09']) };
const almaty: BankCalendar = { weekend: [6, 7], holidays: new Set(['2026-12-16']) };

describe('banking days', () => {
  it('are no weekend and no holiday of any of the countries', () => {
    expect(isBankingDay('2026-11-09', [almaty])).toBe(true);
    expect(isBankingDay('2026-11-09', [almaty, karachi])).toBe(false);
    expect(isBankingDay('2026-11-07', [almaty])).toBe(false);
  });

  it('go on from the next one that is open', () => {
    // 6 November 2026 is a Friday; Monday the 9th is a holiday in Pakistan.
    expect(bankingDayFrom('2026-11-06', [karachi])).toBe('2026-11-06');
    expect(bankingDayFrom('2026-11-07', [karachi])).toBe('2026-11-10');
    expect(addBankingDays('2026-11-06', 0, [karachi])).toBe('2026-11-06');
    expect(addBankingDays('2026-11-06', 5, [karachi])).toBe('2026-11-16');
    expect(addBankingDays('2026-12-11', 5, [karachi, almaty])).toBe('2026-12-21');
  });

  it('are none in a calendar whose banks never open', () => {
    const shut: BankCalendar = { weekend: [1, 2, 3, 4, 5, 6, 7], holidays: new Set() };
    expect(() => bankingDayFrom('2026-11-06', [shut])).toThrow(
      'Within 60 days from 2026-11-06 there is none on which the banks are open.',
    );
  });

  it('are none of two calendars that are never open together, which are named', () => {
    const weekdays = { country: 'AE', weekend: [1, 2, 3, 4, 5], holidays: new Set<string>() };
    const none = () => bankingDayFrom('2026-11-06', [{ country: 'PK', ...karachi }, weekdays]);
    expect(none).toThrow(
      'Within 60 days from 2026-11-06 there is none on which the banks of PK, AE are all open.',
    );
  });

  it('refuse what is no day', () => {
    expect(() => isBankingDay('2026-02-30', [])).toThrow('no day');
  });
});
