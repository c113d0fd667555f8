import { type TimeRow, timeFacts } from '../corridor/time-facts.sql.js';
import { msOf } from '../holds/held.sql.js';
import { happenedIn } from './happened.sql.js';
import { isAt } from './place.sql.js';

/** How long customs took over declarations, under one key. Milliseconds are bigints, as text. */
export interface ClearanceRow extends Omit<TimeRow, 'incomplete' | 'anomalies'> {
  readonly key: string;
  readonly open: number;
  readonly open_ms: string;
}

const HAPPENED = happenedIn('$5');
const { isAsked: IS_ASKED, instant: INSTANT } = HAPPENED;

const KINDS = `ARRAY['documentary', 'scan', 'physical']`;
const OF_KINDS = `CASE WHEN physical_position <= $1 THEN 'physical' WHEN scan_position <= $1 THEN 'scan' WHEN documentary_position <= $1 THEN 'documentary' ELSE 'none' END`;
/** The strictest that was recorded by then. By an instant, the first of a kind need not be the one that had happened: all of them are looked at. */
const INSPECTION = `CASE WHEN ${IS_ASKED} AND ${OF_KINDS} <> 'none' THEN coalesce((
      SELECT i.kind FROM read.customs_inspections i WHERE i.declaration_id = d.declaration_id AND i.position <= $1 AND i.inspected_at <= ${INSTANT}
      ORDER BY array_position(${KINDS}, i.kind) DESC LIMIT 1), 'none')
    ELSE ${OF_KINDS} END`;

/** An inspection behind the figure. */
export interface InspectionRow {
  readonly kind: string;
  readonly result: string;
  readonly ms: string;
  readonly position: number;
}

/** A declaration behind the figure. Positions and milliseconds since 1970 are bigints, as text. */
export interface ClearanceShareRow {
  readonly declaration_id: string;
  readonly consignment_id: string;
  readonly office: string;
  readonly flow: string;
  readonly procedure: string;
  readonly previous_procedure: string;
  readonly inspection: string;
  readonly inspections: readonly InspectionRow[];
  readonly is_open: boolean;
  readonly lodged_ms: string;
  /** Null where it is open as of the position. */
  readonly cleared_ms: string | null;
  readonly ms: string;
  readonly lodged_position: string;
  readonly position: string;
}

/** Told by the position, and had happened. */
const told = (position: string, at: string) => `(${position} <= $1 AND ${HAPPENED.by(at)})`;

/**
 * Those that waited: at the position, and of those that were over by then, the ones whose end had not happened. What was cleared behind an instant is looked for by
 * its day, at whatever office.
 */
const WAITING = `
    SELECT * FROM read.customs_declarations WHERE int8range(lodged_position, ended_position) @> $1::bigint AND ${HAPPENED.by('lodged_at')}
    UNION ALL
    SELECT * FROM read.customs_declarations
    WHERE cleared_position <= $1 AND cleared_at > ${INSTANT} AND cleared_on >= (${INSTANT} AT TIME ZONE 'UTC')::date - 1 AND lodged_at <= ${INSTANT}
      AND ${told('called_off_position', 'called_off_at')} IS NOT TRUE
    UNION ALL
    SELECT * FROM read.customs_declarations
    WHERE cleared_position IS NULL AND called_off_position <= $1 AND called_off_at > ${INSTANT} AND lodged_at <= ${INSTANT}`;

/** Those that were lodged by day $3 and wait as of position $1, to which the ledger came at $2 (milliseconds); the rest as of {@link clearances}. */
const openOnes = (more = ''): string => `
    SELECT office, flow, procedure, ${INSPECTION} AS inspection, NULL::date AS cleared_on, true AS is_open, lodged_position AS position,
      greatest(0, $2::bigint - ${msOf('lodged_at')}) AS ms${more}
    FROM (${WAITING}) d
    WHERE lodged_on <= $3::date AND ${isAt('$4')}`;

/**
 * As of position $1, to which the ledger came at $2 (milliseconds), the declarations that were cleared from day $6 to day $3, and those that were lodged by then and
 * wait; at the office, or the offices of the country, $4, where it is not null; only what had happened by $5 (milliseconds), where it is not null. Times are worked out once for each: a year has
 * hundreds of thousands.
 * @param more columns beside those that the figure is cut by
 */
export const clearances = (more = '') => `
  WITH clearance AS MATERIALIZED (
    SELECT office, flow, procedure, ${INSPECTION} AS inspection, cleared_on, false AS is_open, cleared_position AS position,
      ${msOf('cleared_at')} - ${msOf('lodged_at')} AS ms${more}
    FROM read.customs_declarations d
    WHERE ${told('cleared_position', 'cleared_at')} AND cleared_on BETWEEN $6::date AND $3::date AND ${isAt('$4')}
    UNION ALL ${openOnes(more)}
  )`;

/** How many of one kind wait, and for how long together: milliseconds as text. */
export interface WaitingRow {
  readonly office: string;
  readonly flow: string;
  readonly procedure: string;
  readonly inspection: string;
  readonly open: number;
  readonly open_ms: string;
}

/** What waits, of the parameters $1 to $5 of {@link clearances}: an index finds it by the position, whatever was cleared. */
export const WAITING_SQL = `
  SELECT office, flow, procedure, inspection, count(*)::int AS open, sum(ms)::text AS open_ms
  FROM (${openOnes()}) waiting GROUP BY 1, 2, 3, 4`;

/** What the figure can be cut by. */
export const CLEARANCE_CUTS = {
  all: `''`,
  office: 'office',
  procedure: 'procedure',
  flow: 'flow',
  inspection: 'inspection',
  month: `to_char(cleared_on, 'YYYY-MM')`,
} as const;
export type ClearanceCut = keyof typeof CLEARANCE_CUTS;

export function clearanceSql(cut: ClearanceCut): string {
  const order = cut === 'month' ? 'key' : 'n DESC, open DESC, key';
  return `${clearances()}
  SELECT ${CLEARANCE_CUTS[cut]} AS key, ${timeFacts(`CASE WHEN is_open THEN 'open' ELSE 'complete' END`, 'ms')},
    (count(*) FILTER (WHERE is_open))::int AS open, coalesce(sum(ms) FILTER (WHERE is_open), 0)::text AS open_ms
  FROM clearance ${cut === 'month' ? 'WHERE NOT is_open' : ''} GROUP BY 1 ORDER BY ${order}`;
}

/** Those that are open or not as $7 says, where it is not null, behind position $8, $9 of them. */
export const CLEARANCE_SHARES_SQL = `${clearances(', declaration_id, consignment_id, previous_procedure, lodged_at, cleared_at, lodged_position')}
  SELECT declaration_id, consignment_id, office, flow, procedure, previous_procedure, inspection, is_open, ${msOf('lodged_at')} AS lodged_ms,
    CASE WHEN NOT is_open THEN ${msOf('cleared_at')} END AS cleared_ms, ms::text AS ms, lodged_position, position,
    (SELECT coalesce(json_agg(json_build_object('kind', i.kind, 'result', i.result, 'ms', ${msOf('i.inspected_at')}::text, 'position', i.position) ORDER BY i.position), '[]')
      FROM read.customs_inspections i WHERE i.declaration_id = page.declaration_id AND ${told('i.position', 'i.inspected_at')}) AS inspections
  FROM (SELECT * FROM clearance WHERE ($7::boolean IS NULL OR is_open = $7) AND position > $8 ORDER BY position LIMIT $9) page ORDER BY position`;

/** Whether anything was declared at the office $1. */
export const OFFICE_KNOWN_SQL =
  'SELECT EXISTS (SELECT FROM read.customs_declarations WHERE office = $1) AS known';
