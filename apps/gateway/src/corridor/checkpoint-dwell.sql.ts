import { msOf } from '../holds/held.sql.js';

/** How long goods stayed at a place, or at all of them under the key ''. Milliseconds are bigints, as text. */
export interface DwellRow {
  readonly key: string;
  readonly n: number;
  readonly incomplete: number;
  readonly anomalies: number;
  readonly ms: string;
  /** Null without a complete visit, as the one behind it. */
  readonly p50_ms: string | null;
  readonly p90_ms: string | null;
}

/** A visit behind the figure. Positions and milliseconds since 1970 are bigints, as text. */
export interface DwellVisitRow {
  readonly consignment_id: string;
  readonly location: string;
  readonly standing: 'complete' | 'incomplete' | 'anomaly';
  readonly arrived_ms: string | null;
  readonly departed_ms: string | null;
  readonly positions: readonly string[];
  readonly from_position: string;
  readonly within: number;
}

/**
 * The visits as of position $4 that ended, in countries $1 ('' for all others), from $2 until before $3 (milliseconds), none of which are outside
 * $5 to $6 (milliseconds); to the place $7, where it is not null.
 */
const VISITS = `
  WITH period AS (SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS p(country, from_ms, until_ms)),
  visit AS (
    SELECT v.*, ${msOf('v.arrived_at')} AS arrived_ms, ${msOf('v.departed_at')} AS departed_ms
    FROM read.visits v JOIN period p ON p.country = CASE WHEN left(v.location, 2) = ANY ($1) THEN left(v.location, 2) ELSE '' END
    WHERE v.from_position <= $4 AND (v.until_position IS NULL OR v.until_position > $4)
      AND v.standing IN ('complete', 'incomplete', 'anomaly')
      AND v.seen_at >= to_timestamp($5::double precision / 1000) AND v.seen_at < to_timestamp($6::double precision / 1000)
      AND ${msOf('v.seen_at')} >= p.from_ms AND ${msOf('v.seen_at')} < p.until_ms
      AND ($7::text IS NULL OR v.location = $7)
  )`;

/** A percentile is the time of the visit that as many of the visits did not exceed (nearest rank). */
export function dwellSql(by: 'location' | 'all'): string {
  const complete = `FILTER (WHERE standing = 'complete')`;
  const percentile = (share: number) =>
    `(percentile_disc(${share}) WITHIN GROUP (ORDER BY departed_ms - arrived_ms) ${complete})::text`;
  return `${VISITS}
  SELECT ${by === 'location' ? 'location' : `''`} AS key, (count(*) ${complete})::int AS n,
    (count(*) FILTER (WHERE standing = 'incomplete'))::int AS incomplete,
    (count(*) FILTER (WHERE standing = 'anomaly'))::int AS anomalies,
    coalesce(sum(departed_ms - arrived_ms) ${complete}, 0)::text AS ms,
    ${percentile(0.5)} AS p50_ms, ${percentile(0.9)} AS p90_ms
  FROM visit GROUP BY 1 ORDER BY n DESC, key`;
}

/** Those behind place $9 of position $8, $10 of them. */
export const DWELL_VISITS_SQL = `${VISITS}
  SELECT consignment_id, location, standing, arrived_ms, departed_ms, positions, from_position, within FROM visit
  WHERE (from_position, within) > ($8, $9) ORDER BY from_position, within LIMIT $10`;
