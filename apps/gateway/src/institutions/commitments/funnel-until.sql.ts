const UNTIL = (ms: string): string => `to_timestamp((${ms})::float8 / 1000)`;

/** Columns of what is folded anew, by the name of their table. */
const FOLDED = {
  commitment_facts: {
    position: 'bigint',
    fact: 'integer',
    commitment_id: 'uuid',
    stage: 'text',
    on_day: 'date',
    cause_position: 'bigint',
    consignment_id: 'uuid',
    contract_id: 'uuid',
    usd_cents: 'numeric',
    currency: 'text',
    minor: 'numeric',
    jobs: 'integer',
    unvalued_lines: 'integer',
    status: 'text',
    thing: 'text',
    came_on: 'date',
  },
  commitment_versions: {
    position: 'bigint',
    commitment_id: 'uuid',
    title: 'text',
    kind: 'text',
    sector: 'text',
    of_services: 'boolean',
    ownership: 'text',
    from_countries: 'text[]',
    to_countries: 'text[]',
    due_on: 'date',
    participants: 'text[]',
  },
  commitment_links: {
    position: 'bigint',
    kind: 'text',
    id: 'uuid',
    commitment_id: 'uuid',
    basis: 'text',
    contract_id: 'uuid',
    told_by: 'text',
    reason: 'text',
  },
  commitment_progress_days: { position: 'bigint', commitment_id: 'uuid', on_day: 'date', things: 'integer' },
} as const;
export type FoldedTable = keyof typeof FOLDED;

/** What is folded anew, as a parameter holds it. */
export interface FoldedFunnel {
  /** The instant: milliseconds since 1970. */
  readonly ms: number;
  /** Ids of the commitments, and of the goods that ever served them: none but the rows below tell of these. */
  readonly commitments: Readonly<Record<string, true>>;
  readonly goods: Readonly<Record<string, true>>;
  readonly rows: Readonly<Record<FoldedTable, readonly object[]>>;
}

/**
 * The same statement by what had happened by an instant: of commitments that are folded anew by these rows, of all others by those whose events had happened.
 * @param parameter that holds a {@link FoldedFunnel}, such as `$12`
 */
export function byInstant(sql: string, parameter: string): string {
  const folded = `${parameter}::jsonb`;
  const happened = `EXISTS (SELECT FROM read.commitment_instants i WHERE i.position = t.position AND i.occurred_at <= ${UNTIL(`${folded} ->> 'ms'`)})`;
  const others = (table: FoldedTable) =>
    table === 'commitment_links'
      ? `NOT (${folded} -> 'goods') ? t.id::text`
      : `NOT (${folded} -> 'commitments') ? t.commitment_id::text`;
  const source = (table: FoldedTable): string => {
    const columns = Object.entries(FOLDED[table]);
    return `(
      SELECT ${columns.map(([column]) => `t.${column}`).join(', ')} FROM read.${table} t WHERE ${others(table)} AND ${happened}
      UNION ALL
      SELECT * FROM jsonb_to_recordset(${folded} -> 'rows' -> '${table}') AS folded(${columns.map((column) => column.join(' ')).join(', ')}))`;
  };
  return sql.replaceAll(/read\.(commitment_\w+)/g, (whole, view: string) => {
    if (view in FOLDED) return source(view as FoldedTable);
    if (view === 'commitment_credits') return `(SELECT t.* FROM read.commitment_credits t WHERE ${happened})`;
    throw new Error(`What of ${whole} had happened by an instant is not told.`);
  });
}

/**
 * As of position $1, the commitments that may be asked for ($2 to $11, as in `ASKED`, by any of their versions) of which, or of whose goods, an event that had happened by instant $12
 * stands behind one that had not; the commitments that goods of these ever served, and so on; and all of their goods. Of so many goods of each that more than $13 words tell of them, not all.
 */
export const ENTANGLED_SQL = `
  WITH RECURSIVE mixed AS MATERIALIZED (
    SELECT DISTINCT d.unit_id FROM read.commitment_disorder d
    WHERE d.behind_at > ${UNTIL('$12')} AND d.occurred_at <= ${UNTIL('$12')} AND d.position <= $1
  ),
  touched AS MATERIALIZED (
    SELECT m.unit_id AS commitment_id FROM mixed m
    UNION
    SELECT l.commitment_id FROM mixed m JOIN read.commitment_links l ON l.kind = 'consignment' AND l.id = m.unit_id AND l.position <= $1
  ),
  reached AS (
    SELECT c.commitment_id FROM touched JOIN read.commitments c USING (commitment_id)
    WHERE c.position <= $1 AND ($2::date IS NULL OR c.announced_on >= $2) AND ($3::date IS NULL OR c.announced_on <= $3)
      AND ($6::uuid IS NULL OR c.engagement_id = $6) AND ($7::uuid IS NULL OR c.meeting_id = $7) AND ($10::uuid IS NULL OR c.lead_id = $10)
      AND EXISTS (
        SELECT FROM read.commitment_versions v WHERE v.commitment_id = c.commitment_id AND v.position <= $1
          AND ($4::text IS NULL OR v.sector = $4) AND ($5::text IS NULL OR v.ownership = $5)
          AND ($8::text IS NULL OR $8 = ANY (v.from_countries)) AND ($9::text IS NULL OR $9 = ANY (v.to_countries)))
      AND EXISTS (
        SELECT FROM read.commitment_versions v WHERE v.commitment_id = c.commitment_id AND v.position <= $1
          AND ($11::text IS NULL OR v.participants @> ARRAY[$11]))
    UNION
    SELECT o.commitment_id FROM reached r CROSS JOIN LATERAL (
      SELECT l.id FROM read.commitment_links l
      WHERE l.commitment_id = r.commitment_id AND l.kind = 'consignment' AND l.position <= $1 LIMIT $13
    ) g JOIN read.commitment_links o ON o.kind = 'consignment' AND o.id = g.id AND o.position <= $1 AND o.commitment_id IS NOT NULL
  )
  SELECT commitment_id, ARRAY(
    SELECT DISTINCT l.id FROM (
      SELECT id FROM read.commitment_links l
      WHERE l.commitment_id = r.commitment_id AND l.kind = 'consignment' AND l.position <= $1 LIMIT $13) l) AS goods
  FROM reached r`;

/** As of position $1, what had happened by instant $2 of commitments and goods $3, as it is folded: of parts by the wholes that they are of; $4 words at most, in any order. */
export const WORDS_SQL = `
  SELECT w.word FROM (
    SELECT unnest($3::uuid[]) AS unit_id
    UNION
    SELECT p.root_id FROM read.commitment_parts p WHERE p.consignment_id = ANY ($3::uuid[])
  ) unit JOIN read.commitment_words w USING (unit_id)
  WHERE w.position <= $1 AND (w.occurred_at IS NULL OR w.occurred_at <= ${UNTIL('$2')})
  LIMIT $4`;
