import { firstDay, type Month } from '../calendar/month.js';
import { asked } from '../read/by-instant.js';
import type { ReadSession } from '../read/read-session.js';
import { TIME_CUTS_SQL, type TimeCut, type TimeCutRow } from './time-cells.sql.js';
import type { TimeRow } from './time-facts.sql.js';
import { NO_TIME } from './time-facts.types.js';

/** What ended in some months, as of a position, of all places or crossings or of one. */
export interface TimesAsked {
  readonly from: Month;
  readonly to: Month;
  readonly asOf: number;
  readonly of: string | null;
}

/** How long things of some cuts took, from the cells of their months: read once, however many fields need it. */
export class TimesInCells {
  private readonly rows: Promise<readonly TimeCutRow[]>;

  constructor(session: ReadSession, cuts: readonly TimeCut[], { from, to, asOf, of }: TimesAsked) {
    this.rows = asked(session, TIME_CUTS_SQL, [asOf, firstDay(from), firstDay(to), cuts, of]);
  }

  async all(cut: TimeCut): Promise<TimeRow> {
    return (await this.rows).find((row) => row.cut === cut && row.key === '') ?? NO_TIME;
  }

  /** Of each key, those with the most complete ones first. */
  async byKey(cut: TimeCut): Promise<readonly TimeCutRow[]> {
    return (await this.rows).filter((row) => row.cut === cut && row.key !== '');
  }
}
