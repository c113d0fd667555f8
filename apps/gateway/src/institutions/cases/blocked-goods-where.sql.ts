import { isKnownAt } from '../../read/known-at.sql.js';

/** Values are cents, as text. */
export interface BlockedCutRow {
  /** A band of days, or a place; empty where none is known. */
  readonly key: string;
  readonly consignments: number;
  readonly cents: string;
  readonly unvalued: number;
}

/** Full days for which goods have been blocked, up to the last of each band. */
export const AGE_BANDS = ['0-7', '8-30', '31-90', 'over-90'] as const;

const isOpen = (row: string): string => isKnownAt(row, '$1');

/**
 * Since when each of `blocked` is blocked by whatever blocks it still: its own holds, and cases and transits, also those of a whole that it is of, found by the positions that tell of them:
 * joined at once, as many as there are.
 */
const SINCE = `
    SELECT h.consignment_id, h.held_from AS at FROM blocked JOIN read.held_consignments h USING (consignment_id) WHERE ${isOpen('h')}
    UNION ALL
    SELECT t.consignment_id, c.opened_at::timestamptz FROM told t JOIN read.case_openings c ON c.opened_position = t.position WHERE 'case' = ANY (t.reasons)
    UNION ALL
    SELECT t.consignment_id, s.due_by FROM told t JOIN read.overdue_transits o ON o.from_position = t.position
      JOIN read.transit_standings s USING (transit_id)
    WHERE 'overdue-transit' = ANY (t.reasons) AND ${isOpen('s')}`;

/** The office that has held it longest of those that hold it still; else the place at which it was seen last. */
const PLACE = `coalesce((
    SELECT h.office FROM read.held_consignments g JOIN read.holds h USING (declaration_id, hold_id)
    WHERE g.consignment_id = v.consignment_id AND ${isOpen('g')} ORDER BY g.held_from, h.declaration_id, h.hold_id COLLATE "C" LIMIT 1
  ), (
    SELECT w.location FROM read.visits w WHERE w.consignment_id = v.consignment_id AND ${isOpen('w')}
    ORDER BY w.seen_at DESC, w.number DESC LIMIT 1
  ), '')`;

const cut = (key: string, from: string): string => `
  SELECT ${key} AS key, count(*)::int AS consignments, coalesce(sum(cents), 0)::text AS cents, (count(*) FILTER (WHERE cents IS NULL))::int AS unvalued
  FROM ${from} GROUP BY 1`;

/** As of position $1, by how many full days before $2, an instant, goods have been blocked; what was blocked from behind that is of the first band. */
export const BLOCKED_BY_AGE_SQL = `
  WITH blocked AS MATERIALIZED (SELECT * FROM read.blocked_goods($1)),
  told AS (SELECT consignment_id, reasons, unnest(positions) AS position FROM blocked),
  aged AS (
    SELECT b.cents, floor(extract(epoch FROM $2::timestamptz - s.at) / 86400) AS days
    FROM blocked b LEFT JOIN (SELECT consignment_id, min(at) AS at FROM (${SINCE}) each GROUP BY 1) s USING (consignment_id)
  )${cut(
    `CASE WHEN days < 8 THEN '0-7' WHEN days < 31 THEN '8-30' WHEN days < 91 THEN '31-90' WHEN days IS NOT NULL THEN 'over-90' ELSE '' END`,
    'aged',
  )}`;

/** As of position $1, by where they are: the largest first. */
export const BLOCKED_BY_PLACE_SQL = `SELECT * FROM (${cut('place', `(SELECT v.cents, ${PLACE} AS place FROM read.blocked_goods($1) v) placed`)}) part
  ORDER BY cents::numeric DESC, key COLLATE "C"`;
