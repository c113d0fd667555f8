/**
 * Of a figure that may be asked as of what had happened by an instant: whether something had by then, in SQL.
 * @param parameter its place: milliseconds since 1970, as `untilMs` has them; null for whatever is known
 * @param at when it happened, to the millisecond
 */
export const happenedBy = (parameter: string, at: string): string =>
  `(${parameter}::float8 IS NULL OR ${at} <= to_timestamp(${parameter}::float8 / 1000))`;

/** The value of that parameter. */
export function untilMs(occurredUntil: string | null): number | null {
  return occurredUntil === null ? null : Date.parse(occurredUntil);
}

/** The day of an instant by the clock that it is told by. PostgreSQL knows no year 0. */
export function dayOfInstant(instant: string): string {
  const day = instant.slice(0, 10);
  return day < '0001-01-01' ? '0001-01-01' : day;
}
