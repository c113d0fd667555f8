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

export interface CarriedMonthRow {
  readonly month: string;
  readonly load_kg: string;
}

export const CARRIED_MONTHS_SQL = `${CARRIED}
  SELECT to_char(departed_on, 'YYYY-MM') AS month, sum(load_kg)::text AS load_kg FROM carried GROUP BY 1`;

/** Goods that it carried on several legs are time-critical once. */
export const CRITICAL_CARRIED_SQL = `${CARRIED}
  SELECT coalesce(sum(critical_kg), 0)::text AS critical_kg
  FROM (SELECT consignment_id, max(critical_kg) AS critical_kg FROM carried GROUP BY 1) c`;

export interface CarriedRow {
  readonly consignment_id: string;
  readonly from_place: string;
  readonly to_place: string;
  readonly departed_on: string;
  readonly load_kg: string;
  readonly critical_kg: string;
  readonly position: string;
  readonly positions: readonly string[];
}

/** Behind position $5, $6 of them, each with all that was told of its leg. */
export const CARRIED_SQL = `${CARRIED}
  SELECT c.consignment_id, c.from_place, c.to_place, c.departed_on::text, trim_scale(c.load_kg)::text AS load_kg,
    trim_scale(c.critical_kg)::text AS critical_kg, c.position, t.positions
  FROM (SELECT * FROM carried WHERE position > $5 ORDER BY position LIMIT $6) c CROSS JOIN LATERAL (
    SELECT array_agg(f.position ORDER BY f.position) AS positions FROM read.service_carriages f
    WHERE f.consignment_id = c.consignment_id AND f.from_place = c.from_place AND f.position <= $1
  ) t ORDER BY c.position`;

/** As of position $1, of the service $2: departures on days $3 to $4, each as it was told last. */
export const DEPARTURES_SQL = `
  SELECT count(*)::int AS departures, count(load_kg)::int AS with_load, coalesce(sum(load_kg), 0)::text AS load_kg FROM (
    SELECT DISTINCT ON (departed_on, run) load_kg FROM read.service_departures
    WHERE service_id = $2 AND position <= $1 AND departed_on BETWEEN $3 AND $4 ORDER BY departed_on, run, position DESC
  ) d`;

/** As of position $1, time-critical goods that left on days $3 to $4 from the country $2 for $5. */
const DISPATCHED = `
  WITH dispatched AS (
    SELECT DISTINCT ON (consignment_id) * FROM read.critical_dispatches
    WHERE from_country = $2 AND to_country = $5 AND position <= $1 AND dispatched_on BETWEEN $3 AND $4
    ORDER BY consignment_id, position DESC
  )`;

export const CRITICAL_DISPATCHED_SQL = `${DISPATCHED}
  SELECT coalesce(sum(critical_kg), 0)::text AS critical_kg FROM dispatched`;

export interface DispatchedRow {
  readonly consignment_id: string;
  readonly dispatched_on: string;
  readonly critical_kg: string;
  readonly position: string;
}

/** Behind position $6, $7 of them. */
export const DISPATCHED_SQL = `${DISPATCHED}
  SELECT consignment_id, dispatched_on::text, trim_scale(critical_kg)::text AS critical_kg, position FROM dispatched
  WHERE critical_kg > 0 AND position > $6 ORDER BY position LIMIT $7`;
