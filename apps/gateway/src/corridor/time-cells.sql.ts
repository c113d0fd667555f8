import { cellsAsOf } from '../read/cells-as-of.sql.js';

/** What is told apart: visits to a place; crossings of a border as a whole, and at either side of it; clearances by customs, of all offices and of each. */
export type TimeCut = 'visit' | 'crossing' | 'leaving' | 'entering' | 'total' | 'office';

/** What ended in a month, and where. Lists and milliseconds are text. */
export interface TimeCellRow {
  readonly cut: TimeCut;
  readonly key: string;
  /** `YYYY-MM`. */
  readonly month: string;
  /** The two name the cell. */
  readonly nth: number;
  readonly first_position: string;
  readonly n: number;
  readonly incomplete: number;
  readonly anomalies: number;
  readonly ms: string;
  /** How many complete ones took each step of time: `{2,0,1}`. */
  readonly counts: string;
}

/** Where cells that count lengths of time are read. */
interface TimesRead {
  readonly heads: string;
  readonly totals: string;
  readonly partHeads: string;
  readonly sums: readonly string[];
  /** Whether a cell is of the place that is asked for. @param place the first word of its key @param parameter the one that holds what is asked for, or null for all */
  readonly isOf: (place: string, parameter: string) => string;
}

/** The statements over cells of one kind. */
export interface TimeStatements {
  /** As of position $1, what ended in months $2 to $3 (first days) of cuts $4, and of the place $5, where it is not null. */
  readonly cells: string;
  /**
   * As of position $1, the parts that begin at $4 (tenths of an hour) of cells $2 ($3), the nth of a first position: the list of its head where nothing told of it since, else one
   * look-up in the totals of the cell.
   */
  readonly parts: string;
  /** Where parts begin that cells $1 ($2) ever had between $3 and $4 (tenths of an hour, exclusive), from one to the next. */
  readonly partsThere: string;
}

export function timeStatements({ heads, totals, partHeads, sums, isOf }: TimesRead): TimeStatements {
  const count = (sum: string) => `${sums.includes(sum) ? `t.${sum}::int` : '0'} AS ${sum}`;
  return {
    cells: `
  SELECT c.cut, c.key, to_char(c.month, 'YYYY-MM') AS month, c.nth, c.first_position, ${['n', 'incomplete', 'anomalies'].map(count).join(', ')}, t.ms::text AS ms, t.counts::text AS counts
  FROM ${cellsAsOf({ heads, totals, sums: [...sums, 'counts'] }, '$1')}
    AND c.month BETWEEN $2 AND $3 AND c.cut = ANY ($4::text[]) AND ${isOf(`split_part(c.key, ' ', 1)`, '$5')}`,
    parts: `
  SELECT asked.at::int AS at, CASE WHEN p.position <= $1 THEN p.part ELSE (
    SELECT t.part FROM ${totals} t
    WHERE t.nth = p.nth AND t.first_position = p.first_position AND t.begins = p.begins AND t.position <= $1
    ORDER BY t.position DESC LIMIT 1
  ) END::text AS part
  FROM unnest($2::int[], $3::bigint[], $4::int[]) WITH ORDINALITY AS asked (nth, first_position, begins, at) CROSS JOIN LATERAL (
    SELECT h.* FROM ${partHeads} h
    WHERE h.nth = asked.nth AND h.first_position = asked.first_position AND h.begins = asked.begins LIMIT 1
  ) p`,
    partsThere: `
  WITH RECURSIVE asked AS (
    SELECT * FROM unnest($1::int[], $2::bigint[], $3::int[], $4::int[]) WITH ORDINALITY AS a (nth, first_position, begins, ends, at)
  ),
  there AS (
    SELECT at, begins - 1 AS begins FROM asked
    UNION ALL
    SELECT there.at, (
      SELECT min(h.begins) FROM ${partHeads} h
      WHERE h.nth = asked.nth AND h.first_position = asked.first_position AND h.begins > there.begins AND h.begins < asked.ends
    )
    FROM there JOIN asked USING (at) WHERE there.begins IS NOT NULL
  )
  SELECT at::int AS at, there.begins FROM there JOIN asked USING (at) WHERE there.begins >= asked.begins`,
  };
}

/** A part that is asked for, by its place among these, and its list: null where nothing had told of it yet. */
export interface TimePartRow {
  readonly at: number;
  readonly part: string | null;
}

/** Where a part of a cell begins that is asked for, by the place of the cell among these. */
export interface PartThereRow {
  readonly at: number;
  readonly begins: number;
}

/** How long goods stayed at places, and took over borders: of a place, or a crossing. */
export const VISIT_TIMES = timeStatements({
  heads: 'read.time_cell_heads',
  totals: 'read.time_cells',
  partHeads: 'read.time_part_heads',
  sums: ['n', 'incomplete', 'anomalies', 'ms'],
  isOf: (place, parameter) => `(${parameter}::text IS NULL OR ${place} = ${parameter})`,
});
