import { isKnownAt } from '../read/known-at.sql.js';

/** In SQL, what was known at position $4 of a row that holds from one position to another. */
export function isKnown(row: string): string {
  return isKnownAt(row, '$4');
}

/** In SQL, whether a visit of a consignment is where it was split: from there its parts go on, each of which has been there. */
export function isSplit(visit: string): string {
  return `EXISTS (SELECT FROM read.visit_parts part
      WHERE part.whole_id = ${visit}.consignment_id AND part.position <= $4 AND part.position = ANY (${visit}.positions))`;
}

/**
 * `line`: each consignment of a row source and, of a part, the wholes that it was a part of (`of_id`), of which the visits before a number (`before`) are of its way. Each with the
 * `columns` of the source. Of a `WITH RECURSIVE`.
 */
export function linesOf(source: string, columns: readonly string[]): string {
  const of = (row: string) => columnsOf(row, columns);
  return `
  line (${columns.join(', ')}, consignment_id, of_id, before) AS (
    SELECT ${of('s')}, s.consignment_id, s.consignment_id, NULL::integer FROM ${source} s
    UNION ALL
    SELECT ${of('line')}, line.consignment_id, part.whole_id,
      (SELECT first.number FROM read.visits first WHERE first.consignment_id = line.of_id AND ${isKnown('first')} ORDER BY first.number LIMIT 1)
    FROM line JOIN read.visit_parts part ON part.consignment_id = line.of_id AND part.position <= $4
  )`;
}

/**
 * The way of each consignment of a row source: `way` has its visits (of the `place`) as of position $4 and, of a part, those of the wholes that it was a part of until they
 * were split, each with the `columns` of the source. Of a `WITH RECURSIVE`.
 */
export function waysOf(source: string, columns: readonly string[]): string {
  return `${linesOf(source, columns)},
  way AS (
    SELECT ${columnsOf('line', columns)}, line.consignment_id, v.number, v.location AS place, v.standing, v.arrived_at, v.departed_at, v.seen_at, v.mode, v.positions
    FROM line JOIN read.visits v ON v.consignment_id = line.of_id AND ${isKnown('v')} AND (line.before IS NULL OR v.number < line.before)
  )`;
}

const columnsOf = (row: string, columns: readonly string[]): string =>
  columns.map((column) => `${row}.${column}`).join(', ');
