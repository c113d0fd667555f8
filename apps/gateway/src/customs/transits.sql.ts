import { msOf } from '../holds/held.sql.js';

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

/**
 * As of position $1, to which the ledger came at $2 (milliseconds), the transits that were discharged from day $3 to day $4, and those under way; from the country
 * $5 and to the country $6, where they are not null.
 */
const TRANSITS = `
  WITH of_position AS MATERIALIZED (
    SELECT d.* FROM read.transit_standings d
    WHERE d.status = 'discharged' AND d.from_position <= $1 AND d.discharged_on BETWEEN $3::date AND $4::date
    UNION ALL
    SELECT u.* FROM read.transit_standings u
    WHERE u.status IN ('opened', 'under-way', 'terminated') AND int8range(u.from_position, u.until_position) @> $1::bigint
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
  FROM transit ${cut === 'guarantee' ? 'LEFT JOIN read.guarantees g USING (guarantee_id)' : ''} ${cut === 'month' ? `WHERE standing = 'discharged'` : ''}
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
}

export const TRANSIT_IRREGULARITIES_SQL = `${TRANSITS}
  SELECT code, count(*)::int AS n, count(DISTINCT transit_id)::int AS transits
  FROM transit, unnest(irregularities) AS code GROUP BY code ORDER BY n DESC, code`;

/** Of the standings in $7, where that is not null, those behind position $8, $9 of them. */
export const TRANSIT_SHARES_SQL = `${TRANSITS}
  SELECT transit_id, standing, departure, destination, stops, port, transport_mode, ${msOf('opened_at')} AS opened_ms, ${msOf('due_by')} AS due_ms,
    ${msOf('terminated_at')} AS terminated_ms, ${msOf('discharged_at')} AS discharged_ms, late, irregularities,
    net_mass_kg::numeric(100, 6)::text AS kg, currency, value_minor::text AS minor, opened_position, from_position
  FROM transit WHERE ($7::text[] IS NULL OR standing = ANY ($7)) AND from_position > $8
  ORDER BY from_position LIMIT $9`;
