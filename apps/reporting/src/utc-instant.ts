/** Where the calendar begins: PostgreSQL knows no year 0. */
const FIRST = '0001-01-01T00:00:00.000Z';

/** The instant in UTC, in a form that sorts as text. On the calendar's first day, east of Greenwich, it is the first one that there is. */
export function utcInstant(occurredAt: string): string {
  const instant = new Date(Date.parse(occurredAt)).toISOString();
  return instant < FIRST ? FIRST : instant;
}

/** The later of two instants, each as {@link utcInstant} writes it. */
export function laterOf(one: string, other: string): string {
  return Date.parse(one) >= Date.parse(other) ? one : other;
}
