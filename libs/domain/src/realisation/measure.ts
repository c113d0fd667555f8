import type { Rated, SaleContract } from '../institutions/index.js';

/** What goods are valued by. */
export interface Measure {
  /** Of the contract that links them, else of the commitment. */
  readonly currency: string;
  /** What the contract asks for one unit; none where the goods are linked by hand. */
  readonly prices: SaleContract['prices'];
  /** Of the day of the announcement. */
  readonly rates: readonly Rated[];
  /** The day of the announcement: goods that moved before it are no fruit of it. */
  readonly announcedOn: string;
  /** Chapters, headings and subheadings that were promised; none where the promise names none: then all goods count. */
  readonly hsCodes: readonly string[];
}
