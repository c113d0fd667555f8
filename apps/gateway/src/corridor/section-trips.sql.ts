import { isPeriodOf, PERIOD } from '../calendar/months-by-clock.js';
import { msOf } from '../holds/held.sql.js';
import { isKnown, isSplit, waysOf } from './ways.sql.js';

/** A section of the way, in one direction. Decimals and bigints are text. */
export interface SectionRow {
  readonly leaves: string;
  readonly enters: string;
  readonly mode: string;
  readonly border_points: readonly string[];
  /** The routes that have it, by code. */
  readonly routes: readonly string[];
  readonly section_km: string;
  readonly plan_days: string | null;
  readonly plan_cost_minor: string | null;
  readonly plan_cost_currency: string | null;
}

const told = (column: string) =>
  `(array_agg(${column} ORDER BY from_position DESC, route_id) FILTER (WHERE ${column} IS NOT NULL))[1]`;

const COLUMNS = [
  'leaves',
  'enters',
  'mode',
  'border_points',
  'routes',
  'section_km',
  'plan_days',
  'plan_cost_minor',
  'plan_cost_currency',
] as const satisfies readonly (keyof SectionRow)[];
const DECIMALS: ReadonlySet<string> = new Set(['section_km', 'plan_days', 'plan_cost_minor']);

/** In SQL, each section `s` of which the kilometres are told, of the route $7 where that is not null, beside the sums of its rows of a source: of none, too. */
export function bySection(facts: string, source: string): string {
  const columns = COLUMNS.map((column) =>
    DECIMALS.has(column) ? `s.${column}::text AS ${column}` : `s.${column}`,
  );
  return `SELECT ${columns.join(', ')}, ${facts}
    FROM section s LEFT JOIN ${source} m ON m.section = s.section
    WHERE s.section_km IS NOT NULL AND ${isAsked('s')}
    GROUP BY s.section, ${COLUMNS.map((column) => `s.${column}`).join(', ')} ORDER BY n DESC, s.section`;
}

/** In SQL, whether a section, or what is of one, is of the route $7, where it is not null. */
export function isAsked(row: string): string {
  return `($7::text IS NULL OR $7 = ANY (${row}.routes))`;
}

/** In SQL, the rows of a statement as a list in JSON, in their order. */
export function listOf(rows: string): string {
  return `(SELECT coalesce(json_agg(r), '[]') FROM (${rows}) r)`;
}

/**
 * The trips over sections of routes as of position $4 that ended, in countries $1 ('' for all others), from $2 until before $3 (milliseconds), none of which are
 * outside $5 to $6 (milliseconds); of the route $7, where it is not null.
 *
 * - `section`: each leg of a plan in force, gone one way and the other. Legs of several routes with the same ends, mode and borders are one; each figure is the one told last.
 * - `trip`: goods that were at one end and, next of the two, at the other, by one mode.
 * - `fit`: the sections that a trip may be of: it was seen at a border of it, where it has any, and at none that only another way between the same ends has. Of several,
 *   those with the most borders at which it was seen; where these are more than one still, `rivals` says how many.
 * - `timed`: the trips of one section of which the kilometres are told; `measured`: those of them that are of the route.
 * @param toldBy in SQL, the events that told of a way, from the visit on where a trip begins: they are gathered for explanations alone
 */
const sectionTrips = (toldBy: string) => `
  WITH RECURSIVE ${PERIOD},
  leg AS MATERIALIZED (SELECT l.* FROM read.route_legs l WHERE ${isKnown('l')}),
  told AS (
    SELECT from_location AS leaves, to_location AS enters, border_points, mode, route_id, distance_km, duration_days, cost_minor, cost_currency, from_position FROM leg
    UNION ALL
    SELECT to_location, from_location, ARRAY(SELECT b.place FROM unnest(border_points) WITH ORDINALITY AS b(place, rank) ORDER BY b.rank DESC),
      mode, route_id, distance_km, duration_days, cost_minor, cost_currency, from_position
    FROM leg
  ),
  section AS MATERIALIZED (
    SELECT leaves, enters, mode, border_points, row_number() OVER (ORDER BY leaves, enters, mode, border_points) AS section,
      array_agg(DISTINCT route_id) AS routes, ${told('distance_km')} AS section_km, ${told('duration_days')} AS plan_days,
      ${told('cost_minor')} AS plan_cost_minor,
      (array_agg(cost_currency ORDER BY from_position DESC, route_id) FILTER (WHERE cost_minor IS NOT NULL))[1] AS plan_cost_currency
    FROM told GROUP BY leaves, enters, mode, border_points
  ),
  arrival AS MATERIALIZED (
    SELECT v.consignment_id, v.number AS ends_at, v.location AS enters, ${msOf('v.arrived_at')} AS came_ms, v.standing AS came, v.from_position, v.within
    FROM read.visits v JOIN period p ON ${isPeriodOf('v.location')}
    -- A list, so that the arrivals of these places and months are found by their index, however many others there are.
    WHERE ${isKnown('v')} AND v.location = ANY (ARRAY(SELECT enters FROM section WHERE section_km IS NOT NULL))
      AND coalesce(v.arrived_at, v.seen_at) >= to_timestamp($5::double precision / 1000)
      AND coalesce(v.arrived_at, v.seen_at) < to_timestamp($6::double precision / 1000)
      AND ${msOf('coalesce(v.arrived_at, v.seen_at)')} >= p.from_ms AND ${msOf('coalesce(v.arrived_at, v.seen_at)')} < p.until_ms
      AND NOT ${isSplit('v')}
  ),${waysOf('arrival', ['ends_at', 'enters', 'came_ms', 'came', 'from_position', 'within'])},
  -- Most ways that end where a section does begin at none: they are left out before anything is added up.
  near AS (
    SELECT w.*, bool_or(w.may_begin) OVER (
      -- In the order that the windows behind it need, so that the ways are sorted once.
      PARTITION BY w.from_position, w.within, w.consignment_id ORDER BY w.number ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS may_be_of_one
    FROM (
      SELECT w.*, s.leaves IS NOT NULL AS may_begin
      FROM way w LEFT JOIN (SELECT DISTINCT leaves, enters, mode FROM section) s
        ON s.leaves = w.place AND s.enters = w.enters AND s.mode = w.mode AND w.number < w.ends_at
      WHERE w.number <= w.ends_at
    ) w
  ),
  -- What lies behind each visit of a way up to where it ends, beside it.
  behind AS (
    SELECT w.*, array_agg(w.place) OVER onward AS then_seen, array_agg(w.mode) FILTER (WHERE w.number < w.ends_at) OVER onward AS then_modes,
      ${toldBy} AS told_by,
      coalesce(sum(${msOf('w.departed_at')} - ${msOf('w.arrived_at')}) FILTER (WHERE w.number < w.ends_at AND w.standing = 'complete') OVER onward, 0)::bigint AS stopped_ms,
      (count(*) FILTER (WHERE w.number < w.ends_at AND w.standing <> 'complete') OVER onward)::int AS unmeasured_stops,
      count(*) FILTER (WHERE w.number < w.ends_at AND w.place = w.enters) OVER onward AS been_there
    FROM near w WHERE w.may_be_of_one
    WINDOW onward AS (PARTITION BY w.from_position, w.within, w.consignment_id ORDER BY w.number ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
  ),
  trip AS (
    SELECT consignment_id, ends_at AS number, number AS begins, place AS leaves, enters, mode, ${msOf('departed_at')} AS departed_ms, came_ms AS arrived_ms,
      'anomaly' IN (standing, came) AS wrong, from_position, within, place || then_seen AS seen, told_by AS positions, stopped_ms, unmeasured_stops
    FROM behind
    -- Neither back where it begins, nor at the other end between, nor gone on by something else.
    WHERE may_begin AND place <> ALL (then_seen) AND been_there = 0 AND mode = ALL (coalesce(then_modes, '{}'))
  ),
  possible AS (
    SELECT t.*, s.section, s.section_km, s.routes,
      (SELECT count(*) FROM unnest(s.border_points) AS b(place) WHERE b.place = ANY (t.seen)) AS borders_seen
    FROM trip t JOIN section s USING (leaves, enters, mode)
    WHERE (cardinality(s.border_points) = 0 OR s.border_points && t.seen)
      AND NOT EXISTS (
        SELECT FROM section o CROSS JOIN unnest(o.border_points) AS b(place)
        WHERE o.leaves = s.leaves AND o.enters = s.enters AND o.mode = s.mode AND b.place = ANY (t.seen) AND b.place <> ALL (s.border_points))
  ),
  ranked AS (
    SELECT p.*, rank() OVER (PARTITION BY consignment_id, number, leaves ORDER BY borders_seen DESC) AS place FROM possible p
  ),
  fit AS MATERIALIZED (
    SELECT r.*, count(*) OVER (PARTITION BY consignment_id, number, leaves) AS rivals FROM ranked r WHERE place = 1
  ),
  timed AS MATERIALIZED (
    SELECT f.*, (f.section_km * 10)::bigint AS km_tenths, f.arrived_ms - f.departed_ms AS ms, f.arrived_ms - f.departed_ms - f.stopped_ms AS moving_ms,
      CASE WHEN f.wrong THEN 'anomaly' WHEN f.arrived_ms - f.departed_ms IS NULL THEN 'incomplete'
        WHEN f.arrived_ms - f.departed_ms - f.stopped_ms <= 0 THEN 'anomaly' ELSE 'complete' END AS standing
    FROM fit f WHERE f.rivals = 1 AND f.section_km IS NOT NULL
  ),
  measured AS (SELECT t.* FROM timed t WHERE ${isAsked('t')})`;

/** Of trips as they explain a figure: `positions` has the events of each of their visits, in order. */
export const SECTION_TRIPS = sectionTrips(
  'json_agg(w.positions) OVER (PARTITION BY w.from_position, w.within, w.consignment_id ORDER BY w.number ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)',
);
/** The same as they are added up: their `positions` are null. */
export const TRIPS_TO_ADD_UP = sectionTrips('NULL::json');

/** In SQL, how many trips may be of more than one section, so that nobody knows of which. */
export const AMBIGUOUS_TRIPS = `
  (SELECT count(DISTINCT (f.consignment_id, f.number, f.leaves))::int FROM fit f WHERE f.rivals > 1 AND f.section_km IS NOT NULL AND ${isAsked('f')})`;
