import { localDayOf } from '../calendar/local-day.js';
import type { ReadSession } from '../read/read-session.js';
import { instantOf } from './log.js';

/**
 * The day on which a figure stands, by a country's clock: that of its position or, where it asks for what had happened by an earlier instant, of that; none
 * before the first event.
 */
export async function dayAsOf(
  session: ReadSession,
  country: string,
  asOf: number,
  occurredUntil?: string | null,
): Promise<string | undefined> {
  const known = await instantOf(session, asOf);
  if (known === undefined) return undefined;
  const isEarlier = occurredUntil && Date.parse(occurredUntil) < Date.parse(known);
  return localDayOf(country, isEarlier ? occurredUntil : known);
}
