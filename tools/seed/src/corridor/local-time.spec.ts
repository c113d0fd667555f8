import { localDay, localTime, officeTime } from './local-time.js';

/** The zone of each place by the IANA time zone database that Node carries. */
const ZONES = [
  ['PKKHI', 'Asia/Karachi'],
  ['KZALA', 'Asia/Almaty'],
  ['KZAST', 'Asia/Almaty'],
  ['KZKSN', 'Asia/Qostanay'],
  ['KZAKX', 'Asia/Aqtobe'],
  ['KZGUW', 'Asia/Atyrau'],
  ['UZTER', 'Asia/Samarkand'],
  ['KGFRU', 'Asia/Bishkek'],
  ['TJDYU', 'Asia/Dushanbe'],
  ['AFHRT', 'Asia/Kabul'],
  ['IRBND', 'Asia/Tehran'],
  ['CNKHG', 'Asia/Shanghai'],
] as const;

it.each(ZONES)('%s has the clock of %s', (place, timeZone) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  // Every 31 hours: every day but some, at all hours. Iran's changes may be off by hours (see its source).
  for (let ms = Date.UTC(2021, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 31 * 3_600_000) {
    const day = new Date(ms).toISOString().slice(5, 10);
    if (place === 'IRBND' && ['03-21', '03-22', '09-20', '09-21', '09-22'].includes(day)) continue;
    const text = localTime(place, ms);
    expect(text.slice(0, 19)).toBe(format.format(ms).replace(' ', 'T'));
    expect(Date.parse(text)).toBe(ms);
    expect(localDay(place, ms)).toBe(text.slice(0, 10));
  }
});

it('knows the clocks of the routes only', () => {
  expect(() => localTime('DEHAM', 0)).toThrow('DEHAM');
});

it.each([
  // 2026-03-06 is a Friday; Karachi is five hours ahead of UTC.
  ['2026-03-06T05:30:00Z', '2026-03-06T05:30:00Z'],
  ['2026-03-06T02:15:00Z', '2026-03-06T03:15:00Z'],
  ['2026-03-05T13:20:00Z', '2026-03-06T03:20:00Z'],
  ['2026-03-06T13:20:00Z', '2026-03-09T03:20:00Z'],
  ['2026-03-07T09:00:00Z', '2026-03-09T09:00:00Z'],
  ['2026-03-08T09:00:00Z', '2026-03-09T09:00:00Z'],
])('an office in Karachi that is asked at %s is open at %s', (asked, open) => {
  expect(new Date(officeTime('PKKHI', Date.parse(asked))).toISOString()).toBe(open.replace('Z', '.000Z'));
});
