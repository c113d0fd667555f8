const MINUTE_MS = 60_000;

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

/** Kazakhstan put its clocks back to UTC+5 at this instant, midnight in Almaty; its west had been there before. */
const KAZAKHSTAN_UNITED_MS = Date.UTC(2024, 1, 29, 18);
const KAZAKHSTAN_WEST: ReadonlySet<string> = new Set(['KZAAU', 'KZABE', 'KZAKX', 'KZGUW', 'KZKZO', 'KZURA']);

/** Iran had summer time for the last time in 2022; it is known to the day here. */
const IRAN_LAST_SUMMER = 2022;

/**
 * Minutes by which the clock of a place (UN/LOCODE, or its country alone) is ahead of UTC at an instant; `undefined` for countries off
 * the corridor.
 */
export function offsetMinutesAt(place: string, ms: number): number | undefined {
  const country = place.slice(0, 2);
  if (country === 'KZ' && ms < KAZAKHSTAN_UNITED_MS && !KAZAKHSTAN_WEST.has(place)) return 360;
  if (country === 'IR' && isIranianSummer(ms)) return 270;
  return OFFSETS[country];
}

function isIranianSummer(ms: number): boolean {
  const date = new Date(ms);
  if (date.getUTCFullYear() > IRAN_LAST_SUMMER) return false;
  const day = date.getUTCMonth() * 100 + date.getUTCDate();
  return day >= 222 && day <= 820;
}

/**
 * The same instant (RFC 3339) as the clock of a place shows it, digit for digit below the second: statistical and due dates are days of
 * that clock, whatever offset a client writes. Off the corridor it stays as it was told.
 */
export function byClockOf(place: string, instant: string): string {
  const ms = Date.parse(instant);
  const minutes = offsetMinutesAt(place, ms);
  if (minutes === undefined) return instant;
  const fraction = /\.\d+/.exec(instant)?.[0] ?? '';
  const local = new Date(ms + minutes * MINUTE_MS).toISOString().slice(0, 19);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${local}${fraction}+${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
