import { isPeriodOf, PERIOD } from '../calendar/months-by-clock.js';
import { msOf } from '../holds/held.sql.js';
import { isKnownAt } from '../read/known-at.sql.js';
import type { CrossingWay } from './crossing-keys.js';
import { type TimeRow, timeFacts } from './time-facts.sql.js';
import type { MeasuredStanding } from './time-facts.types.js';

type Side<Name extends 'out' | 'in'> = { readonly [Key in keyof TimeRow as `${Name}_${Key}`]: TimeRow[Key] };

/** How long goods took over a border in one direction, by one mode. */
export interface CrossingRow extends TimeRow, CrossingWay, Side<'out'>, Side<'in'> {}

/** A crossing behind the figure. Positions and milliseconds since 1970 are bigints, as text; those of a side that was not seen are null. */
export interface CrossingEventRow extends CrossingWay {
  readonly consignment_id: string;
  readonly standing: MeasuredStanding;
  readonly out_arrived_ms: string | null;
  readonly out_departed_ms: string | null;
  readonly in_arrived_ms: string | null;
  readonly in_departed_ms: string | null;
  readonly positions: readonly string[];
  readonly from_position: string;
  readonly within: number;
}

export const MEASURED = `('complete', 'incomplete', 'anomaly')`;
const within = (instant: string) =>
  `${instant} >= to_timestamp($5::double precision / 1000) AND ${instant} < to_timestamp($6::double precision / 1000)`;

/**
 * The crossings as of position $4 that ended, in countries $1 ('' for all others), from $2 until before $3 (milliseconds), none of which are outside
 * $5 to $6 (milliseconds), at the crossing $7, where it is not null. Each crossing of the table stands twice, as it is gone: from the place $8 to the place $9,
 * under the code $10.
 */
export const CROSSINGS = `
  WITH ${PERIOD},
  way AS (SELECT * FROM unnest($8::text[], $9::text[], $10::text[]) WITH ORDINALITY AS w(leaves, enters, crossing, rank)),
  passage AS MATERIALIZED (
    SELECT b.* FROM read.border_passages b
    WHERE ${isKnownAt('b', '$4')}
      AND ((${within('b.in_seen_at')}) OR (${within('b.out_seen_at')}))
  ),
  -- Seen at both sides or, where no crossing has both, at one.
  gone AS (
    SELECT DISTINCT ON (b.from_position, b.within) b.*, w.crossing, w.leaves, w.enters,
      b.out_location = w.leaves AS at_out, b.in_location = w.enters AS at_in
    FROM passage b JOIN way w ON left(b.out_location, 2) = left(w.leaves, 2) AND left(b.in_location, 2) = left(w.enters, 2)
      AND (b.out_location = w.leaves OR b.in_location = w.enters)
    ORDER BY b.from_position, b.within, (b.out_location = w.leaves AND b.in_location = w.enters) DESC, w.rank
  ),
  told AS (
    SELECT g.*, CASE WHEN at_in THEN enters ELSE leaves END AS ended_at_place,
      CASE WHEN at_in THEN in_seen_at ELSE out_seen_at END AS ended_at,
      CASE WHEN at_out THEN out_standing END AS out_measured, CASE WHEN at_in THEN in_standing END AS in_measured,
      CASE WHEN at_out THEN ${msOf('out_arrived_at')} END AS out_arrived_ms,
      CASE WHEN at_out THEN ${msOf('out_departed_at')} END AS out_departed_ms,
      CASE WHEN at_in THEN ${msOf('in_arrived_at')} END AS in_arrived_ms,
      CASE WHEN at_in THEN ${msOf('in_departed_at')} END AS in_departed_ms
    FROM gone g
    WHERE ($7::text IS NULL OR g.crossing = $7)
      AND (NOT at_out OR out_standing IN ${MEASURED}) AND (NOT at_in OR in_standing IN ${MEASURED})
      AND (at_out AND at_in OR mode IS NULL OR mode NOT IN ('sea', 'air'))
  ),
  crossing AS MATERIALIZED (
    SELECT t.*, in_departed_ms - out_arrived_ms AS ms,
      CASE WHEN out_measured = 'anomaly' OR in_measured = 'anomaly' THEN 'anomaly'
        WHEN in_departed_ms - out_arrived_ms IS NULL THEN 'incomplete' ELSE 'complete' END AS standing
    FROM told t JOIN period p ON ${isPeriodOf('t.ended_at_place')}
    WHERE ${msOf('t.ended_at')} >= p.from_ms AND ${msOf('t.ended_at')} < p.until_ms
  )`;

const SIDES = `${timeFacts('out_measured', 'out_departed_ms - out_arrived_ms', 'out_')},
    ${timeFacts('in_measured', 'in_departed_ms - in_arrived_ms', 'in_')}`;

/** Over all borders: one {@link TimeRow}. */
export const CROSSINGS_SQL = `${CROSSINGS}
  SELECT ${timeFacts('standing', 'ms')} FROM crossing`;

export const CROSSINGS_BY_WAY_SQL = `${CROSSINGS}
  SELECT crossing, leaves, enters, mode, ${timeFacts('standing', 'ms')}, ${SIDES}
  FROM crossing GROUP BY crossing, leaves, enters, mode ORDER BY n DESC, crossing, leaves, mode`;

/** Those behind place $12 of position $11, $13 of them. */
export const CROSSING_EVENTS_SQL = `${CROSSINGS}
  SELECT consignment_id, crossing, leaves, enters, mode, standing, out_arrived_ms, out_departed_ms, in_arrived_ms, in_departed_ms, positions,
    from_position, within
  FROM crossing WHERE (from_position, within) > ($11, $12) ORDER BY from_position, within LIMIT $13`;
