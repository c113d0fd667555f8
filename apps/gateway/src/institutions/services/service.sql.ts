import type { Period } from './offered.js';

/** Positions are bigints, as text. */
export interface ServiceRow {
  readonly service_id: string;
  readonly position: string;
  readonly announced_position: string;
  readonly status: string;
  readonly details: {
    readonly name: string;
    readonly mode: string;
    readonly stops: string[];
    readonly operator: string;
    readonly departuresPerWeek: number;
    readonly capacity: Period['capacity'];
    readonly plannedStart: string;
    readonly announcedBy: string;
    readonly source: string;
    readonly confirmed: boolean;
    readonly startedOn?: string;
    readonly changes: { from: string; departuresPerWeek: number; capacity: Period['capacity'] }[];
    readonly pauses: { from: string; until?: string; reason: string }[];
    readonly endedOn?: string;
    readonly endReason?: string;
  };
  readonly periods: readonly Period[];
}

/** As of position $1, the service $2. */
export const SERVICE_SQL = `
  SELECT * FROM read.service_versions WHERE service_id = $2 AND position <= $1 ORDER BY position DESC LIMIT 1`;

/** As of position $1, the services announced behind position $2, $3 of them. */
export const SERVICES_SQL = `
  SELECT v.* FROM read.service_versions first CROSS JOIN LATERAL (
    SELECT * FROM read.service_versions WHERE service_id = first.service_id AND position <= $1 ORDER BY position DESC LIMIT 1
  ) v
  WHERE first.position = first.announced_position AND first.announced_position > $2
  ORDER BY first.announced_position LIMIT $3`;

/** As of position $1, of the service $2, what left on days $3 to $4: of each leg what was told last of it. */
const CARRIED = `
  WITH leg AS (
    SELECT DISTINCT consignment_id, from_place FROM read.service_carriages
    WHERE service_id = $2 AND position <= $1 AND departed_on BETWEEN $3 AND $4
  ),
  told AS (
    SELECT c.* FROM leg l CROSS JOIN LATERAL (
      SELECT * FROM read.service_carriages
      WHERE consignment_id = l.consignment_id AND from_place = l.from_place AND position <= $1 ORDER BY position DESC LIMIT 1
    ) c
  ),
  carried AS (SELECT * FROM told WHERE NOT withdrawn AND service_id = $2 AND departed_on BETWEEN $3 AND $4)`;

/** As of position $1, what goods weigh: the goods `id` themselves, what is left of them under this name, and all parts of them. */
const weighedOf = (id: string) => `
    SELECT w.* FROM (
      SELECT ${id} AS goods_id UNION ALL SELECT p.consignment_id FROM read.service_parts p WHERE p.whole_id = ${id} AND p.position <= $1
    ) g CROSS JOIN LATERAL (
      SELECT g.goods_id, m.position AS weighed, m.load_kg, m.critical_kg FROM read.service_masses m
      WHERE m.consignment_id = g.goods_id AND m.position <= $1 ORDER BY m.position DESC LIMIT 1
    ) w`;

/** As of position $1, the legs on which the service $2 carried the goods `id`, by themselves or within a whole. */
const legsOf = (id: string) => `
    SELECT e.* FROM (
      SELECT DISTINCT ON (s.consignment_id, s.from_place) s.position, s.departed_on, s.service_id, s.withdrawn
      FROM (SELECT ${id} AS within UNION ALL SELECT p.whole_id FROM read.service_parts p WHERE p.consignment_id = ${id}) x
      JOIN read.service_carriages s ON s.consignment_id = x.within AND s.position <= $1
      ORDER BY s.consignment_id, s.from_place, s.position DESC
    ) e WHERE e.service_id = $2 AND NOT e.withdrawn`;

/** Goods count once, on the first leg on which the service carried them, in whichever months that was. */
const WEIGHED = `${CARRIED},
  weighed AS (
    SELECT c.*, w.goods_id, w.weighed, w.load_kg, w.critical_kg, NOT EXISTS (
      SELECT 1 FROM (${legsOf('w.goods_id')}) f WHERE (f.departed_on, f.position) < (c.departed_on, c.position)
    ) AS counts
    FROM carried c CROSS JOIN LATERAL (${weighedOf('c.consignment_id')}) w
  )`;

export interface CarriedMonthRow {
  readonly month: string;
  readonly from_place: string;
  readonly to_place: string;
  /** On these legs. */
  readonly leg_kg: string;
  /** Of it, what the service had not carried before. */
  readonly load_kg: string;
  readonly critical_kg: string;
}

export const CARRIED_MONTHS_SQL = `${WEIGHED}
  SELECT to_char(departed_on, 'YYYY-MM') AS month, from_place, to_place, sum(load_kg)::text AS leg_kg,
    coalesce(sum(load_kg) FILTER (WHERE counts), 0)::text AS load_kg, coalesce(sum(critical_kg) FILTER (WHERE counts), 0)::text AS critical_kg
  FROM weighed GROUP BY 1, 2, 3`;

export interface CarriedRow {
  readonly consignment_id: string;
  readonly from_place: string;
  readonly to_place: string;
  readonly departed_on: string;
  readonly leg_kg: string;
  readonly load_kg: string;
  readonly critical_kg: string;
  readonly position: string;
  readonly positions: readonly string[];
}

/** Behind position $5, $6 of them, each with all that was told of its leg, and with what tells how much its goods weigh. */
export const CARRIED_SQL = `${WEIGHED},
  page AS (
    SELECT consignment_id, from_place, to_place, departed_on, position, sum(load_kg) AS leg_kg,
      coalesce(sum(load_kg) FILTER (WHERE counts), 0) AS load_kg, coalesce(sum(critical_kg) FILTER (WHERE counts), 0) AS critical_kg,
      array_agg(weighed) AS weighed
    FROM weighed WHERE position > $5 GROUP BY 1, 2, 3, 4, 5 ORDER BY position LIMIT $6
  )
  SELECT c.consignment_id, c.from_place, c.to_place, c.departed_on::text, trim_scale(c.leg_kg)::text AS leg_kg,
    trim_scale(c.load_kg)::text AS load_kg, trim_scale(c.critical_kg)::text AS critical_kg, c.position, t.positions
  FROM page c CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT f.position ORDER BY f.position) AS positions FROM (
      SELECT s.position FROM read.service_carriages s
      WHERE s.consignment_id = c.consignment_id AND s.from_place = c.from_place AND s.position <= $1
      UNION ALL SELECT unnest(c.weighed)
    ) f
  ) t ORDER BY c.position`;

/** As of position $1, of the service $2: departures on days $3 to $4, each as it was told last. */
export const DEPARTURES_SQL = `
  SELECT count(*)::int AS departures, count(load_kg)::int AS with_load, coalesce(sum(load_kg), 0)::text AS load_kg FROM (
    SELECT DISTINCT ON (departed_on, run) load_kg, withdrawn FROM read.service_departures
    WHERE service_id = $2 AND position <= $1 AND departed_on BETWEEN $3 AND $4 ORDER BY departed_on, run, position DESC
  ) d WHERE NOT withdrawn`;

/** As of position $1, time-critical goods that left on days $3 to $4 from the country $5 for $6, and whether the service $2 carried them. */
const DISPATCHED = `
  WITH newest AS (
    SELECT DISTINCT ON (consignment_id) * FROM read.critical_dispatches
    WHERE from_country = $5 AND to_country = $6 AND position <= $1 AND dispatched_on BETWEEN $3 AND $4
    ORDER BY consignment_id, position DESC
  ),
  dispatched AS (
    SELECT n.*, EXISTS (SELECT 1 FROM (${legsOf('n.consignment_id')}) f) AS carried,
      -- One event may tell of two: of a part, and of what is left of its whole.
      n.position * 2 + (
        SELECT count(*) FROM (SELECT FROM read.service_parts p WHERE p.consignment_id = n.consignment_id AND p.position = n.position LIMIT 1) d
      ) AS place
    FROM newest n WHERE n.critical_kg > 0
  )`;

export interface DispatchedSumRow {
  readonly critical_kg: string;
  readonly carried_kg: string;
}

export const CRITICAL_DISPATCHED_SQL = `${DISPATCHED}
  SELECT coalesce(sum(critical_kg), 0)::text AS critical_kg, coalesce(sum(critical_kg) FILTER (WHERE carried), 0)::text AS carried_kg
  FROM dispatched`;

export interface DispatchedRow {
  readonly consignment_id: string;
  readonly dispatched_on: string;
  readonly critical_kg: string;
  readonly carried: boolean;
  readonly position: string;
  /** In the list. */
  readonly place: string;
}

/** Behind the place $7, $8 of them. */
export const DISPATCHED_SQL = `${DISPATCHED}
  SELECT consignment_id, dispatched_on::text, trim_scale(critical_kg)::text AS critical_kg, carried, position, place FROM dispatched
  WHERE place > $7 ORDER BY place LIMIT $8`;
