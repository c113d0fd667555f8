import { PLACES } from './places.js';

const MINUTE_MS = 60_000;

/** Kazakhstan put its clocks back to UTC+5 at this instant, midnight in Almaty; its west had been there before. */
const KAZAKHSTAN_UNITED_MS = Date.UTC(2024, 1, 29, 18);

/** Iran had summer time for the last time in 2022; it is known to the day here. */
const IRAN_LAST_SUMMER = 2022;

/** Minutes east of UTC by zone, from 2019 on. Source: IANA time zone database. */
const OFFSETS: Readonly<Record<string, number | ((ms: number) => number)>> = {
  'Asia/Almaty': untilKazakhstanUnited,
  'Asia/Aqtau': 300,
  'Asia/Aqtobe': 300,
  'Asia/Ashgabat': 300,
  'Asia/Atyrau': 300,
  'Asia/Bishkek': 360,
  'Asia/Dubai': 240,
  'Asia/Dushanbe': 300,
  'Asia/Kabul': 270,
  'Asia/Karachi': 300,
  'Asia/Oral': 300,
  'Asia/Qostanay': untilKazakhstanUnited,
  'Asia/Qyzylorda': 300,
  'Asia/Shanghai': 480,
  'Asia/Tashkent': 300,
  'Asia/Tehran': (ms) => (isIranianSummer(ms) ? 270 : 210),
  'Europe/Istanbul': 180,
  'Europe/Moscow': 180,
};

/** The zone of a country of the corridor as a whole; Kazakhstan's until 2024 is the one of most of it. */
const ZONES: Readonly<Record<string, string>> = {
  AE: 'Asia/Dubai',
  AF: 'Asia/Kabul',
  CN: 'Asia/Shanghai',
  IR: 'Asia/Tehran',
  KG: 'Asia/Bishkek',
  KZ: 'Asia/Almaty',
  PK: 'Asia/Karachi',
  TJ: 'Asia/Dushanbe',
  TM: 'Asia/Ashgabat',
  UZ: 'Asia/Tashkent',
};

/**
 * Minutes by which the clock of a place (UN/LOCODE, or its country alone) is ahead of UTC at an instant; `undefined` for countries off
 * the corridor.
 */
export function offsetMinutesAt(place: string, ms: number): number | undefined {
  const zone = PLACES.get(place)?.zone ?? ZONES[place.slice(0, 2)];
  const offset = zone === undefined ? undefined : OFFSETS[zone];
  return typeof offset === 'function' ? offset(ms) : offset;
}

function untilKazakhstanUnited(ms: number): number {
  return ms < KAZAKHSTAN_UNITED_MS ? 360 : 300;
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
