import { msOf } from '../holds/held.sql.js';
import {
  bySection,
  isAsked,
  listOf,
  SECTION_TRIPS,
  type SectionRow,
  TRIPS_TO_ADD_UP,
} from './section-trips.sql.js';
import type { CostOnTheWayRow } from './transport-cost.types.js';
import { isKnown } from './ways.sql.js';

/** What a trip at a percentile paid: as it is put in order; its cents, and its tenths of kilometres × millionths of kilograms. */
export type CostAt = readonly [cost: string, cents: string, weight: string];

/** What trips paid, as PostgreSQL tells it: cents are bigints, as text. */
export interface SectionCostsRow {
  readonly n: number;
  readonly cents: string;
  readonly unreceipted_cents: string;
  /** Tenths of kilometres × millionths of kilograms of the trips. */
  readonly weight: string;
  /** Null where nothing was paid, as the one behind it. */
  readonly p50: CostAt | null;
  readonly p90: CostAt | null;
}

/** A cost behind the figure. */
export interface SectionCostRow extends CostOnTheWayRow {
  readonly leaves: string;
  readonly enters: string;
  readonly mode: string;
  readonly section_km: string;
  readonly net_mass_kg: string;
}

/**
 * What was paid for the sections of the trips that {@link SECTION_TRIPS} tells of, by the same parameters: each cost is of the last trip of the goods over its section,
 * in its direction. `told_cost` has those of all routes, `cost` those of the route.
 */
const costsOf = (trips: string) => `${trips},
  weighed AS MATERIALIZED (
    SELECT m.*, g.net_mass_kg, m.km_tenths * (g.net_mass_kg * 1000000)::numeric(40) AS weight
    FROM timed m JOIN LATERAL (
      SELECT v.net_mass_kg FROM read.goods_values v
      WHERE v.consignment_id = m.consignment_id AND v.position <= $4 AND v.net_mass_kg > 0 ORDER BY v.position DESC LIMIT 1
    ) g ON true
    WHERE NOT EXISTS (
      SELECT FROM read.visits a WHERE a.consignment_id = m.consignment_id AND a.number > m.number AND a.location = m.leaves AND ${isKnown('a')}
        AND EXISTS (
          SELECT FROM read.visits e WHERE e.consignment_id = a.consignment_id AND e.number > a.number AND e.location = m.enters AND ${isKnown('e')}))
  ),
  told_cost AS MATERIALIZED (
    SELECT w.consignment_id, w.number, w.begins, w.section, w.routes, w.leaves, w.enters, w.mode, w.section_km, w.net_mass_kg, w.weight, w.standing,
      w.positions, w.from_position, t.kind, t.description, t.units, t.reference, t.amount_minor, t.currency, t.usd_cents AS cents, t.receipted, t.recorded_by, t.withdrawn_position, ${msOf('t.paid_at')} AS paid_ms, t.position
    FROM weighed w JOIN read.transport_costs t ON t.consignment_id = w.consignment_id AND t.from_location = w.leaves AND t.to_location = w.enters
      AND t.position <= $4 AND (t.withdrawn_position IS NULL OR t.withdrawn_position > $4)
  ),
  cost AS (SELECT c.* FROM told_cost c WHERE ${isAsked('c')})`;

/** Of trips with their events. */
export const CORRIDOR_COSTS = costsOf(SECTION_TRIPS);
const COSTS_TO_ADD_UP = costsOf(TRIPS_TO_ADD_UP);

/** What each trip of all routes paid, or paid for one thing. */
const paid = (by: 'trip' | 'kind') => `
    SELECT section, routes, mode, ${by === 'kind' ? 'kind, ' : ''}weight, sum(cents) AS cents, coalesce(sum(cents) FILTER (WHERE NOT receipted), 0) AS unreceipted
    FROM told_cost WHERE standing = 'complete' GROUP BY consignment_id, number, begins, section, routes, mode, weight${by === 'kind' ? ', kind' : ''}`;
const percentile = (share: number) =>
  `(percentile_disc(${share}) WITHIN GROUP (ORDER BY CASE WHEN weight IS NOT NULL THEN ARRAY[cents / weight, cents, weight] END) FILTER (WHERE weight IS NOT NULL))::text[]`;
/** The columns of a {@link SectionCostsRow}. */
const FACTS = `count(weight)::int AS n, coalesce(sum(cents), 0)::text AS cents, coalesce(sum(unreceipted), 0)::text AS unreceipted_cents,
    coalesce(sum(weight), 0)::text AS weight, ${percentile(0.5)} AS p50, ${percentile(0.9)} AS p90`;

/** What one kind, one mode or one route came to. */
export interface CostsByRow extends SectionCostsRow {
  readonly key: string;
}

export interface CostsOfSectionRow extends SectionRow, SectionCostsRow {}

/** The figure. The costs are found once, whatever of it is asked for: that takes the time, to add them up takes little. */
export interface SectionsCostsRow {
  readonly all: SectionCostsRow;
  /** How many costs were told of trips that are not complete. */
  readonly unmeasured: number;
  /** Of each section of which the kilometres are told, those of which no cost is told too. */
  readonly by_section: readonly CostsOfSectionRow[];
  readonly by_kind: readonly CostsByRow[];
  readonly by_mode: readonly CostsByRow[];
  /** Of the routes $8, whatever route is asked for. */
  readonly by_route: readonly CostsByRow[];
}

const costsBy = (key: 'kind' | 'mode', source: string) =>
  listOf(
    `SELECT ${key} AS key, ${FACTS} FROM ${source} p WHERE ${isAsked('p')} GROUP BY ${key} ORDER BY sum(cents) DESC, ${key}`,
  );

export const CORRIDOR_COSTS_SQL = `${COSTS_TO_ADD_UP},
  paid_by_all AS MATERIALIZED (${paid('trip')}),
  paid_for AS MATERIALIZED (${paid('kind')}),
  paid AS (SELECT p.* FROM paid_by_all p WHERE ${isAsked('p')})
  SELECT (SELECT to_json(f) FROM (SELECT ${FACTS} FROM paid) f) AS all,
    (SELECT count(*)::int FROM cost WHERE standing <> 'complete') AS unmeasured,
    ${listOf(bySection(FACTS, 'paid'))} AS by_section,
    ${costsBy('kind', 'paid_for')} AS by_kind, ${costsBy('mode', 'paid')} AS by_mode,
    ${listOf(`SELECT r.route_id AS key, f.* FROM unnest($8::text[]) AS r(route_id)
      CROSS JOIN LATERAL (SELECT ${FACTS} FROM paid_by_all p WHERE r.route_id = ANY (p.routes)) f`)} AS by_route`;

/** Those behind position $8, $9 of them; where $10 names customs, without what others told to be without a receipt. */
export const CORRIDOR_COST_EVENTS_SQL = `${COSTS_TO_ADD_UP}
  SELECT consignment_id, leaves, enters, mode, section_km::text, net_mass_kg::text, kind, description, units, reference, amount_minor, currency, cents, receipted,
    paid_ms, position
  FROM cost
  WHERE standing = 'complete' AND position > $8 AND ($10::text IS NULL OR receipted IS DISTINCT FROM false OR recorded_by = $10)
  ORDER BY position LIMIT $9`;
