import { type TimeRow, timeFacts } from '../corridor/time-facts.sql.js';
import { msOf } from '../holds/held.sql.js';

/** How long customs took over declarations, under one key. Milliseconds are bigints, as text. */
export interface ClearanceRow extends Omit<TimeRow, 'incomplete' | 'anomalies'> {
  readonly key: string;
  readonly open: number;
  readonly open_ms: string;
}

/** The strictest that was recorded by then. */
const INSPECTION = `CASE WHEN physical_position <= $1 THEN 'physical' WHEN scan_position <= $1 THEN 'scan' WHEN documentary_position <= $1 THEN 'documentary'
      ELSE 'none' END`;

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
 * wait; at the office $5, where it is not null. Times are worked out once for each: a year has hundreds of thousands.
 * @param more columns beside those that the figure is cut by
 */
const clearances = (more = '') => `
  WITH clearance AS MATERIALIZED (
    SELECT office, flow, procedure, ${INSPECTION} AS inspection, cleared_on, false AS is_open, cleared_position AS position,
      ${msOf('cleared_at')} - ${msOf('lodged_at')} AS ms${more}
    FROM read.customs_declarations
    WHERE cleared_position <= $1 AND cleared_on BETWEEN $3::date AND $4::date AND ($5::text IS NULL OR office = $5)
    UNION ALL
    SELECT office, flow, procedure, ${INSPECTION}, NULL, true, lodged_position, greatest(0, $2::bigint - ${msOf('lodged_at')})${more}
    FROM read.customs_declarations
    WHERE int8range(lodged_position, ended_position) @> $1::bigint AND lodged_on <= $4::date AND ($5::text IS NULL OR office = $5)
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
  return `${clearances()}
  SELECT ${CLEARANCE_CUTS[cut]} AS key, ${timeFacts(`CASE WHEN is_open THEN 'open' ELSE 'complete' END`, 'ms')},
    (count(*) FILTER (WHERE is_open))::int AS open, coalesce(sum(ms) FILTER (WHERE is_open), 0)::text AS open_ms
  FROM clearance ${cut === 'month' ? 'WHERE NOT is_open' : ''} GROUP BY 1 ORDER BY ${order}`;
}

/** Those that are open or not as $6 says, where it is not null, behind position $7, $8 of them. */
export const CLEARANCE_SHARES_SQL = `${clearances(', declaration_id, consignment_id, previous_procedure, lodged_at, cleared_at, lodged_position')}
  SELECT declaration_id, consignment_id, office, flow, procedure, previous_procedure, inspection, is_open, ${msOf('lodged_at')} AS lodged_ms,
    CASE WHEN NOT is_open THEN ${msOf('cleared_at')} END AS cleared_ms, ms::text AS ms, lodged_position, position
  FROM clearance WHERE ($6::boolean IS NULL OR is_open = $6) AND position > $7 ORDER BY position LIMIT $8`;
