import { asked, type Happened } from '../read/by-instant.js';
import type { ReadSession } from '../read/read-session.js';
import type { TimeCut } from './time-cells.sql.js';
import type { TimeRow } from './time-facts.sql.js';
import { NO_TIME } from './time-facts.types.js';
import { type TimesAsked, TimesInCells } from './times-in-cells.js';

/** How long things took: all of them, and those of each place or way. */
export interface Times<Row extends TimeRow> {
  all(): Promise<TimeRow>;
  each(): Promise<readonly Row[]>;
}

/** Where times of one kind stand: in cells, and in rows that statements add up. */
export interface TimesKept<Row extends TimeRow> {
  readonly cuts: readonly [TimeCut, ...TimeCut[]];
  eachIn(cells: TimesInCells): Promise<readonly Row[]>;
  readonly allSql: string;
  readonly eachSql: string;
}

/** What is asked for of cells and, of what had happened by an instant, of the rows themselves. */
export interface TimesQuestion {
  readonly months: TimesAsked;
  /** The parameters of the statements over rows. */
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
}

/** Cells tell of whatever is known; of what had happened by an instant, the rows do. */
export function timesOf<Row extends TimeRow>(
  kept: TimesKept<Row>,
  session: ReadSession,
  { months, question, happened }: TimesQuestion,
): Times<Row> {
  return happened ? timesInRows(kept, session, question, happened) : timesInCells(kept, session, months);
}

export function timesInCells<Row extends TimeRow>(
  { cuts, eachIn }: TimesKept<Row>,
  session: ReadSession,
  months: TimesAsked,
): Times<Row> {
  const cells = new TimesInCells(session, cuts, months);
  return { all: () => cells.all(cuts[0]), each: () => eachIn(cells) };
}

export function timesInRows<Row extends TimeRow>(
  { allSql, eachSql }: TimesKept<Row>,
  session: ReadSession,
  question: readonly unknown[],
  happened: Happened | null,
): Times<Row> {
  return {
    all: async () => (await asked<TimeRow>(session, allSql, question, happened))[0] ?? NO_TIME,
    each: () => asked<Row>(session, eachSql, question, happened),
  };
}
