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
 * - `route_gate`: what a plan in force passes between its ends, in order: its border crossings and where its legs meet. Both sides of a crossing are one gate: place $8 is of gate $9.
 * - `took`: the routes of which the goods passed every gate, in their order or backwards.
 * - `chosen`: of these, as the way leads from country to country, those with the most gates; of several, those at more of whose ends the goods were seen. `rivals` are
 *   the routes that are left: none, the one that was taken, or several, so that nobody knows.
 * - `ports`: those of $10 at which they were seen.
 */
const ARRIVED = `
  WITH RECURSIVE period AS (SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $7::text[]) AS p(country, from_ms, until_ms, month)),
  gate_place AS (SELECT * FROM unnest($8::text[], $9::text[]) AS g(place, gate)),
  leg AS MATERIALIZED (SELECT l.* FROM read.route_legs l WHERE ${isKnown('l')}),
  route AS MATERIALIZED (
    SELECT route_id, (array_agg(from_location ORDER BY number))[1] AS begins, (array_agg(to_location ORDER BY number DESC))[1] AS ends FROM leg GROUP BY route_id
  ),
  route_gate AS MATERIALIZED (
    SELECT l.route_id, coalesce(g.gate, p.place) AS gate, row_number() OVER (PARTITION BY l.route_id ORDER BY min(l.number * 1000 + p.rank)) AS rank,
      count(*) OVER (PARTITION BY l.route_id) AS gates
    FROM leg l JOIN route r USING (route_id)
    CROSS JOIN LATERAL (
      SELECT b.place, b.rank FROM unnest(l.border_points) WITH ORDINALITY AS b(place, rank) UNION ALL SELECT l.to_location, 999
    ) p
    LEFT JOIN gate_place g ON g.place = p.place
    WHERE p.place NOT IN (r.begins, r.ends)
    GROUP BY l.route_id, coalesce(g.gate, p.place)
  ),
  ended AS MATERIALIZED (
    SELECT j.position, j.consignment_id, j.location, p.month, ${msOf('j.at')} AS ended_ms
    FROM read.journey_ends j JOIN period p ON ${isPeriodOf('j.location')} AND ${msOf('j.at')} >= p.from_ms AND ${msOf('j.at')} < p.until_ms
    WHERE j.position <= $4 AND j.at >= to_timestamp($5::double precision / 1000) AND j.at < to_timestamp($6::double precision / 1000)
  ),${waysOf('ended')},
  journey AS MATERIALIZED (
    SELECT e.*, w.number AS ends_at FROM ended e JOIN way w ON w.consignment_id = e.consignment_id AND e.position = ANY (w.positions)
  ),
  stop AS MATERIALIZED (
    SELECT j.position, j.ends_at, w.number, w.location, w.seen_at, w.mode, w.positions
    FROM journey j JOIN way w ON w.consignment_id = j.consignment_id AND w.number <= j.ends_at
  ),
  seen AS (
    SELECT position, array_agg(location ORDER BY number) AS seen, (array_agg(${msOf('seen_at')} ORDER BY number))[1] AS started_ms,
      json_agg(positions ORDER BY number) AS positions
    FROM stop GROUP BY position
  ),
  moved AS (
    SELECT position, array_agg(mode ORDER BY first) AS modes FROM (
      SELECT position, mode, min(number) AS first FROM stop WHERE number < ends_at AND mode IS NOT NULL GROUP BY position, mode
    ) m GROUP BY position
  ),
  passed AS (
    SELECT s.position, coalesce(g.gate, s.location) AS gate, min(s.number) AS number
    FROM stop s LEFT JOIN gate_place g ON g.place = s.location GROUP BY 1, 2
  ),
  hit AS (
    SELECT p.position, r.route_id, r.gates, p.number, lag(p.number) OVER (PARTITION BY p.position, r.route_id ORDER BY r.rank) AS before
    FROM passed p JOIN route_gate r USING (gate)
  ),
  took AS (
    SELECT position, route_id, gates, coalesce(bool_and(number > before), true) AS onward, coalesce(bool_and(number < before), true) AS backward
    FROM hit GROUP BY position, route_id, gates HAVING count(*) = gates
  ),
  ranked AS (
    SELECT t.position, t.route_id,
      rank() OVER (PARTITION BY t.position ORDER BY t.gates DESC, (r.begins = ANY (s.seen))::integer + (r.ends = ANY (s.seen))::integer DESC) AS place
    FROM took t JOIN route r USING (route_id) JOIN seen s USING (position)
    WHERE (t.onward AND left(r.begins, 2) = left(s.seen[1], 2) AND left(r.ends, 2) = left(s.seen[cardinality(s.seen)], 2))
      OR (t.backward AND left(r.ends, 2) = left(s.seen[1], 2) AND left(r.begins, 2) = left(s.seen[cardinality(s.seen)], 2))
  ),
  chosen AS (SELECT position, array_agg(route_id ORDER BY route_id) AS rivals FROM ranked WHERE place = 1 GROUP BY position),
  arrived AS MATERIALIZED (
    SELECT j.position, j.consignment_id, s.seen[1] AS begins, j.location, j.month, s.started_ms, j.ended_ms, j.ended_ms - s.started_ms AS ms,
      coalesce(m.modes, '{}') AS modes, ARRAY(SELECT port FROM unnest($10::text[]) AS port WHERE port = ANY (s.seen)) AS ports,
      coalesce(c.rivals, '{}') AS rivals, g.usd_cents AS cents, g.net_mass_kg, s.positions
    FROM journey j JOIN seen s USING (position) LEFT JOIN moved m USING (position) LEFT JOIN chosen c USING (position)
    LEFT JOIN LATERAL (
      SELECT v.usd_cents, v.net_mass_kg FROM read.goods_values v
      WHERE v.consignment_id = j.consignment_id AND v.position <= $4 ORDER BY v.position DESC LIMIT 1
    ) g ON true
    WHERE left(s.seen[1], 2) <> left(j.location, 2)
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

/** Of all routes $11 together. */
export const GOODS_BY_ROUTES_SQL = `${ARRIVED}
  SELECT ${FACTS} FROM arrived WHERE cardinality(rivals) = 1 AND rivals <@ $11::text[]`;

export const GOODS_BY_PORT_SQL = `${ARRIVED}
  SELECT port AS key, ${FACTS} FROM unnest($10::text[]) WITH ORDINALITY AS p(port, rank) LEFT JOIN arrived a ON p.port = ANY (a.ports)
  GROUP BY port, rank ORDER BY rank`;

export const GOODS_BY_MODES_SQL = `${ARRIVED}
  SELECT modes AS key, ${FACTS} FROM arrived GROUP BY modes ORDER BY n DESC, modes`;

/** Of each month in which goods arrived; beside it what went by the routes $11. */
export const GOODS_BY_MONTH_SQL = `${ARRIVED},
  northern AS (SELECT position FROM arrived WHERE cardinality(rivals) = 1 AND rivals <@ $11::text[])
  SELECT month AS key, ${FACTS}, count(n.position)::int AS northern_n,
    coalesce(sum(cents) FILTER (WHERE n.position IS NOT NULL), 0)::text AS northern_cents,
    ${massOf('sum(net_mass_kg) FILTER (WHERE n.position IS NOT NULL)')} AS northern_mass
  FROM arrived LEFT JOIN northern n USING (position) GROUP BY month ORDER BY month`;

/** Those behind position $11, $12 of them. */
export const ARRIVED_GOODS_SQL = `${ARRIVED}
  SELECT position, consignment_id, begins, location, started_ms, ended_ms, ms, modes, ports, rivals, cents::text, trim_scale(net_mass_kg)::text AS net_mass_kg, positions
  FROM arrived WHERE position > $11 ORDER BY position LIMIT $12`;
