import { byClockOf } from '@corridor/reference-data';
import { utcInstant } from './utc-instant.js';

/** The day, `YYYY-MM-DD`, that the clock of a place (UN/LOCODE) shows at an instant; off the corridor, that of UTC. */
export function localDayAt(place: string, occurredAt: string): string {
  return byClockOf(place, utcInstant(occurredAt)).slice(0, 10);
}
