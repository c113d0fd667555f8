import { type BankCalendar, valueDate } from '../index.js';

// Friday the 6th; Monday the 9th is a holiday in Pakistan, Wednesday the 11th one of the other country.
const karachi: BankCalendar = { weekend: [6, 7], holidays: new Set(['2026-11-09']) };
const almaty: BankCalendar = { weekend: [6, 7], holidays: new Set(['2026-11-11']) };
const of = (receivedAt: string, change: { cutOff?: string; others?: readonly BankCalendar[] } = {}) =>
  valueDate({ receivedAt, calendar: karachi, others: [], ...change });

it.each([
  ['2026-11-05T10:00:00+05:00', '2026-11-05'],
  ['2026-11-05T16:30:00+05:00', '2026-11-05'],
  ['2026-11-05T16:30:00.000+05:00', '2026-11-05'],
  ['2026-11-05T16:30:00.001+05:00', '2026-11-06'],
  ['2026-11-05T16:30:01+05:00', '2026-11-06'],
  ['2026-11-05T16:31:00Z', '2026-11-06'],
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
