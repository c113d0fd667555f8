import { isPeriodOf, PERIOD } from '../calendar/months-by-clock.js';
import { happenedBy } from '../read/happened.js';
import { msOf } from './held.sql.js';

/** What a figure can be cut by. */
export type CutBy = 'reason' | 'office';

/** Time held under one key, bigint as text. */
export interface HeldSumRow {
  readonly key: string;
  readonly ms: string;
  readonly holds: number;
  readonly open: number;
}

/** A hold, and the part of the figure that it makes. Positions and milliseconds since 1970 are bigints, as text. */
export interface HeldShareRow {
  readonly declaration_id: string;
  readonly hold_id: string;
  readonly consignment_id: string;
  readonly office: string;
  readonly reason: string;
  readonly liftable_by: string | null;
  readonly placed_ms: string;
  readonly placed_position: string;
  /** Null where it is open as of the position, as the three behind it. */
  readonly ended_ms: string | null;
  readonly ended_position: string | null;
  readonly ended_by: 'release' | 'refusal' | 'invalidation' | null;
  /** Null, too, where what ended it is told only behind the position: it was released until then. */
  readonly ended_by_position: string | null;
  readonly share_ms: string;
}

const happened = (at: string) => happenedBy('$7', at);

/** Whether a share is asked for: those of offices of the country $8, where it is not null. What holds of other countries took first stays theirs. */
export const isOfReporter = (share: string): string => `($8::text IS NULL OR left(${share}.office, 2) = $8)`;

/**
 * Of countries $1 (of the customs offices; '' for all others) the time from $2 to $3 (milliseconds), as of position $4, to which the ledger
 * came at $5 (milliseconds), nothing placed at $6 (milliseconds) or later, and only what had happened by $7 (milliseconds) where that is told: each hold of that time, and
 * its share. Of holds of one consignment that overlap, each instant is that of the one that was placed first, and counts in the month that the clock of its office tells. So
 * shares sum to the time in which at least one hold stood, and months to what they come to together, whatever the clocks.
 */
export function shares(cutBy?: CutBy): string {
  return `
  WITH ${PERIOD},
  known AS (
    SELECT h.declaration_id, h.hold_id, h.consignment_id, h.office, h.reason, h.liftable_by, h.placed_position,
      ${msOf('h.placed_at')} AS placed_ms, e.*,
      CASE WHEN e.ended_position = h.early_end_position THEN h.early_end_by
        WHEN h.ended_by_position <= $4 AND e.ended_ms IS NOT NULL THEN h.ended_by WHEN e.ended_ms IS NOT NULL THEN 'release' END AS ended_by,
      CASE WHEN e.ended_position = h.early_end_position THEN h.early_end_position
        WHEN h.ended_by_position <= $4 AND e.ended_ms IS NOT NULL THEN h.ended_by_position END AS ended_by_position
    FROM read.holds h
    LEFT JOIN LATERAL (
      SELECT ${msOf('t.at')} AS ended_ms, t.position AS ended_position
      FROM (VALUES (h.ended_at, h.ended_position), (h.early_end_at, h.early_end_position)) AS t (at, position)
      WHERE t.position <= $4 AND ${happened('t.at')} ORDER BY t.position LIMIT 1) e ON true
    WHERE h.placed_position <= $4 AND ${happened('h.placed_at')} AND h.placed_at < to_timestamp($6::double precision / 1000)
  ),
  alone AS (
    SELECT n.*, greatest(placed_ms, max(lasted_ms) OVER before) AS alone_ms
    FROM (
      -- What is told to end ahead of the ledger's clock has lasted to that alone.
      SELECT *, least(coalesce(ended_ms, $5), $5) AS lasted_ms FROM known
      -- What ended before all months takes no part of their time.
      WHERE greatest(placed_ms, coalesce(ended_ms, $5)) >= (SELECT min(from_ms) FROM period)
    ) n
    WINDOW before AS (PARTITION BY consignment_id${cutBy ? `, ${cutBy}` : ''} ORDER BY placed_ms, placed_position
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  ),
  share AS (
    SELECT a.*, greatest(a.placed_ms, p.from_ms) AS from_ms, least(a.lasted_ms, p.until_ms) AS until_ms,
      greatest(0, least(a.lasted_ms, p.until_ms) - greatest(a.alone_ms, p.from_ms)) AS share_ms
    FROM alone a JOIN period p ON ${isPeriodOf('a.office')}
    WHERE a.placed_ms < p.until_ms AND (coalesce(a.ended_ms, $5) > p.from_ms OR a.placed_ms >= p.from_ms)
  )`;
}

/** The time held, under each key that it is cut by; without one, in all. */
export function heldSumsSql(cutBy?: CutBy): string {
  return `${shares(cutBy)}
  SELECT ${cutBy ?? `''`} AS key, sum(share_ms)::text AS ms, count(*)::int AS holds,
    (count(*) FILTER (WHERE ended_ms IS NULL))::int AS open
  FROM share WHERE ${isOfReporter('share')} GROUP BY 1`;
}

/** The shares of the holds that were placed behind position $9, $10 of them. */
export const HELD_SHARES_SQL = `${shares()}
  SELECT * FROM share WHERE placed_position > $9 AND ${isOfReporter('share')} ORDER BY placed_position LIMIT $10`;
