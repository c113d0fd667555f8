import {
  AMBIGUOUS_TRIPS,
  bySection,
  listOf,
  SECTION_TRIPS,
  type SectionRow,
  TRIPS_TO_ADD_UP,
} from './section-trips.sql.js';
import type { MeasuredStanding } from './time-facts.types.js';

/** A trip at a percentile: its speed, as it is put in order; its tenths of kilometres, and its milliseconds. */
export type SpeedAt = readonly [speed: string, kmTenths: string, ms: string];

/** How fast trips were. Tenths of kilometres and milliseconds are bigints, as text. */
export interface SpeedRow {
  readonly n: number;
  readonly incomplete: number;
  readonly anomalies: number;
  readonly unmeasured_stops: number;
  readonly km_tenths: string;
  readonly ms: string;
  readonly moving_ms: string;
  /** Null without a complete one, as those behind it. */
  readonly p50: SpeedAt | null;
  readonly p90: SpeedAt | null;
  readonly moving_p50: SpeedAt | null;
  readonly moving_p90: SpeedAt | null;
}

/** A trip behind the figure. */
export interface SpeedTripRow {
  readonly consignment_id: string;
  readonly leaves: string;
  readonly enters: string;
  readonly mode: string;
  readonly standing: MeasuredStanding;
  readonly departed_ms: string | null;
  readonly arrived_ms: string | null;
  readonly km_tenths: string;
  readonly ms: string | null;
  readonly moving_ms: string | null;
  readonly unmeasured_stops: number;
  readonly positions: readonly (readonly number[])[];
  readonly from_position: string;
  /** Which of those of its position. */
  readonly place: number;
}

const COMPLETE = `FILTER (WHERE standing = 'complete')`;
/** Of the trip that as many did not exceed (nearest rank). Only what is complete is divided: all else may have taken no time. */
const percentile = (share: number, ms: string) =>
  `(percentile_disc(${share}) WITHIN GROUP (ORDER BY CASE WHEN standing = 'complete' THEN ARRAY[km_tenths::numeric / ${ms}, km_tenths, ${ms}] END) ${COMPLETE})::text[]`;

/** The columns of a {@link SpeedRow}, over rows of `measured`. */
const SPEED_FACTS = `(count(*) ${COMPLETE})::int AS n,
    (count(*) FILTER (WHERE standing = 'incomplete'))::int AS incomplete, (count(*) FILTER (WHERE standing = 'anomaly'))::int AS anomalies,
    (coalesce(sum(unmeasured_stops) ${COMPLETE}, 0))::int AS unmeasured_stops,
    coalesce(sum(km_tenths) ${COMPLETE}, 0)::text AS km_tenths, coalesce(sum(ms) ${COMPLETE}, 0)::text AS ms,
    coalesce(sum(moving_ms) ${COMPLETE}, 0)::text AS moving_ms,
    ${percentile(0.5, 'ms')} AS p50, ${percentile(0.9, 'ms')} AS p90, ${percentile(0.5, 'moving_ms')} AS moving_p50, ${percentile(0.9, 'moving_ms')} AS moving_p90`;

export interface SectionSpeedRow extends SectionRow, SpeedRow {}

/** How fast trips over the sections of a route were. */
export interface RouteSpeedRow extends SpeedRow {
  readonly route_id: string;
}

/** The figure. The trips are found once, whatever of it is asked for: that takes the time, to add them up takes little. */
export interface SpeedsRow {
  readonly all: SpeedRow;
  readonly ambiguous: number;
  /** Of each section of which the kilometres are told, those without a trip too. */
  readonly by_section: readonly SectionSpeedRow[];
  /** Of the routes $8, whatever route is asked for. */
  readonly by_route: readonly RouteSpeedRow[];
}

export const SPEED_SQL = `${TRIPS_TO_ADD_UP}
  SELECT (SELECT to_json(f) FROM (SELECT ${SPEED_FACTS} FROM measured) f) AS all, ${AMBIGUOUS_TRIPS} AS ambiguous,
    ${listOf(bySection(SPEED_FACTS, 'measured'))} AS by_section,
    ${listOf(`SELECT r.route_id, f.* FROM unnest($8::text[]) AS r(route_id)
      CROSS JOIN LATERAL (SELECT ${SPEED_FACTS} FROM timed t WHERE r.route_id = ANY (t.routes)) f`)} AS by_route`;

/** Those behind place $9 of position $8, $10 of them. */
export const SPEED_TRIPS_SQL = `${SECTION_TRIPS}
  SELECT * FROM (
    SELECT consignment_id, leaves, enters, mode, standing, departed_ms, arrived_ms, km_tenths, ms, moving_ms, unmeasured_stops, positions,
      from_position, (row_number() OVER (PARTITION BY from_position ORDER BY within, begins))::int AS place
    FROM measured
  ) t WHERE (from_position, place) > ($8, $9) ORDER BY from_position, place LIMIT $10`;
