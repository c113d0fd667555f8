import { type CountryCalendar, valueDate, whyShut } from '../index.js';

// Friday the 6th; Monday the 9th is a holiday in Pakistan, Wednesday the 11th one of the other country.
const karachi: CountryCalendar = {
  country: 'PK',
  weekend: [6, 7],
  holidays: new Map([['2026-11-09', 'Iqbal Day']]),
};
const almaty: CountryCalendar = {
  country: 'KZ',
  weekend: [6, 7],
  holidays: new Map([['2026-11-11', 'Demo Day']]),
};
const dating = (receivedAt: string, change: { cutOff?: string; others?: readonly CountryCalendar[] } = {}) =>
  valueDate({ receivedAt, calendar: karachi, others: [], ...change });
const of = (...asked: Parameters<typeof dating>) => dating(...asked).valueDate;

it.each([
  ['2026-11-05T10:00:00+05:00', '2026-11-05'],
  ['2026-11-05T16:30:00+05:00', '2026-11-05'],
  ['2026-11-05T16:30:00.000+05:00', '2026-11-05'],
  ['2026-11-05T16:30:00.001+05:00', '2026-11-06'],
  ['2026-11-05T16:30:01+05:00', '2026-11-06'],
  ['2026-11-05T16:31:00Z', '2026-11-06'],
  // A bank may tell the time of its own clock without an offset.
  ['2026-11-05T16:30:00', '2026-11-05'],
  ['2026-11-05T16:30:01', '2026-11-06'],
  ['2026-11-05T16:29:59.999+05:00', '2026-11-05'],
  // After Friday's cut-off comes Tuesday.
  ['2026-11-06T18:00:00+05:00', '2026-11-10'],
  // On a day that is none it counts for the next, not for the one behind that, however late it is.
  ['2026-11-07T10:00:00+05:00', '2026-11-10'],
  ['2026-11-07T23:00:00+05:00', '2026-11-10'],
  ['2026-11-09T23:00:00+05:00', '2026-11-10'],
])('what is received at %s, with a cut-off at 16:30, is of value on %s', (receivedAt, expected) => {
  expect(of(receivedAt, { cutOff: '16:30' })).toBe(expected);
});

it('has no cut-off where none is set', () => {
  expect(of('2026-11-05T23:59:59.999+05:00')).toBe('2026-11-05');
});

it('waits for the banks of the other country, too', () => {
  expect(of('2026-11-10T18:00:00+05:00', { cutOff: '16:30', others: [almaty] })).toBe('2026-11-12');
  expect(of('2026-11-11T10:00:00+05:00', { others: [almaty] })).toBe('2026-11-12');
  // The cut-off is that of the bank that receives: on its own open day, though the other's are shut.
  expect(of('2026-11-11T18:00:00+05:00', { cutOff: '16:30', others: [almaty] })).toBe('2026-11-12');
});

describe('tells why', () => {
  it('nothing, where it is of value on the day of its receipt', () => {
    expect(dating('2026-11-05T10:00:00+05:00', { cutOff: '16:30', others: [almaty] }).reasons).toEqual([]);
  });
  it('it came after the cut-off, and each day that the banks are shut', () => {
    expect(dating('2026-11-06T18:00:00+05:00', { cutOff: '16:30', others: [almaty] })).toEqual({
      valueDate: '2026-11-10',
      reasons: [
        { day: '2026-11-06', country: 'PK', because: 'after-cut-off', cutOff: '16:30' },
        { day: '2026-11-07', country: 'PK', because: 'weekend' },
        { day: '2026-11-08', country: 'PK', because: 'weekend' },
        { day: '2026-11-09', country: 'PK', because: 'holiday', name: 'Iqbal Day' },
      ],
    });
  });
  it('the banks of the other country are shut, once it counts as received', () => {
    expect(dating('2026-11-10T18:00:00+05:00', { cutOff: '16:30', others: [almaty] }).reasons).toEqual([
      { day: '2026-11-10', country: 'PK', because: 'after-cut-off', cutOff: '16:30' },
      { day: '2026-11-11', country: 'KZ', because: 'holiday', name: 'Demo Day' },
    ]);
    const both = { ...almaty, holidays: new Map([['2026-11-06', 'Demo Friday']]) };
    expect(dating('2026-11-06T10:00:00+05:00', { others: [both] }).reasons).toEqual([
      { day: '2026-11-06', country: 'KZ', because: 'holiday', name: 'Demo Friday' },
      { day: '2026-11-07', country: 'PK', because: 'weekend' },
      { day: '2026-11-07', country: 'KZ', because: 'weekend' },
      { day: '2026-11-08', country: 'PK', because: 'weekend' },
      { day: '2026-11-08', country: 'KZ', because: 'weekend' },
      { day: '2026-11-09', country: 'PK', because: 'holiday', name: 'Iqbal Day' },
    ]);
  });
  it('a holiday by its name, also on a day of the weekend', () => {
    const feast = { ...karachi, holidays: new Map([['2026-11-07', 'Demo Eid']]) };
    expect(whyShut('2026-11-07', feast)).toEqual([
      { day: '2026-11-07', country: 'PK', because: 'holiday', name: 'Demo Eid' },
    ]);
    expect(whyShut('2026-11-05', feast)).toEqual([]);
  });
});
