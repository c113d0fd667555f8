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
  readonly p50_ms: string;
  readonly p90_ms: string;
}

/**
 * As of position $1, for each window $2, from a place $3 to a place $4, of what came there from the instant $5 on and before $6: the days of goods. At one place,
 * from their first arrival to their last departure; on a section, from their last departure at its beginning to their first arrival at its end. By nearest rank.
 */
export const MEASURED_SQL = `
  WITH asked AS (
    SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[]) a (key, from_place, to_place, since, before)
  ),
  seen AS (
    SELECT a.key, a.from_place, a.to_place, c.consignment_id FROM asked a CROSS JOIN LATERAL (
      SELECT s.consignment_id FROM read.milestone_sightings s
      WHERE s.location = a.from_place AND s.position <= $1 AND (s.withdrawn_position IS NULL OR s.withdrawn_position > $1)
        AND s.movement = CASE WHEN a.from_place = a.to_place THEN 'arrived' ELSE 'departed' END
      GROUP BY s.consignment_id, a.from_place, a.to_place, a.since, a.before
      HAVING CASE WHEN a.from_place = a.to_place THEN min(s.seen_at) ELSE max(s.seen_at) END >= a.since
        AND CASE WHEN a.from_place = a.to_place THEN min(s.seen_at) ELSE max(s.seen_at) END < a.before
    ) c
  ),
  visit AS (
    SELECT s.key, CASE WHEN s.from_place = s.to_place
        THEN max(v.seen_at) FILTER (WHERE v.movement = 'departed') - min(v.seen_at) FILTER (WHERE v.movement = 'arrived')
        ELSE min(v.seen_at) FILTER (WHERE v.movement = 'arrived' AND v.location = s.to_place)
          - max(v.seen_at) FILTER (WHERE v.movement = 'departed' AND v.location = s.from_place) END AS took
    FROM seen s JOIN read.milestone_sightings v ON v.consignment_id = s.consignment_id AND v.location IN (s.from_place, s.to_place)
      AND v.position <= $1 AND (v.withdrawn_position IS NULL OR v.withdrawn_position > $1)
    GROUP BY s.key, s.from_place, s.to_place, s.consignment_id
  ),
  measured AS (
    SELECT key, floor(extract(epoch FROM took) * 1000)::bigint AS ms FROM visit WHERE took >= interval '0'
  )
  SELECT key, count(*)::int AS n, percentile_disc(0.5) WITHIN GROUP (ORDER BY ms)::text AS p50_ms,
    percentile_disc(0.9) WITHIN GROUP (ORDER BY ms)::text AS p90_ms
  FROM measured GROUP BY key`;
