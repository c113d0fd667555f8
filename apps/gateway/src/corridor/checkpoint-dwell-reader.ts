import { type DwellRow, dwellSql } from './checkpoint-dwell.sql.js';
import type { TimesKept } from './times-reader.js';

/** How long goods stayed, of each place. */
export const DWELL_TIMES: TimesKept<DwellRow> = {
  cuts: ['visit'],
  eachIn: (cells) => cells.byKey('visit'),
  allSql: dwellSql('all'),
  eachSql: dwellSql('location'),
};
