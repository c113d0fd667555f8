import { asked, type Happened } from '../read/by-instant.js';
import type { ReadSession } from '../read/read-session.js';
import { type DwellRow, dwellSql } from './checkpoint-dwell.sql.js';
import type { TimeRow } from './time-facts.sql.js';
import { NO_TIME } from './time-facts.types.js';
import { type TimesAsked, TimesInCells } from './times-in-cells.js';

export interface DwellTimes {
  all(): Promise<TimeRow>;
  byPlace(): Promise<readonly DwellRow[]>;
}

/** What is asked for of cells and, of what had happened by an instant, of the visits themselves. */
export interface DwellAsked {
  readonly months: TimesAsked;
  /** The parameters of the statements over visits. */
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
}

/** How long goods stayed. Cells tell it of whatever is known; of what had happened by an instant, the visits. */
export function dwellTimes(session: ReadSession, { months, question, happened }: DwellAsked): DwellTimes {
  return happened ? dwellInRows(session, question, happened) : dwellInCells(session, months);
}

export function dwellInCells(session: ReadSession, months: TimesAsked): DwellTimes {
  const cells = new TimesInCells(session, ['visit'], months);
  return { all: () => cells.all('visit'), byPlace: () => cells.byKey('visit') };
}

export function dwellInRows(
  session: ReadSession,
  question: readonly unknown[],
  happened: Happened | null,
): DwellTimes {
  const rows = (by: 'location' | 'all') => asked<DwellRow>(session, dwellSql(by), question, happened);
  return { all: async () => (await rows('all'))[0] ?? NO_TIME, byPlace: () => rows('location') };
}
