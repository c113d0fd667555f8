import { isPeriodOf, PERIOD } from '../calendar/months-by-clock.js';
import { msOf } from '../holds/held.sql.js';
import { isKnownAt } from '../read/known-at.sql.js';
import { type TimeRow, timeFacts } from './time-facts.sql.js';
import type { MeasuredStanding } from './time-facts.types.js';

/** How long goods stayed at a place, or at all of them under the key ''. */
export interface DwellRow extends TimeRow {
  readonly key: string;
}

/** A visit behind the figure. Positions and milliseconds since 1970 are bigints, as text. */
export interface DwellVisitRow {
  readonly consignment_id: string;
  readonly location: string;
  readonly standing: MeasuredStanding;
  readonly arrived_ms: string | null;
  readonly departed_ms: string | null;
  readonly positions: readonly string[];
  readonly from_position: string;
  readonly within: number;
}

/**
 * Found by their time and put in order behind that: an order of the ledger alone would be gone through from its beginning to find the newest month.
 * The visits as of position $4 that ended, in countries $1 ('' for all others), from $2 until before $3 (milliseconds), none of which are outside
 * $5 to $6 (milliseconds); to the place $7, where it is not null.
 */
export const VISITS = `
  WITH ${PERIOD},
  visit AS MATERIALIZED (
    SELECT v.*, ${msOf('v.arrived_at')} AS arrived_ms, ${msOf('v.departed_at')} AS departed_ms
    FROM read.visits v JOIN period p ON ${isPeriodOf('v.location')}
    WHERE ${isKnownAt('v', '$4')}
      AND v.standing IN ('complete', 'incomplete', 'anomaly')
      AND v.seen_at >= to_timestamp($5::double precision / 1000) AND v.seen_at < to_timestamp($6::double precision / 1000)
      AND ${msOf('v.seen_at')} >= p.from_ms AND ${msOf('v.seen_at')} < p.until_ms
      AND ($7::text IS NULL OR v.location = $7)
  )`;

export function dwellSql(by: 'location' | 'all'): string {
  return `${VISITS}
  SELECT ${by === 'location' ? 'location' : `''`} AS key, ${timeFacts('standing', 'departed_ms - arrived_ms')}
  FROM visit GROUP BY 1 ORDER BY n DESC, key`;
}

/** Those behind place $9 of position $8, $10 of them. */
export const DWELL_VISITS_SQL = `${VISITS}
  SELECT consignment_id, location, standing, arrived_ms, departed_ms, positions, from_position, within FROM visit
  WHERE (from_position, within) > ($8, $9) ORDER BY from_position, within LIMIT $10`;
