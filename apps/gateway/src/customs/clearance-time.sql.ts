import { type TimeRow, timeFacts } from '../corridor/time-facts.sql.js';
import { msOf } from '../holds/held.sql.js';

/** How long customs took over declarations, under one key. Milliseconds are bigints, as text. */
export interface ClearanceRow extends Omit<TimeRow, 'incomplete' | 'anomalies'> {
  readonly key: string;
  readonly open: number;
  readonly open_ms: string;
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
  readonly is_open: boolean;
  readonly lodged_ms: string;
  /** Null where it is open as of the position. */
  readonly cleared_ms: string | null;
  readonly ms: string;
  readonly lodged_position: string;
  readonly position: string;
}

/**
 * As of position $1, to which the ledger came at $2 (milliseconds), the declarations that were cleared from day $3 to day $4, and those that were lodged by then and
 * wait; at the office $5, where it is not null.
 */
const CLEARANCES = `
  WITH of_position AS MATERIALIZED (
    SELECT c.*, false AS is_open, c.cleared_position AS position FROM read.customs_declarations c
    WHERE c.cleared_position <= $1 AND c.cleared_on BETWEEN $3::date AND $4::date
    UNION ALL
    SELECT o.*, true, o.lodged_position FROM read.customs_declarations o
    WHERE int8range(o.lodged_position, o.ended_position) @> $1::bigint AND o.lodged_on <= $4::date
  ),
  clearance AS (
    SELECT d.*, ${msOf('lodged_at')} AS lodged_ms, CASE WHEN NOT is_open THEN ${msOf('cleared_at')} END AS cleared_ms,
      greatest(0, CASE WHEN is_open THEN $2::bigint ELSE ${msOf('cleared_at')} END - ${msOf('lodged_at')}) AS ms,
      CASE WHEN physical_position <= $1 THEN 'physical' WHEN scan_position <= $1 THEN 'scan' WHEN documentary_position <= $1 THEN 'documentary'
        ELSE 'none' END AS inspection
    FROM of_position d WHERE $5::text IS NULL OR office = $5
  )`;

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
  return `${CLEARANCES}
  SELECT ${CLEARANCE_CUTS[cut]} AS key, ${timeFacts(`CASE WHEN is_open THEN 'open' ELSE 'complete' END`, 'ms')},
    (count(*) FILTER (WHERE is_open))::int AS open, coalesce(sum(ms) FILTER (WHERE is_open), 0)::text AS open_ms
  FROM clearance ${cut === 'month' ? 'WHERE NOT is_open' : ''} GROUP BY 1 ORDER BY ${order}`;
}

/** Those that are open or not as $6 says, where it is not null, behind position $7, $8 of them. */
export const CLEARANCE_SHARES_SQL = `${CLEARANCES}
  SELECT declaration_id, consignment_id, office, flow, procedure, previous_procedure, inspection, is_open, lodged_ms, cleared_ms, ms::text AS ms,
    lodged_position, position
  FROM clearance WHERE ($6::boolean IS NULL OR is_open = $6) AND position > $7 ORDER BY position LIMIT $8`;
