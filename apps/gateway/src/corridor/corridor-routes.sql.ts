import { isPeriodOf } from '../calendar/months-by-clock.js';
import { msOf } from '../holds/held.sql.js';
import { isKnown, linesOf } from './ways.sql.js';

/** Goods that arrived by one way, as PostgreSQL tells it. */
export interface GoodsOfWayRow {
  readonly modes: readonly string[];
  readonly ports: readonly string[];
  readonly rivals: readonly string[];
  /** Those in which any did. */
  readonly months: readonly {
    readonly month: string;
    readonly n: number;
    readonly unvalued: number;
    readonly cents: string;
    /** Millionths of kilograms. */
    readonly mass: string;
    /** How long each took, in milliseconds. */
    readonly times: readonly number[];
  }[];
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
 * which are outside $5 to $6 (milliseconds), to another country than the one where their way began: `foreign_way`, with the places where they were `seen`, one behind the other, and
 * what carried them on from there (`legs`).
 *
 * `gated` is what a plan in force passes between its ends, in order: its border crossings and where its legs meet. Both sides of a crossing are one gate: place $8 is of gate $9.
 *
 * What is known of each is looked up for it alone, and read in the order in which it was there: joined, all visits of all times would be read.
 */
const FOREIGN = `
  WITH RECURSIVE clock AS MATERIALIZED (
    SELECT p.country, array_agg(to_timestamp(p.from_ms / 1000) ORDER BY p.from_ms) AS begins, array_agg(p.month ORDER BY p.from_ms) AS months,
      to_timestamp(max(p.until_ms) / 1000) AS until_at
    FROM unnest($1::text[], $2::double precision[], $3::double precision[], $7::text[]) AS p(country, from_ms, until_ms, month) GROUP BY p.country
  ),
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
    SELECT j.position, j.consignment_id, j.location, p.months[width_bucket(j.at, p.begins)] AS month, j.at AS ended_at
    FROM read.journey_ends j JOIN clock p ON ${isPeriodOf('j.location')} AND j.at >= p.begins[1] AND j.at < p.until_at
    WHERE j.position <= $4 AND j.at >= to_timestamp($5::double precision / 1000) AND j.at < to_timestamp($6::double precision / 1000)
  ),${linesOf('ended', ['position', 'location', 'month', 'ended_at'])},
  told AS (
    SELECT line.position, any_value(line.consignment_id) AS consignment_id, any_value(line.location) AS location, any_value(line.month) AS month,
      any_value(line.ended_at) AS ended_at, (array_agg(v.seen_at ORDER BY v.number))[1] AS started_at, array_agg(v.place ORDER BY v.number) AS places,
      array_agg(v.mode ORDER BY v.number) AS modes, array_agg(v.told_by ORDER BY v.number) AS told_by,
      array_position(array_agg(v.number ORDER BY v.number), max(v.number) FILTER (WHERE v.is_end)) AS stops
    FROM line CROSS JOIN LATERAL (
      SELECT v.number, v.location AS place, v.seen_at, v.mode, to_json(v.positions) AS told_by, line.position = ANY (v.positions) AS is_end FROM read.visits v
      WHERE v.consignment_id = line.of_id AND ${isKnown('v')} AND (line.before IS NULL OR v.number < line.before) OFFSET 0
    ) v
    GROUP BY line.position
  ),
  way AS (
    SELECT position, consignment_id, location, month, ended_at, started_at, places[1:stops] AS seen, array_remove(modes[1:stops - 1], NULL) AS legs,
      to_json(told_by[1:stops]) AS positions
    FROM told WHERE stops IS NOT NULL
  ),
  foreign_way AS (
    SELECT w.*, ${msOf('w.started_at')} AS started_ms, ${msOf('w.ended_at')} AS ended_ms, v.usd_cents AS cents, v.net_mass_kg
    FROM way w LEFT JOIN LATERAL (
      SELECT v.usd_cents, v.net_mass_kg FROM read.goods_values v
      WHERE v.consignment_id = w.consignment_id AND v.position <= $4 ORDER BY v.position DESC LIMIT 1
    ) v ON true
    WHERE left(w.seen[1], 2) <> left(w.location, 2)
  )`;

/**
 * What rows `p` of ways have taken, from where they were `seen`, the country where they ended (`bound`) and their `legs`: rows `taken` beside them.
 *
 * - `modes`: each once, in the order in which it was told first.
 * - `ports`: those of $10 at which they were seen.
 * - `rivals`: the routes of which the goods passed every gate, in their order or backwards, from country to country; of these, those with the most gates, and then those at
 *   more of whose ends the goods were seen. None, the one that was taken, or several, so that nobody knows.
 */
const TAKEN = `CROSS JOIN LATERAL (
    SELECT array_agg(coalesce(g.gate, o.place) ORDER BY o.rank) AS gates
    FROM unnest(p.seen) WITH ORDINALITY AS o(place, rank) LEFT JOIN gate_place g ON g.place = o.place
  ) passed CROSS JOIN LATERAL (
    SELECT ARRAY(SELECT m.mode FROM unnest(p.legs) WITH ORDINALITY AS m(mode, rank) GROUP BY m.mode ORDER BY min(m.rank)) AS modes,
      ARRAY(SELECT port FROM unnest($10::text[]) AS port WHERE port = ANY (p.seen)) AS ports,
      ARRAY(
        SELECT c.route_id FROM (
          SELECT r.route_id,
            rank() OVER (ORDER BY cardinality(r.gates) DESC, (r.begins = ANY (p.seen))::integer + (r.ends = ANY (p.seen))::integer DESC) AS place
          FROM gated r CROSS JOIN LATERAL (
            SELECT coalesce(bool_and(g.at > g.before), true) AS onward, coalesce(bool_and(g.at < g.before), true) AS backward
            FROM (
              SELECT array_position(passed.gates, x.gate) AS at, lag(array_position(passed.gates, x.gate)) OVER (ORDER BY x.rank) AS before
              FROM unnest(r.gates) WITH ORDINALITY AS x(gate, rank)
            ) g
          ) o
          WHERE r.gates <@ passed.gates
            AND (o.onward AND left(r.begins, 2) = left(p.seen[1], 2) AND left(r.ends, 2) = p.bound
              OR o.backward AND left(r.ends, 2) = left(p.seen[1], 2) AND left(r.begins, 2) = p.bound)
        ) c WHERE c.place = 1 ORDER BY c.route_id
      ) AS rivals
  ) taken`;

/** Of kilograms; null of what has none. */
export const millionthsOf = (kg: string): string => `(${kg} * 1000000)::numeric(60)`;

/** Each of the goods, with what it took: `arrived`. */
export const ARRIVED = `${FOREIGN},
  arrived AS MATERIALIZED (
    SELECT p.position, p.consignment_id, p.seen[1] AS begins, p.location, p.month, p.started_ms, p.ended_ms, p.ended_ms - p.started_ms AS ms, p.positions,
      taken.*, p.cents, p.net_mass_kg
    FROM (SELECT w.*, left(w.location, 2) AS bound FROM foreign_way w) p ${TAKEN}
  )`;

/** What the goods of each way come to, month by month: which route that is is asked once for all that went alike. */
export const GOODS_BY_WAY_SQL = `${FOREIGN},
  alike AS (
    SELECT seen, legs, left(location, 2) AS bound, month, count(*) AS n, count(*) FILTER (WHERE cents IS NULL) AS unvalued,
      coalesce(sum(cents), 0)::text AS cents, coalesce(${millionthsOf('sum(net_mass_kg)')}, 0)::text AS mass, json_agg(ended_ms - started_ms) AS times
    FROM foreign_way GROUP BY 1, 2, 3, 4
  ),
  one_way AS MATERIALIZED (
    SELECT seen, legs, bound,
      json_agg(json_build_object('month', month, 'n', n, 'unvalued', unvalued, 'cents', cents, 'mass', mass, 'times', times)) AS months
    FROM alike GROUP BY 1, 2, 3
  )
  SELECT taken.*, p.months FROM one_way p ${TAKEN}`;

/** What went by the routes $11, whichever of them. */
export const isOf = `cardinality(rivals) > 0 AND rivals <@ $11::text[]`;
/** What went by others, whichever of them. */
export const isOfOthers = `cardinality(rivals) > 0 AND NOT rivals && $11::text[]`;

/** Those behind position $11, $12 of them. */
export const ARRIVED_GOODS_SQL = `${ARRIVED}
  SELECT position, consignment_id, begins, location, started_ms, ended_ms, ms, modes, ports, rivals, cents::text, trim_scale(net_mass_kg)::text AS net_mass_kg, positions
  FROM arrived WHERE position > $11 ORDER BY position LIMIT $12`;
