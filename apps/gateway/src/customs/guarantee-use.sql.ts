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

/** What is reserved for one transit, since `position`. */
export interface ReservationRow {
  readonly guarantee_id: string;
  readonly transit_id: string;
  readonly currency: string;
  readonly amount: string;
  readonly called: string;
  readonly position: string;
}

/** The guarantees in force as of position $1; those of the guarantor $2, where that is not null. */
const IN_FORCE = `
  WITH guarantee AS (
    SELECT g.guarantee_id, g.kind, g.reference, g.guarantor_id, g.guarantor_name, g.principal_id, g.principal_name, g.currency, g.valid_from, g.valid_until,
      g.issued_position, s.expired, s.ceiling_minor, s.reserved_minor, s.called_minor, s.freed_minor, s.peak_minor, s.peak_position,
      s.ceiling_minor - s.reserved_minor - s.called_minor AS left_minor
    FROM read.guarantee_standings s JOIN read.guarantees g USING (guarantee_id)
    WHERE (NOT s.expired OR s.reserved_minor > 0) AND int8range(s.from_position, s.until_position) @> $1::bigint
      AND ($2::text IS NULL OR g.guarantor_id = $2)
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
  FROM guarantee GROUP BY ${GROUPS[cut]} currency ORDER BY 1, 2`;
}

/** Those issued behind position $3, $4 of them. */
export const GUARANTEES_SQL = `${IN_FORCE}
  SELECT guarantee_id, kind, reference, guarantor_id, guarantor_name, principal_id, principal_name, currency, valid_from::text AS valid_from,
    valid_until::text AS valid_until, expired AS is_expired, ceiling_minor::text AS ceiling, reserved_minor::text AS reserved, called_minor::text AS called,
    freed_minor::text AS freed, (CASE WHEN expired THEN 0 ELSE left_minor END)::text AS free, (CASE WHEN expired THEN left_minor ELSE 0 END)::text AS lapsed,
    peak_minor::text AS peak, peak_position, issued_position AS position
  FROM guarantee WHERE issued_position > $3 ORDER BY issued_position LIMIT $4`;

/** Those told behind position $3, $4 of them. */
export const RESERVATIONS_SQL = `
  SELECT r.guarantee_id, r.transit_id, g.currency, r.amount_minor::text AS amount, r.called_minor::text AS called, r.from_position AS position
  FROM read.guarantee_reservations r JOIN read.guarantees g USING (guarantee_id)
  WHERE int8range(r.from_position, r.until_position) @> $1::bigint AND ($2::text IS NULL OR g.guarantor_id = $2) AND r.from_position > $3
  ORDER BY r.from_position LIMIT $4`;
