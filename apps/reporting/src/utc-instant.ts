/** Where the calendar begins: PostgreSQL knows no year 0. */
const FIRST = '0001-01-01T00:00:00.000Z';

/** Of what was asked lately: most read models ask for the instants of the same events. */
const known = new Map<string, string>();
const KNOWN_MAX = 5_000;

/** The instant in UTC, in a form that sorts as text. On the calendar's first day, east of Greenwich, it is the first one that there is. */
export function utcInstant(occurredAt: string): string {
  const found = known.get(occurredAt);
  if (found !== undefined) return found;
  const told = new Date(Date.parse(occurredAt)).toISOString();
  const instant = told < FIRST ? FIRST : told;
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(occurredAt, instant);
  return instant;
}

/** The later of two instants, each as {@link utcInstant} writes it. */
export function laterOf(one: string, other: string): string {
  return Date.parse(one) >= Date.parse(other) ? one : other;
}
