import { msOf } from '../holds/held.sql.js';
import { happenedIn } from './happened.sql.js';

export type TransitStanding = 'discharged' | 'presented' | 'overdue' | 'on-the-way';

/** What transits of one standing and one currency come to, under the parts of a key. Sums are decimals, as text. */
export interface TransitSumRow {
  readonly key: readonly string[];
  readonly standing: TransitStanding;
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

/**
 * As of position $1, to which the ledger came at $2 (milliseconds), the transits that were discharged from day $3 to day $4, and those under way; from the country
 * $5 and to the country $6, where they are not null; only what had happened by $7 (milliseconds), where it is not null.
 */
export const TRANSITS = `
  WITH of_position AS MATERIALIZED (
    SELECT ${FACTS}, ${STANDING} FROM read.transit_standings
    WHERE status = 'discharged' AND from_position <= $1 AND discharged_on BETWEEN $3::date AND $4::date AND ${HAD_HAPPENED}
    UNION ALL
    SELECT ${FACTS}, ${STANDING} FROM read.transit_standings WHERE ${UNDER_WAY} AND ${HAD_HAPPENED}
    UNION ALL
    SELECT * FROM (${AS_HAPPENED}) h
    WHERE ${IS_ASKED} AND status <> 'cancelled' AND (status <> 'discharged' OR discharged_on BETWEEN $3::date AND $4::date)
  ),
  transit AS (
    SELECT t.*, CASE
        WHEN t.status = 'discharged' THEN 'discharged'
        WHEN t.status = 'terminated' THEN 'presented'
        WHEN ${msOf('t.due_by')} < $2::bigint THEN 'overdue'
        ELSE 'on-the-way'
      END AS standing
    FROM of_position t
    WHERE ($5::text IS NULL OR left(t.departure, 2) = $5) AND ($6::text IS NULL OR left(t.destination, 2) = $6)
  )`;

/** What a figure can be cut by, and the parts of its key. */
export const TRANSIT_CUTS = {
  all: 'ARRAY[]::text[]',
  countries: 'ARRAY[left(departure, 2), left(destination, 2)]',
  port: 'ARRAY[port]',
  way: 'ARRAY[departure] || stops || ARRAY[destination]',
  mode: 'ARRAY[transport_mode]',
  guarantee: `ARRAY[coalesce(g.kind, '')]`,
  month: `ARRAY[to_char(discharged_on, 'YYYY-MM')]`,
} as const;
export type TransitCut = keyof typeof TRANSIT_CUTS;

export function transitSumsSql(cut: TransitCut): string {
  return `${TRANSITS}
  SELECT ${TRANSIT_CUTS[cut]} AS key, standing, transit.currency AS currency, count(*)::int AS n,
    (count(*) FILTER (WHERE late))::int AS late, (count(*) FILTER (WHERE cardinality(irregularities) > 0))::int AS irregular,
    sum(net_mass_kg)::numeric(100, 6)::text AS kg, sum(value_minor)::text AS minor
  FROM transit ${cut === 'guarantee' ? `LEFT JOIN read.guarantees g ON g.guarantee_id = transit.guarantee_id AND g.issued_position <= $1 AND ${happened('g.issued_at')}` : ''} ${cut === 'month' ? `WHERE standing = 'discharged'` : ''}
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
}

export const TRANSIT_IRREGULARITIES_SQL = `${TRANSITS}
  SELECT code, count(*)::int AS n, count(DISTINCT transit_id)::int AS transits
  FROM transit, unnest(irregularities) AS code GROUP BY code ORDER BY n DESC, code`;

/** Of the standings in $8, where that is not null, those behind position $9, $10 of them. */
export const TRANSIT_SHARES_SQL = `${TRANSITS}
  SELECT transit_id, standing, departure, destination, stops, port, transport_mode, ${msOf('opened_at')} AS opened_ms, ${msOf('due_by')} AS due_ms,
    ${msOf('terminated_at')} AS terminated_ms, ${msOf('discharged_at')} AS discharged_ms, late, irregularities,
    net_mass_kg::numeric(100, 6)::text AS kg, currency, value_minor::text AS minor, opened_position, from_position
  FROM transit WHERE ($8::text[] IS NULL OR standing = ANY ($8)) AND from_position > $9
  ORDER BY from_position LIMIT $10`;
