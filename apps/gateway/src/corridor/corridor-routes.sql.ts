import { isPeriodOf } from '../calendar/months-by-clock.js';
import { msOf } from '../holds/held.sql.js';
import { isKnown, waysOf } from './ways.sql.js';

/** Goods that arrived, as PostgreSQL tells it. Decimals and bigints are text. */
export interface GoodsRow {
  readonly n: number;
  readonly unvalued: number;
  readonly cents: string;
  readonly mass_kg: string;
  /** The same in millionths of kilograms. */
  readonly mass: string;
  readonly ms: string;
  /** Null where nothing arrived, as the one behind it. */
  readonly p50_ms: string | null;
  readonly p90_ms: string | null;
}

/** The same of one route, port, month, or of a set of modes. */
export interface GoodsByRow<Key = string> extends GoodsRow {
  readonly key: Key;
}

/** A month, and what of it went by a northern route. */
export interface GoodsOfMonthRow extends GoodsByRow {
  readonly northern_n: number;
  readonly northern_cents: string;
  readonly northern_mass: string;
  readonly others_n: number;
  readonly others_cents: string;
  readonly others_mass: string;
}

/** Goods that arrived, of the figure. */
export interface ArrivedGoodsRow {
  readonly position: string;
  readonly consignment_id: string;
  readonly begins: string;
  readonly location: string;
  readonly started_ms: string;
  readonly ended_ms: string;
  readonly ms: string;
  readonly modes: readonly string[];
  readonly ports: readonly string[];
  readonly rivals: readonly string[];
  readonly cents: string | null;
  readonly net_mass_kg: string | null;
  readonly positions: readonly (readonly number[])[];
}

/**
 * The goods that were delivered, as of position $4, in countries $1 ('' for all others), from $2 until before $3 (milliseconds), which is in the month $7, none of
 * which are outside $5 to $6 (milliseconds), to another country than the one where their way began: `arrived`.
 *
 * - `gated`: what a plan in force passes between its ends, in order: its border crossings and where its legs meet. Both sides of a crossing are one gate: place $8 is of gate $9.
 * - `rivals`: the routes of which the goods passed every gate, in their order or backwards, from country to country; of these, those with the most gates, and then those at
 *   more of whose ends the goods were seen. None, the one that was taken, or several, so that nobody knows.
 * - `ports`: those of $10 at which they were seen.
 *
 * What is known of each is told by its own rows alone: two sets of them, joined, would be gone through row by row, as the database takes them for small.
 */
export const ARRIVED = `
  WITH RECURSIVE period AS (SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $7::text[]) AS p(country, from_ms, until_ms, month)),
  gate_place AS (SELECT * FROM unnest($8::text[], $9::text[]) AS g(place, gate)),
  leg AS MATERIALIZED (SELECT l.* FROM read.route_legs l WHERE ${isKnown('l')}),
  route AS MATERIALIZED (
    SELECT route_id, (array_agg(from_location ORDER BY number))[1] AS begins, (array_agg(to_location ORDER BY number DESC))[1] AS ends FROM leg GROUP BY route_id
  ),
  route_gate AS (
    SELECT l.route_id, coalesce(g.gate, p.place) AS gate, min(l.number * 1000 + p.rank) AS rank
    FROM leg l JOIN route r USING (route_id)
    CROSS JOIN LATERAL (
      SELECT b.place, b.rank FROM unnest(l.border_points) WITH ORDINALITY AS b(place, rank) UNION ALL SELECT l.to_location, 999
    ) p
    LEFT JOIN gate_place g ON g.place = p.place
    WHERE p.place NOT IN (r.begins, r.ends)
    GROUP BY l.route_id, coalesce(g.gate, p.place)
  ),
  gated AS MATERIALIZED (
    SELECT r.route_id, r.begins, r.ends, array_agg(g.gate ORDER BY g.rank) AS gates
    FROM route r JOIN route_gate g USING (route_id) GROUP BY r.route_id, r.begins, r.ends
  ),
  ended AS MATERIALIZED (
    SELECT j.position, j.consignment_id, j.location, p.month, ${msOf('j.at')} AS ended_ms
    FROM read.journey_ends j JOIN period p ON ${isPeriodOf('j.location')} AND ${msOf('j.at')} >= p.from_ms AND ${msOf('j.at')} < p.until_ms
    WHERE j.position <= $4 AND j.at >= to_timestamp($5::double precision / 1000) AND j.at < to_timestamp($6::double precision / 1000)
  ),${waysOf('ended', ['position', 'location', 'month', 'ended_ms'])},
  stop AS (
    SELECT w.*, max(w.number) FILTER (WHERE w.position = ANY (w.positions)) OVER (PARTITION BY w.position) AS ends_at FROM way w
  ),
  seen AS (
    SELECT position, consignment_id, location, month, ended_ms, array_agg(place ORDER BY number) AS seen,
      (array_agg(${msOf('seen_at')} ORDER BY number))[1] AS started_ms, json_agg(positions ORDER BY number) AS positions,
      array_agg(mode ORDER BY number) FILTER (WHERE number < ends_at AND mode IS NOT NULL) AS legs
    FROM stop WHERE number <= ends_at GROUP BY position, consignment_id, location, month, ended_ms
  ),
  passing AS MATERIALIZED (
    SELECT s.*, ARRAY(
      SELECT coalesce(g.gate, p.place) FROM unnest(s.seen) WITH ORDINALITY AS p(place, rank) LEFT JOIN gate_place g ON g.place = p.place ORDER BY p.rank
    ) AS gates
    FROM seen s WHERE left(s.seen[1], 2) <> left(s.location, 2)
  ),
  arrived AS MATERIALIZED (
    SELECT p.position, p.consignment_id, p.seen[1] AS begins, p.location, p.month, p.started_ms, p.ended_ms, p.ended_ms - p.started_ms AS ms, p.positions,
      ARRAY(SELECT m.mode FROM unnest(p.legs) WITH ORDINALITY AS m(mode, rank) GROUP BY m.mode ORDER BY min(m.rank)) AS modes,
      ARRAY(SELECT port FROM unnest($10::text[]) AS port WHERE port = ANY (p.seen)) AS ports,
      ARRAY(
        SELECT c.route_id FROM (
          SELECT r.route_id,
            rank() OVER (ORDER BY cardinality(r.gates) DESC, (r.begins = ANY (p.seen))::integer + (r.ends = ANY (p.seen))::integer DESC) AS place
          FROM gated r CROSS JOIN LATERAL (
            SELECT coalesce(bool_and(g.at > g.before), true) AS onward, coalesce(bool_and(g.at < g.before), true) AS backward
            FROM (
              SELECT array_position(p.gates, x.gate) AS at, lag(array_position(p.gates, x.gate)) OVER (ORDER BY x.rank) AS before
              FROM unnest(r.gates) WITH ORDINALITY AS x(gate, rank)
            ) g
          ) o
          WHERE r.gates <@ p.gates
            AND (o.onward AND left(r.begins, 2) = left(p.seen[1], 2) AND left(r.ends, 2) = left(p.location, 2)
              OR o.backward AND left(r.ends, 2) = left(p.seen[1], 2) AND left(r.begins, 2) = left(p.location, 2))
        ) c WHERE c.place = 1 ORDER BY c.route_id
      ) AS rivals,
      v.usd_cents AS cents, v.net_mass_kg
    FROM passing p LEFT JOIN LATERAL (
      SELECT v.usd_cents, v.net_mass_kg FROM read.goods_values v
      WHERE v.consignment_id = p.consignment_id AND v.position <= $4 ORDER BY v.position DESC LIMIT 1
    ) v ON true
  )`;

const massOf = (kg: string) => `(coalesce(${kg}, 0) * 1000000)::numeric(60)::text`;
const percentile = (share: number) => `(percentile_disc(${share}) WITHIN GROUP (ORDER BY ms))::text`;
/** The columns of a {@link GoodsRow}, over rows of `arrived`. */
const FACTS = `count(position)::int AS n, count(position) FILTER (WHERE cents IS NULL)::int AS unvalued, coalesce(sum(cents), 0)::text AS cents,
    trim_scale(coalesce(sum(net_mass_kg), 0))::text AS mass_kg, ${massOf('sum(net_mass_kg)')} AS mass,
    coalesce(sum(ms), 0)::text AS ms, ${percentile(0.5)} AS p50_ms, ${percentile(0.9)} AS p90_ms`;

export const GOODS_SQL = `${ARRIVED}
  SELECT ${FACTS} FROM arrived`;

/** Of which nobody knows the route: under 'none' what took none that is known, under 'ambiguous' what may have taken several. */
export const GOODS_WITHOUT_ROUTE_SQL = `${ARRIVED}
  SELECT CASE WHEN cardinality(rivals) = 0 THEN 'none' ELSE 'ambiguous' END AS key, ${FACTS}
  FROM arrived WHERE cardinality(rivals) <> 1 GROUP BY 1`;

/** Of each route that the ledger knows, those that no goods took too. */
export const GOODS_BY_ROUTE_SQL = `${ARRIVED}
  SELECT r.route_id AS key, ${FACTS} FROM route r LEFT JOIN arrived a ON a.rivals = ARRAY[r.route_id]
  GROUP BY r.route_id ORDER BY n DESC, r.route_id`;

/** What went by the routes $11, whichever of them. */
export const isOf = `cardinality(rivals) > 0 AND rivals <@ $11::text[]`;
/** What went by others, whichever of them. */
export const isOfOthers = `cardinality(rivals) > 0 AND NOT rivals && $11::text[]`;

/** Of all routes $11 together, and of all others; what may have taken either is in neither. */
export const GOODS_BY_ROUTES_SQL = `${ARRIVED}
  SELECT CASE WHEN ${isOf} THEN 'these' ELSE 'others' END AS key, ${FACTS} FROM arrived WHERE (${isOf}) OR (${isOfOthers}) GROUP BY 1`;

export const GOODS_BY_PORT_SQL = `${ARRIVED}
  SELECT port AS key, ${FACTS} FROM unnest($10::text[]) WITH ORDINALITY AS p(port, rank) LEFT JOIN arrived a ON p.port = ANY (a.ports)
  GROUP BY port, rank ORDER BY rank`;

export const GOODS_BY_MODES_SQL = `${ARRIVED}
  SELECT modes AS key, ${FACTS} FROM arrived GROUP BY modes ORDER BY n DESC, modes`;

/** What of a month went one way or the other: how many, cents and mass. */
const partOf = (name: string, way: string) => `count(*) FILTER (WHERE ${way})::int AS ${name}_n,
    coalesce(sum(cents) FILTER (WHERE ${way}), 0)::text AS ${name}_cents, ${massOf(`sum(net_mass_kg) FILTER (WHERE ${way})`)} AS ${name}_mass`;

/** Of each month in which goods arrived; beside it what went by the routes $11, and by others. */
export const GOODS_BY_MONTH_SQL = `${ARRIVED}
  SELECT month AS key, ${FACTS}, ${partOf('northern', isOf)}, ${partOf('others', isOfOthers)}
  FROM arrived GROUP BY month ORDER BY month`;

/** Those behind position $11, $12 of them. */
export const ARRIVED_GOODS_SQL = `${ARRIVED}
  SELECT position, consignment_id, begins, location, started_ms, ended_ms, ms, modes, ports, rivals, cents::text, trim_scale(net_mass_kg)::text AS net_mass_kg, positions
  FROM arrived WHERE position > $11 ORDER BY position LIMIT $12`;
