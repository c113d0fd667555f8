import type { ReadSession } from '../read/read-session.js';
import { asked } from './asked.js';
import { type DwellRow, dwellSql } from './checkpoint-dwell.sql.js';
import type { TimeRow } from './time-facts.sql.js';
import { NO_TIME } from './time-facts.types.js';
import { type TimesAsked, TimesInCells } from './times-in-cells.js';

export interface DwellTimes {
  all(): Promise<TimeRow>;
  byPlace(): Promise<readonly DwellRow[]>;
}

/**
 * How long goods stayed. Cells tell it of whatever is known; of what had happened by an instant, the visits themselves.
 * @param question the parameters of the statements over visits
 */
export function dwellTimes(
  session: ReadSession,
  { occurredUntil, ...months }: TimesAsked & { readonly occurredUntil: string | null },
  question: readonly unknown[],
): DwellTimes {
  if (occurredUntil !== null) {
    const rows = (by: 'location' | 'all') => asked<DwellRow>(session, dwellSql(by), question);
    return { all: async () => (await rows('all'))[0] ?? NO_TIME, byPlace: () => rows('location') };
  }
  const cells = new TimesInCells(session, ['visit'], months);
  return { all: () => cells.all('visit'), byPlace: () => cells.byKey('visit') };
}
