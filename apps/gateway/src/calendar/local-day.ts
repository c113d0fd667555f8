const MINUTE_MS = 60_000;

/**
 * Minutes by which the clocks of a reporter are ahead of UTC; none of these countries changes them with the seasons.
 * Kazakhstan has one zone since 2024-03-01 (before, Almaty and Astana were at UTC+6). Source: IANA time zone database.
 */
const OFFSET_MINUTES: Readonly<Record<string, number>> = {
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
const KZ_ONE_ZONE_SINCE_MS = Date.parse('2024-03-01T00:00:00+06:00');

/** The day in the reporter's own zone (UTC for countries off the corridor) at an instant, `YYYY-MM-DD`. */
export function localDayOf(reporter: string, instant: string): string {
  const ms = Date.parse(instant);
  const minutes = reporter === 'KZ' && ms < KZ_ONE_ZONE_SINCE_MS ? 360 : (OFFSET_MINUTES[reporter] ?? 0);
  return new Date(ms + minutes * MINUTE_MS).toISOString().slice(0, 10);
}
