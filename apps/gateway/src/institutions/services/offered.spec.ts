import { loadFactorOf, offeredIn, offeredInAll, type Period, shownOf } from './offered.js';

const TODAY = '2026-07-10';
const weekly: Period = {
  from: '2026-05-11',
  before: '2026-06-15',
  departuresPerWeek: 2,
  capacity: { basis: 'seats-and-belly', seats: 180, bellyKg: 3_500 },
};
const freighter: Period = {
  from: '2026-06-15',
  departuresPerWeek: 1,
  capacity: { basis: 'tonnes', tonnes: '45.5' },
};
const train: Period = { from: '2026-06-01', departuresPerWeek: 3, capacity: { basis: 'teu', teu: 90 } };
const shown = (month: string, ...periods: readonly Period[]) => shownOf(offeredIn(month, periods, TODAY));

it('offers what the days of a month hold of the schedule', () => {
  // 21 days of May, 2 a week: 6 departures of 3.5 t.
  expect(shown('2026-05', weekly, freighter)).toEqual({ departures: '6.00', tonnes: '21.000', teu: null });
  // 14 days at 2 a week, and 16 at 1 a week: 4 of 3.5 t and 16/7 of 45.5 t, which is 104 t.
  expect(shown('2026-06', weekly, freighter)).toEqual({ departures: '6.29', tonnes: '118.000', teu: null });
  expect(shown('2026-04', weekly, freighter)).toEqual({ departures: '0.00', tonnes: null, teu: null });
  // 30 days at 3 a week: 90/7 departures of 90 containers.
  expect(shown('2026-06', train)).toEqual({ departures: '12.86', tonnes: null, teu: '1157.14' });
});

it('offers nothing behind the day of the figure', () => {
  // 10 days of July: 10/7 of 45.5 t.
  expect(shown('2026-07', freighter)).toEqual({ departures: '1.43', tonnes: '65.000', teu: null });
  expect(shown('2026-08', freighter)).toEqual({ departures: '0.00', tonnes: null, teu: null });
});

it('offers in several months what each of them does', () => {
  expect(shownOf(offeredInAll('2026-05', '2026-08', [weekly, freighter], TODAY))).toEqual({
    // 10 departures, and 26/7 of the freighter.
    departures: '13.71',
    tonnes: '204.000',
    teu: null,
  });
});

it('is filled as far as what was carried', () => {
  const may = offeredIn('2026-05', [weekly], TODAY);
  // 10.5 t of 21 t; a third of it.
  expect(loadFactorOf('10500', may)).toBe('0.5000');
  expect(loadFactorOf('7000.000000', may)).toBe('0.3333');
  expect(loadFactorOf('0', may)).toBe('0.0000');
  expect(loadFactorOf('1', offeredIn('2026-04', [weekly], TODAY))).toBeNull();
  expect(loadFactorOf('1', offeredIn('2026-06', [train], TODAY))).toBeNull();
});
