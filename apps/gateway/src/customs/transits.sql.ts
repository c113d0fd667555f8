import { msOf } from '../holds/held.sql.js';
import { cellsAsOf } from '../read/cells-as-of.sql.js';
import { happenedIn } from './happened.sql.js';

export type TransitStanding = 'discharged' | 'presented' | 'overdue' | 'on-the-way';

/** What transits of one standing come to that went alike, in one currency. Sums are decimals, as text. */
export interface TransitSumRow {
  readonly standing: TransitStanding;
  /** `YYYY-MM` of the discharge; null of what is under way. */
  readonly month: string | null;
  /** The UN/LOCODEs of departure, stops and destination, with hyphens between. */
  readonly way: string;
  readonly port: string;
  readonly mode: string;
  /** Of the guarantee; empty where none is known. */
  readonly kind: string;
  readonly currency: string;
  readonly n: number;
  readonly late: number;
  readonly irregular: number;
  readonly kg: string;
  readonly minor: string;
}

export interface TransitIrregularityRow {
  readonly code: string;
  readonly n: number;
  readonly transits: number;
}

/** A transit behind the figure. Positions, minor units and milliseconds since 1970 are whole numbers, as text. */
export interface TransitShareRow {
  readonly transit_id: string;
  readonly standing: TransitStanding;
  readonly departure: string;
  readonly destination: string;
  readonly stops: readonly string[];
  readonly port: string;
  readonly transport_mode: string;
  readonly opened_ms: string;
  readonly due_ms: string;
  readonly terminated_ms: string | null;
  readonly discharged_ms: string | null;
  readonly late: boolean;
  readonly irregularities: readonly string[];
  readonly kg: string;
  readonly currency: string;
  readonly minor: string;
  readonly opened_position: string;
  readonly from_position: string;
}

const { isAsked: IS_ASKED, instant: INSTANT, by: happened } = happenedIn('$7');
/** All that is known of it had happened. */
const HAD_HAPPENED = happened('latest_at');
const UNDER_WAY = `status IN ('opened', 'under-way', 'terminated') AND int8range(from_position, until_position) @> $1::bigint`;

const FACTS =
  'transit_id, opened_position, departure, destination, stops, port, transport_mode, guarantee_id, net_mass_kg, currency, value_minor, opened_at';
const STANDING =
  'from_position, status, due_by, terminated_at, late, discharged_at, discharged_on, irregularities';

/** The last of what the events of some changes told. */
const last = (column: string, ...changes: readonly string[]) =>
  `(array_agg(s.${column} ORDER BY s.from_position DESC) FILTER (WHERE s.change IN (${changes.map((change) => `'${change}'`).join(', ')})))[1]`;

/** How those stood by an instant of which something is known that happened behind it: by the rest of what is known of them, in the order of the ledger. */
const AS_HAPPENED = `
    SELECT ${FACTS.split(', ')
      .map((column) => `o.${column}`)
      .join(', ')}, ${STANDING.split(', ')
      .map((column) => `h.${column}`)
      .join(', ')}
    FROM (
      SELECT transit_id FROM read.transit_standings WHERE ${UNDER_WAY} AND opened_at <= ${INSTANT} AND latest_at > ${INSTANT}
      UNION ALL
      SELECT transit_id FROM read.transit_standings
      WHERE status IN ('discharged', 'cancelled') AND from_position <= $1 AND tstzrange(opened_at, latest_at) @> ${INSTANT}
    ) c CROSS JOIN LATERAL (
      SELECT max(s.from_position) AS from_position, ${last('status', 'opened', 'terminated', 'discharged', 'cancelled')} AS status,
        ${last('due_by', 'opened', 'extended')} AS due_by, ${last('terminated_at', 'terminated')} AS terminated_at,
        coalesce(${last('late', 'terminated')}, false) AS late, ${last('discharged_at', 'discharged')} AS discharged_at,
        ${last('discharged_on', 'discharged')} AS discharged_on,
        coalesce(array_agg(s.irregularities[cardinality(s.irregularities)] ORDER BY s.from_position) FILTER (WHERE s.change = 'irregular'), '{}') AS irregularities
      FROM read.transit_standings s WHERE s.transit_id = c.transit_id AND s.from_position <= $1 AND s.told_at <= ${INSTANT}
    ) h JOIN read.transit_standings o ON o.transit_id = c.transit_id AND o.from_position = o.opened_position`;

/** Those `of_position`, with their standing at $2 (milliseconds), between two countries, where these are not null. */
const transitsOf = (ofPosition: string, [from, to]: readonly [string, string]): string => `
  WITH of_position AS MATERIALIZED (${ofPosition}),
  transit AS (
    SELECT t.*, CASE
        WHEN t.status = 'discharged' THEN 'discharged'
        WHEN t.status = 'terminated' THEN 'presented'
        WHEN ${msOf('t.due_by')} < $2::bigint THEN 'overdue'
        ELSE 'on-the-way'
      END AS standing
    FROM of_position t
    WHERE (${from}::text IS NULL OR left(t.departure, 2) = ${from}) AND (${to}::text IS NULL OR left(t.destination, 2) = ${to})
  )`;

/**
 * As of position $1, to which the ledger came at $2 (milliseconds), the transits that were discharged from day $3 to day $4, and those under way; from the country
 * $5 and to the country $6, where they are not null; only what had happened by $7 (milliseconds), where it is not null.
 */
export const TRANSITS = transitsOf(
  `
    SELECT ${FACTS}, ${STANDING} FROM read.transit_standings
    WHERE status = 'discharged' AND from_position <= $1 AND discharged_on BETWEEN $3::date AND $4::date AND ${HAD_HAPPENED}
    UNION ALL
    SELECT ${FACTS}, ${STANDING} FROM read.transit_standings WHERE ${UNDER_WAY} AND ${HAD_HAPPENED}
    UNION ALL
    SELECT * FROM (${AS_HAPPENED}) h
    WHERE ${IS_ASKED} AND status <> 'cancelled' AND (status <> 'discharged' OR discharged_on BETWEEN $3::date AND $4::date)`,
  ['$5', '$6'],
);

/** Those under way as of position $1, to which the ledger came at $2, of whatever is known; from the country $3 and to the country $4. */
const TRANSITS_UNDER_WAY = transitsOf(
  `SELECT ${FACTS}, ${STANDING} FROM read.transit_standings WHERE ${UNDER_WAY}`,
  ['$3', '$4'],
);

/** Each guarantee is looked up by itself: joined, all of them may be read. @param isIssued of guarantees `g`, those that are known */
const sumsOf = (isIssued: string): string => `
  SELECT standing, to_char(discharged_on, 'YYYY-MM') AS month, array_to_string(ARRAY[departure] || stops || ARRAY[destination], '-') AS way, port,
    transport_mode AS mode, coalesce(g.kind, '') AS kind, transit.currency AS currency, count(*)::int AS n, (count(*) FILTER (WHERE late))::int AS late,
    (count(*) FILTER (WHERE cardinality(irregularities) > 0))::int AS irregular, sum(net_mass_kg)::numeric(100, 6)::text AS kg, sum(value_minor)::text AS minor
  FROM transit LEFT JOIN LATERAL (SELECT g.kind FROM read.guarantees g WHERE g.guarantee_id = transit.guarantee_id AND ${isIssued} OFFSET 0) g ON true
  GROUP BY 1, 2, 3, 4, 5, 6, 7`;
const IRREGULARITIES = `
  SELECT code, count(*)::int AS n, count(DISTINCT transit_id)::int AS transits FROM transit, unnest(irregularities) AS code GROUP BY code`;

export const TRANSIT_SUMS_SQL = `${TRANSITS}${sumsOf(`g.issued_position <= $1 AND ${happened('g.issued_at')}`)}`;
export const TRANSIT_IRREGULARITIES_SQL = `${TRANSITS}${IRREGULARITIES}`;

/** What cells of discharges come to, by what was found amiss, or '' for all of them. */
export interface DischargedRow extends TransitSumRow {
  readonly irregularity: string;
}

const SUMS = ['n', 'late', 'irregular', 'net_mass_mg', 'value_minor'] as const;

/** As of position $1, of months $2 to $3 (days in the first and the last of them), from the country $4 and to the country $5, where they are not null. */
export const DISCHARGED_SQL = `
  SELECT 'discharged' AS standing, to_char(c.month, 'YYYY-MM') AS month, c.way, c.port, c.transport_mode AS mode, c.kind, c.currency, c.irregularity,
    t.n::int AS n, t.late::int AS late, t.irregular::int AS irregular, (t.net_mass_mg * 0.000001)::numeric(100, 6)::text AS kg, t.value_minor::text AS minor
  FROM ${cellsAsOf({ heads: 'read.transit_cell_heads', totals: 'read.transit_cells', sums: SUMS }, '$1')}
    AND c.month BETWEEN $2::date AND $3::date AND ($4::text IS NULL OR left(c.way, 2) = $4) AND ($5::text IS NULL OR left(right(c.way, 5), 2) = $5)`;

export const UNDER_WAY_SUMS_SQL = `${TRANSITS_UNDER_WAY}${sumsOf('g.issued_position <= $1')}`;
export const UNDER_WAY_IRREGULARITIES_SQL = `${TRANSITS_UNDER_WAY}${IRREGULARITIES}`;

/** Of the standings in $8, where that is not null, those behind position $9, $10 of them. */
export const TRANSIT_SHARES_SQL = `${TRANSITS}
  SELECT transit_id, standing, departure, destination, stops, port, transport_mode, ${msOf('opened_at')} AS opened_ms, ${msOf('due_by')} AS due_ms,
    ${msOf('terminated_at')} AS terminated_ms, ${msOf('discharged_at')} AS discharged_ms, late, irregularities,
    net_mass_kg::numeric(100, 6)::text AS kg, currency, value_minor::text AS minor, opened_position, from_position
  FROM transit WHERE ($8::text[] IS NULL OR standing = ANY ($8)) AND from_position > $9
  ORDER BY from_position LIMIT $10`;
