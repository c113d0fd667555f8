const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The offset that an instant is told with: `Z`, or as `+05:00`. */
export function zoneOf(instant: string): string {
  return /(?:Z|[+-]\d\d:\d\d)$/.exec(instant)?.[0] ?? 'Z';
}

/** An instant, milliseconds since 1970, told with an offset. */
export function at(ms: number, zone: string): string {
  const [, sign = '+', hour = '0', minute = '0'] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS);
  return (
    new Date(ms + offset)
      .toISOString()
      .slice(0, -1)
      .replace(/\.000$/, '') + zone
  );
}
