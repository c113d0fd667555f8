import { happenedIn } from './happened.sql.js';

/** What guarantees of one currency come to, under the parts of a key. Sums are whole numbers of minor units, as text. */
export interface GuaranteeSumRow {
  readonly key: readonly string[];
  readonly currency: string;
  readonly n: number;
  readonly expired: number;
  readonly ceiling: string;
  readonly reserved: string;
  readonly called: string;
  readonly freed: string;
  readonly free: string;
  readonly lapsed: string;
}

/** A guarantee in force; `position` is that of its issue. */
export interface GuaranteeRow extends Omit<GuaranteeSumRow, 'key' | 'n' | 'expired'> {
  readonly guarantee_id: string;
  readonly kind: string;
  readonly reference: string;
  readonly guarantor_id: string;
  readonly guarantor_name: string;
  readonly principal_id: string;
  readonly principal_name: string;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly is_expired: boolean;
  readonly peak: string;
  readonly peak_position: string;
  readonly position: string;
}

/** The countries of the offices of a transit: null, both of them, of one that was not opened by the position. */
interface Countries {
  readonly departure: string | null;
  readonly destination: string | null;
}

/** What is reserved in one currency for transits from one country to another. */
export interface ReservedRow extends Countries {
  readonly currency: string;
  readonly transits: number;
  readonly reserved: string;
}

/** What is reserved for one transit, since `position`. */
export interface ReservationRow extends Countries {
  readonly guarantee_id: string;
  readonly transit_id: string;
  readonly currency: string;
  readonly amount: string;
  readonly called: string;
  readonly position: string;
}

const { instant: INSTANT, isAsked: IS_ASKED, by: happened } = happenedIn('$3');
const HAD_HAPPENED = happened('latest_at');
const IN_FORCE_AT =
  '(NOT expired OR reserved_minor > 0) AND int8range(from_position, until_position) @> $1::bigint';

/** What each event added to an amount. */
const added = (column: string) =>
  `${column} - lag(${column}, 1, 0::numeric) OVER event AS ${column.replace('_minor', '')}`;

/** How those stood by an instant of which something is known that happened behind it: by the sums of what had happened, in the order of the ledger. */
const AS_HAPPENED = `
    SELECT c.guarantee_id, h.* FROM (
      SELECT guarantee_id FROM read.guarantee_standings WHERE ${IN_FORCE_AT} AND latest_at > ${INSTANT}
      UNION ALL
      SELECT guarantee_id FROM read.guarantee_standings
      WHERE expired AND reserved_minor = 0 AND latest_at > ${INSTANT} AND int8range(from_position, until_position) @> $1::bigint
    ) c CROSS JOIN LATERAL (
      SELECT bool_or(expires) AS expired, sum(ceiling) AS ceiling_minor, sum(reserved) AS reserved_minor, sum(called) AS called_minor, sum(freed) AS freed_minor,
        max(so_far) AS peak_minor, (array_agg(from_position ORDER BY so_far DESC, from_position))[1] AS peak_position
      FROM (
        SELECT e.*, sum(reserved) OVER (ORDER BY from_position) AS so_far FROM (
          SELECT from_position, told_at, expired AND NOT lag(expired, 1, false) OVER event AS expires, ${['ceiling_minor', 'reserved_minor', 'called_minor', 'freed_minor'].map(added).join(', ')}
          FROM read.guarantee_standings s WHERE s.guarantee_id = c.guarantee_id AND s.from_position <= $1 WINDOW event AS (ORDER BY from_position)
        ) e WHERE told_at <= ${INSTANT}
      ) t
    ) h`;

/** The guarantees in force as of position $1; those of the guarantor $2, where that is not null; only what had happened by $3 (milliseconds), where it is not null. */
const IN_FORCE = `
  WITH standing AS MATERIALIZED (
    SELECT guarantee_id, expired, ceiling_minor, reserved_minor, called_minor, freed_minor, peak_minor, peak_position
    FROM read.guarantee_standings WHERE ${IN_FORCE_AT} AND ${HAD_HAPPENED}
    UNION ALL
    SELECT * FROM (${AS_HAPPENED}) h WHERE ${IS_ASKED} AND (NOT expired OR reserved_minor > 0)
  ),
  guarantee AS (
    SELECT g.guarantee_id, g.kind, g.reference, g.guarantor_id, g.guarantor_name, g.principal_id, g.principal_name, g.currency, g.valid_from, g.valid_until,
      g.issued_position, s.expired, s.ceiling_minor, s.reserved_minor, s.called_minor, s.freed_minor, s.peak_minor, s.peak_position,
      s.ceiling_minor - s.reserved_minor - s.called_minor AS left_minor
    FROM standing s JOIN read.guarantees g USING (guarantee_id)
    WHERE ($2::text IS NULL OR g.guarantor_id = $2) AND ${happened('g.issued_at')}
  )`;

/** What the figure can be cut by, and the parts of its key. */
export const GUARANTEE_CUTS = {
  all: 'ARRAY[]::text[]',
  kind: 'ARRAY[kind]',
  guarantor: 'ARRAY[guarantor_id, max(guarantor_name)]',
} as const;
export type GuaranteeCut = keyof typeof GUARANTEE_CUTS;
const GROUPS: Readonly<Record<GuaranteeCut, string>> = { all: '', kind: 'kind,', guarantor: 'guarantor_id,' };

export function guaranteeSumsSql(cut: GuaranteeCut): string {
  const sum = (of: string, where = '') =>
    `coalesce(sum(${of}) ${where && `FILTER (WHERE ${where})`}, 0)::text`;
  return `${IN_FORCE}
  SELECT ${GUARANTEE_CUTS[cut]} AS key, currency, count(*)::int AS n, (count(*) FILTER (WHERE expired))::int AS expired,
    ${sum('ceiling_minor')} AS ceiling, ${sum('reserved_minor')} AS reserved, ${sum('called_minor')} AS called, ${sum('freed_minor')} AS freed,
    ${sum('left_minor', 'NOT expired')} AS free, ${sum('left_minor', 'expired')} AS lapsed
  FROM guarantee GROUP BY ${GROUPS[cut]} currency ORDER BY (${GUARANTEE_CUTS[cut]}) COLLATE "C", currency COLLATE "C"`;
}

/** Those issued behind position $4, $5 of them. */
export const GUARANTEES_SQL = `${IN_FORCE}
  SELECT guarantee_id, kind, reference, guarantor_id, guarantor_name, principal_id, principal_name, currency, valid_from::text AS valid_from,
    valid_until::text AS valid_until, expired AS is_expired, ceiling_minor::text AS ceiling, reserved_minor::text AS reserved, called_minor::text AS called,
    freed_minor::text AS freed, (CASE WHEN expired THEN 0 ELSE left_minor END)::text AS free, (CASE WHEN expired THEN left_minor ELSE 0 END)::text AS lapsed,
    peak_minor::text AS peak, peak_position, issued_position AS position
  FROM guarantee WHERE issued_position > $4 ORDER BY issued_position LIMIT $5`;

const RESERVED_AT = 'amount_minor > 0 AND int8range(from_position, until_position) @> $1::bigint';

/** As {@link AS_HAPPENED}. */
const RESERVED_AS_HAPPENED = `
    SELECT c.guarantee_id, c.transit_id, h.* FROM (
      SELECT guarantee_id, transit_id FROM read.guarantee_reservations WHERE ${RESERVED_AT} AND reserved_at <= ${INSTANT} AND latest_at > ${INSTANT}
      UNION ALL
      SELECT guarantee_id, transit_id FROM read.guarantee_reservations
      WHERE amount_minor = 0 AND int8range(from_position, until_position) @> $1::bigint AND tstzrange(reserved_at, latest_at) @> ${INSTANT}
    ) c CROSS JOIN LATERAL (
      SELECT sum(amount) AS amount_minor, sum(called) AS called_minor, max(from_position) AS from_position FROM (
        SELECT from_position, told_at, ${['amount_minor', 'called_minor'].map(added).join(', ')}
        FROM read.guarantee_reservations r
        WHERE r.guarantee_id = c.guarantee_id AND r.transit_id = c.transit_id AND r.from_position <= $1 WINDOW event AS (ORDER BY from_position)
      ) e WHERE told_at <= ${INSTANT}
    ) h`;

/** What is reserved of guarantees `g` for each transit, `r`, and the countries of its offices, `t`; the parameters are those of the guarantees in force. */
const RESERVED = `
  FROM (
    SELECT guarantee_id, transit_id, amount_minor, called_minor, from_position FROM read.guarantee_reservations WHERE ${RESERVED_AT} AND ${HAD_HAPPENED}
    UNION ALL
    SELECT * FROM (${RESERVED_AS_HAPPENED}) h WHERE ${IS_ASKED} AND amount_minor > 0
  ) r JOIN read.guarantees g USING (guarantee_id)
  LEFT JOIN LATERAL (
    SELECT left(o.departure, 2) AS departure, left(o.destination, 2) AS destination FROM read.transit_standings o
    WHERE o.transit_id = r.transit_id AND o.from_position = o.opened_position AND o.opened_position <= $1 AND ${happened('o.opened_at')}
  ) t ON true
  WHERE ($2::text IS NULL OR g.guarantor_id = $2) AND ${happened('g.issued_at')}`;

export const RESERVED_BY_COUNTRIES_SQL = `
  SELECT t.departure, t.destination, g.currency, count(DISTINCT r.transit_id)::int AS transits, sum(r.amount_minor)::text AS reserved
  ${RESERVED}
  GROUP BY 1, 2, 3 ORDER BY t.departure COLLATE "C" NULLS LAST, t.destination COLLATE "C", g.currency COLLATE "C"`;

/** Those from the country $4 and to the country $5, where they are not null, told behind position $6, $7 of them. */
export const RESERVATIONS_SQL = `
  SELECT r.guarantee_id, r.transit_id, g.currency, r.amount_minor::text AS amount, r.called_minor::text AS called, r.from_position AS position,
    t.departure, t.destination
  ${RESERVED} AND ($4::text IS NULL OR t.departure = $4) AND ($5::text IS NULL OR t.destination = $5) AND r.from_position > $6
  ORDER BY r.from_position LIMIT $7`;

/** Whether anything was ever guaranteed by the participant $1. */
export const GUARANTOR_KNOWN_SQL =
  'SELECT EXISTS (SELECT FROM read.guarantees WHERE guarantor_id = $1) AS known';

const TOLD_BETWEEN = 'from_position > $4 AND from_position <= $5';

/**
 * Of the guarantees in force of which anything was told behind position $4, up to $5: what each transit came to, what is reserved, called and freed of it, and the events
 * that told of it; all transits where the guarantee expired by then, else those of which anything was told, too.
 */
export const OF_TRANSITS = `${IN_FORCE},
  told AS MATERIALIZED (
    SELECT g.*, s.is_over FROM guarantee g CROSS JOIN LATERAL (
      SELECT bool_or(s.expired) AS is_over FROM read.guarantee_standings s WHERE s.guarantee_id = g.guarantee_id AND ${TOLD_BETWEEN}
    ) s WHERE s.is_over IS NOT NULL
  ),
  of_transit AS (
    SELECT c.guarantee_id, c.transit_id, c.currency, c.expired, sum(amount) AS reserved, sum(called) AS called, sum(freed) AS freed,
      array_agg(r.from_position) AS positions
    FROM (
      SELECT DISTINCT g.guarantee_id, r.transit_id, g.currency, g.expired
      FROM told g JOIN read.guarantee_reservations r ON r.guarantee_id = g.guarantee_id AND (g.is_over OR ${TOLD_BETWEEN})
    ) c JOIN LATERAL (
      SELECT from_position, told_at, ${['amount_minor', 'called_minor', 'freed_minor'].map(added).join(', ')}
      FROM read.guarantee_reservations r WHERE r.guarantee_id = c.guarantee_id AND r.transit_id = c.transit_id AND r.from_position <= $1
      WINDOW event AS (ORDER BY from_position)
    ) r ON ${happened('r.told_at')}
    GROUP BY c.guarantee_id, c.transit_id, c.currency, c.expired
  )`;

/** What the figure comes to, sum by sum. */
export const GUARANTEE_TOTALS_SQL = `${IN_FORCE}
  SELECT m.measure, m.unit, sum(m.amount)::text AS amount FROM guarantee CROSS JOIN LATERAL (VALUES
    ('n', 'count', 1::numeric), ('expired', 'count', expired::int), ('ceiling', currency, ceiling_minor), ('reserved', currency, reserved_minor),
    ('called', currency, called_minor), ('freed', currency, freed_minor), ('free', currency, CASE WHEN NOT expired THEN left_minor END),
    ('lapsed', currency, CASE WHEN expired THEN left_minor END)) AS m (measure, unit, amount)
  WHERE m.amount <> 0 GROUP BY 1, 2 ORDER BY 1, 2`;
