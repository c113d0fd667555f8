export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Minutes east of UTC by country, where nothing below says otherwise. Source: IANA time zone database. */
const OFFSETS: Readonly<Record<string, number>> = {
  AE: 240,
  AF: 270,
  CN: 480,
  IR: 210,
  KG: 360,
  KZ: 300,
  PK: 300,
  TJ: 300,
  TM: 300,
  UZ: 300,
};

/** Kazakhstan put its clocks back to UTC+5 on this day; its west had been there before. */
const KAZAKHSTAN_UNITED_MS = Date.UTC(2024, 1, 29, 18);
const KAZAKHSTAN_WEST: ReadonlySet<string> = new Set(['KZAAU', 'KZABE', 'KZAKX', 'KZGUW', 'KZKZO', 'KZURA']);

/** Iran had summer time for the last time in 2022; to the hour that is close enough for scans at a border. */
const IRAN_LAST_SUMMER = 2022;

/** Minutes east of UTC at a place (UN/LOCODE) at an instant. @throws RangeError for a country off the routes. */
export function offsetMinutes(place: string, ms: number): number {
  const country = place.slice(0, 2);
  if (country === 'KZ' && ms < KAZAKHSTAN_UNITED_MS && !KAZAKHSTAN_WEST.has(place)) return 360;
  if (country === 'IR' && isIranianSummer(ms)) return 270;
  const offset = OFFSETS[country];
  if (offset === undefined) throw new RangeError(`The demo has no clock for ${place}.`);
  return offset;
}

function isIranianSummer(ms: number): boolean {
  const date = new Date(ms);
  if (date.getUTCFullYear() > IRAN_LAST_SUMMER) return false;
  const day = date.getUTCMonth() * 100 + date.getUTCDate();
  return day >= 222 && day <= 820;
}

/** RFC 3339 to the second, as a clock at the place shows it: `2024-05-01T10:00:00+05:00`. */
export function localTime(place: string, ms: number): string {
  const minutes = offsetMinutes(place, ms);
  const hours = Math.floor(minutes / 60);
  const local = new Date(ms + minutes * MINUTE_MS).toISOString().slice(0, 19);
  return `${local}+${two(hours)}:${two(minutes - hours * 60)}`;
}

/** The day of the calendar at the place, `YYYY-MM-DD`. */
export function localDay(place: string, ms: number): string {
  return new Date(ms + offsetMinutes(place, ms) * MINUTE_MS).toISOString().slice(0, 10);
}

/** The first instant from `ms` on, at which an office at the place is open: 8 to 18 o'clock on Monday to Friday. */
export function officeTime(place: string, ms: number): number {
  const shift = offsetMinutes(place, ms) * MINUTE_MS;
  let local = ms + shift;
  const hour = Math.floor((local % DAY_MS) / HOUR_MS);
  // Who comes too late, comes at the same minute of the next morning; nobody comes on the stroke of eight.
  if (hour < 8) local += (8 - hour) * HOUR_MS;
  else if (hour >= 18) local += (32 - hour) * HOUR_MS;
  // 1 January 1970 was a Thursday.
  const weekday = (Math.floor(local / DAY_MS) + 4) % 7;
  if (weekday === 6) local += 2 * DAY_MS;
  else if (weekday === 0) local += DAY_MS;
  return local - shift;
}

function two(value: number): string {
  return value.toString().padStart(2, '0');
}
