import { byClockOf, offsetMinutesAt, PLACES } from './index.js';

it.each([
  ['KZALA', '2026-02-28T20:30:00Z', '2026-03-01T01:30:00+05:00'],
  ['KZALA', '2026-03-01T08:30:00-12:00', '2026-03-02T01:30:00+05:00'],
  ['PKKHI', '2026-03-01T10:00:00+05:00', '2026-03-01T10:00:00+05:00'],
  ['PKKHI', '2025-12-31T19:00:00.123456Z', '2026-01-01T00:00:00.123456+05:00'],
  // The last second before Kazakhstan changed, and the first behind it; the west did not change.
  ['KZALA', '2024-02-29T17:59:59Z', '2024-02-29T23:59:59+06:00'],
  ['KZALA', '2024-02-29T18:00:00Z', '2024-02-29T23:00:00+05:00'],
  ['KZURA', '2024-02-29T17:59:59Z', '2024-02-29T22:59:59+05:00'],
  // Kuryk lies in the west as well.
  ['KZKUR', '2024-02-29T17:59:59Z', '2024-02-29T22:59:59+05:00'],
  ['RULED', '2026-06-01T20:45:00Z', '2026-06-01T23:45:00+03:00'],
  ['IRBND', '2026-06-01T20:45:00Z', '2026-06-02T00:15:00+03:30'],
  ['IRBND', '2022-06-01T20:45:00Z', '2022-06-02T01:15:00+04:30'],
  ['AFKBL', '2026-06-01T20:45:00Z', '2026-06-02T01:15:00+04:30'],
  ['DEHAM', '2026-06-01T20:45:00Z', '2026-06-01T20:45:00Z'],
])('at %s the instant %s is %s', (place, instant, told) => {
  expect(byClockOf(place, instant)).toBe(told);
  expect(Date.parse(told)).toBe(Date.parse(instant));
});

it('knows the clock of a country, and of none off the corridor', () => {
  expect(offsetMinutesAt('KZ', Date.UTC(2026, 0, 1))).toBe(300);
  expect(offsetMinutesAt('DE', 0)).toBeUndefined();
});

it('tells the time of every place as its zone has it in the time zone database', () => {
  const instants = Array.from({ length: 95 }, (_, month) => Date.UTC(2019, month, 15, 12));
  const zones = new Map([...PLACES.values()].map(({ zone, code }) => [zone, code]));
  for (const [zone, place] of zones) {
    const clock = new Intl.DateTimeFormat('en-u-ca-iso8601', { timeZone: zone, timeZoneName: 'longOffset' });
    for (const ms of instants) {
      const told = clock.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
      const [, hours = '', minutes = ''] = /^GMT\+(\d\d):(\d\d)$/.exec(told) ?? [];
      expect([zone, ms, offsetMinutesAt(place, ms)]).toEqual([
        zone,
        ms,
        Number(hours) * 60 + Number(minutes),
      ]);
    }
  }
});
