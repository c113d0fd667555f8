/** Positions are bigints, as text. */
export interface MilestoneRow {
  readonly milestone_id: string;
  readonly position: string;
  readonly planned_position: string;
  readonly status: string;
  readonly details: {
    readonly name: string;
    readonly kind: string;
    readonly places: string[];
    readonly routeIds: string[];
    readonly plannedOn: string;
    readonly firstPlannedOn: string;
    readonly workFrom?: string;
    readonly doneOn?: string;
    readonly evidenceSha256?: string;
    readonly cancelledFor?: string;
    readonly responsible: string;
    readonly source: string;
  };
}

/** As of position $1, the milestones planned behind position $2, $3 of them. */
export const MILESTONES_SQL = `
  SELECT v.* FROM read.milestone_versions first CROSS JOIN LATERAL (
    SELECT * FROM read.milestone_versions WHERE milestone_id = first.milestone_id AND position <= $1 ORDER BY position DESC LIMIT 1
  ) v
  WHERE first.position = first.planned_position AND first.planned_position > $2
  ORDER BY first.planned_position LIMIT $3`;

export interface MeasuredRow {
  readonly key: string;
  readonly n: number;
  /** Of these, how many are there still. */
  readonly open: number;
  /** With those that are there still at their days so far. */
  readonly p50_ms: string;
  readonly p90_ms: string;
  /** Whether it stays so, however long these will take. */
  readonly p50_holds: boolean;
  readonly p90_holds: boolean;
}

const HOLDS = 'position <= $1 AND (withdrawn_position IS NULL OR withdrawn_position > $1)';

/**
 * As of position $1 and the instant $7, for each window $2, from a place $3 to a place $4, of what came there from the instant $5 on and before $6: the days of
 * goods. At one place, from their first arrival to their last departure; on a section, from their last departure at its beginning to their first arrival at its
 * end. Goods that came together count once, until the last of the parts that they were split into has left. By nearest rank.
 */
export const MEASURED_SQL = `
  WITH asked AS (
    SELECT *, from_place = to_place AS at_place
    FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[]) a (key, from_place, to_place, since, before)
  ),
  begun AS (
    SELECT a.*, s.position AS start_position, s.consignment_id, s.seen_at AS start_at FROM asked a CROSS JOIN LATERAL (
      SELECT position, consignment_id, seen_at FROM read.milestone_sightings
      WHERE location = a.from_place AND movement = CASE WHEN a.at_place THEN 'arrived' ELSE 'departed' END
        AND seen_at >= a.since AND seen_at < a.before AND ${HOLDS}
      -- Each window by its own index scan: joined, all that was ever seen would be read.
      OFFSET 0
    ) s
  ),
  -- The goods as they are now: themselves, or the parts that nothing was split from since.
  goods AS (
    SELECT b.*, g.goods_id FROM begun b CROSS JOIN LATERAL (
      SELECT b.consignment_id AS goods_id
      UNION ALL SELECT p.consignment_id FROM read.milestone_parts p WHERE p.whole_id = b.consignment_id AND p.position <= $1
    ) g
    WHERE NOT EXISTS (SELECT 1 FROM read.milestone_parts q WHERE q.whole_id = g.goods_id AND q.position <= $1)
  ),
  way AS (
    SELECT g.key, g.at_place, g.start_position, g.start_at, w.* FROM goods g CROSS JOIN LATERAL (
      SELECT
        coalesce(bool_or(CASE WHEN g.at_place
          THEN s.movement = 'arrived' AND s.location = g.from_place AND (s.seen_at, s.position) < (g.start_at, g.start_position)
          ELSE s.movement = 'departed' AND s.location = g.from_place AND (s.seen_at, s.position) > (g.start_at, g.start_position) END), false) AS another,
        CASE WHEN g.at_place THEN max(s.seen_at) FILTER (WHERE s.movement = 'departed' AND s.location = g.from_place AND s.seen_at >= g.start_at)
          ELSE min(s.seen_at) FILTER (WHERE s.movement = 'arrived' AND s.location = g.to_place AND s.seen_at >= g.start_at) END AS ended_at,
        -- When they were there last, and when elsewhere or at their end.
        CASE WHEN g.at_place THEN max(s.seen_at) FILTER (WHERE s.movement = 'arrived' AND s.location = g.from_place) ELSE g.start_at END AS there_at,
        max(s.seen_at) FILTER (WHERE s.movement = 'ended' OR s.location <> g.from_place) AS elsewhere_at
      FROM (
        SELECT g.goods_id AS within UNION ALL SELECT p.whole_id FROM read.milestone_parts p WHERE p.consignment_id = g.goods_id
      ) x CROSS JOIN LATERAL (
        SELECT position, location, movement, seen_at FROM read.milestone_sightings WHERE consignment_id = x.within AND ${HOLDS}
      ) s
    ) w
  ),
  visit AS (
    SELECT key, start_at, max(ended_at) AS ended_at, bool_or(is_open) AS is_open, bool_or(NOT is_open AND ended_at IS NULL) AS is_unknown FROM (
      SELECT *, CASE WHEN at_place THEN ended_at IS NULL OR ended_at < there_at ELSE ended_at IS NULL END
        AND (elsewhere_at IS NULL OR elsewhere_at < there_at) AS is_open
      FROM way WHERE NOT another
    ) v GROUP BY key, start_position, start_at
  ),
  measured AS (
    SELECT key, is_open, floor(extract(epoch FROM CASE WHEN is_open THEN $7::timestamptz ELSE ended_at END - start_at) * 1000)::bigint AS ms
    FROM visit WHERE is_open OR NOT is_unknown
  ),
  -- What is there still may stay for ever.
  bounded AS (SELECT *, CASE WHEN is_open THEN 9223372036854775807 ELSE ms END AS most_ms FROM measured WHERE ms >= 0),
  ranked AS (
    SELECT key, count(*)::int AS n, (count(*) FILTER (WHERE is_open))::int AS open,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY ms) AS p50, percentile_disc(0.9) WITHIN GROUP (ORDER BY ms) AS p90,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY most_ms) AS most50, percentile_disc(0.9) WITHIN GROUP (ORDER BY most_ms) AS most90
    FROM bounded GROUP BY key
  )
  SELECT key, n, open, p50::text AS p50_ms, p90::text AS p90_ms, p50 = most50 AS p50_holds, p90 = most90 AS p90_holds FROM ranked`;
