import { MIRROR_SUMS, type MirrorSum } from '@corridor/domain';
import { cellsAsOf } from '../read/cells-as-of.sql.js';
import { LAST_CHANGE } from '../release-calendar/release-calendar.sql.js';

/** USD cents, as text. */
export type GapRow = Readonly<Record<MirrorSum, string>> & {
  readonly month: string;
  /** Empty for all goods. */
  readonly chapter: string;
};

const UNDER_WAY = 'under_way';
const CELLS = {
  heads: 'read.mirror_cell_heads',
  totals: 'read.mirror_cells',
  sums: [...MIRROR_SUMS, UNDER_WAY],
};

/** Each cell of exports of $1 to $2, months $3 to $4 (first days), as of position $5. */
const cells = (goods: string): string =>
  `${cellsAsOf(CELLS, '$5')} AND c.exporter = $1 AND c.importer = $2 AND c.month BETWEEN $3 AND $4 AND ${goods}`;

const gapsOf = (goods: string): string => `
  SELECT to_char(c.month, 'YYYY-MM') AS month, c.chapter, ${MIRROR_SUMS.map((sum) => `t.${sum}::text AS ${sum}`).join(', ')}
  FROM ${cells(goods)}
  ORDER BY c.chapter, c.month`;

const ALL_GOODS = `c.chapter = ''`;
export const GAP_BY_MONTH_SQL = gapsOf(ALL_GOODS);
export const GAP_BY_CHAPTER_SQL = gapsOf(`c.chapter <> ''`);

/** Of the same months, what the exporter alone declares; USD cents, as text. */
export const UNDER_WAY_SQL = `
  SELECT to_char(c.month, 'YYYY-MM') AS month, t.${UNDER_WAY}::text AS cents FROM ${cells(ALL_GOODS)} ORDER BY c.month`;

/** Of the same months, the last event that told of each. */
export const GAP_LAST_CHANGES_SQL = `
  SELECT ${LAST_CHANGE}
  FROM (SELECT c.month, t.position FROM ${cells(ALL_GOODS)}) last LEFT JOIN read.events e USING (position)`;
