/**
 * The voyages of which something happened behind an instant that is known at position $1, those that were seen within $3 to before $4: by the id of the first whole, at most $5
 * of them. The instant and both bounds are milliseconds since 1970, $2 the instant.
 */
export const CHANGED_VOYAGES_SQL = `
  WITH near AS MATERIALIZED (
    SELECT DISTINCT s.consignment_id FROM read.visit_sightings s
    WHERE s.at >= to_timestamp($3::float8 / 1000) AND s.at < to_timestamp($4::float8 / 1000) AND s.position <= $1
  ),
  voyage AS MATERIALIZED (
    SELECT DISTINCT coalesce(p.root_id, n.consignment_id) AS root_id
    FROM near n LEFT JOIN read.visit_parts p ON p.consignment_id = n.consignment_id AND p.position <= $1
  ),
  member AS MATERIALIZED (
    SELECT root_id, root_id AS consignment_id FROM voyage
    UNION ALL
    SELECT v.root_id, p.consignment_id FROM voyage v JOIN read.visit_parts p ON p.root_id = v.root_id AND p.position <= $1
  )
  SELECT root_id FROM (
    SELECT m.root_id FROM member m
    WHERE EXISTS (
      SELECT FROM read.visit_sightings s WHERE s.consignment_id = m.consignment_id AND s.at > to_timestamp($2::float8 / 1000) AND s.position <= $1)
    UNION
    SELECT m.root_id FROM member m
    WHERE EXISTS (
      SELECT FROM read.visit_sightings s
      WHERE s.consignment_id = m.consignment_id AND s.withdrawn_position <= $1 AND s.withdrawn_at > to_timestamp($2::float8 / 1000))
  ) changed
  LIMIT $5`;

/** The parts of the voyages $2 that were known at position $1: bigints are text. */
export const PARTS_OF_VOYAGES_SQL = `
  SELECT p.consignment_id, p.whole_id, p.root_id, p.position FROM read.visit_parts p WHERE p.root_id = ANY ($2::uuid[]) AND p.position <= $1`;

/** Where the consignments $2 were seen, as of position $1, $3 times at most: bigints are text, instants milliseconds since 1970. */
export const SIGHTINGS_SQL = `
  SELECT s.consignment_id, s.position, s.location, s.kind, s.mode, (extract(epoch FROM s.at) * 1000)::bigint AS at_ms,
    CASE WHEN s.withdrawn_position <= $1 THEN s.withdrawn_position END AS withdrawn_position,
    CASE WHEN s.withdrawn_position <= $1 THEN (extract(epoch FROM s.withdrawn_at) * 1000)::bigint END AS withdrawn_ms
  FROM read.visit_sightings s WHERE s.consignment_id = ANY ($2::uuid[]) AND s.position <= $1 LIMIT $3`;

/** Rows that are folded anew, by the name of their table. */
const FOLDED = {
  visits: {
    consignment_id: 'uuid',
    number: 'integer',
    location: 'text',
    standing: 'text',
    arrived_at: 'timestamptz',
    departed_at: 'timestamptz',
    seen_at: 'timestamptz',
    mode: 'text',
    positions: 'bigint[]',
    from_position: 'bigint',
    within: 'integer',
    until_position: 'bigint',
  },
  border_passages: {
    consignment_id: 'uuid',
    number: 'integer',
    mode: 'text',
    out_location: 'text',
    out_standing: 'text',
    out_arrived_at: 'timestamptz',
    out_departed_at: 'timestamptz',
    out_seen_at: 'timestamptz',
    in_location: 'text',
    in_standing: 'text',
    in_arrived_at: 'timestamptz',
    in_departed_at: 'timestamptz',
    in_seen_at: 'timestamptz',
    positions: 'bigint[]',
    from_position: 'bigint',
    within: 'integer',
    until_position: 'bigint',
  },
} as const;
type FoldedTable = keyof typeof FOLDED;

/** What stands in the place of a view where what had happened by an instant is asked for; `happened` is the parameter of it, a JSON object in SQL. */
function sourcesBy(happened: string) {
  const instant = `to_timestamp((${happened} ->> 'ms')::float8 / 1000)`;
  const voyages = `(${happened} -> 'consignments')`;
  const columnsOf = (table: FoldedTable) => Object.keys(FOLDED[table]).join(', ');
  const folded = (table: FoldedTable, rows: string) => {
    const columns = Object.entries(FOLDED[table]).map(([column, type]) => `${column} ${type}`);
    return `jsonb_to_recordset(${rows} -> '${table}') AS folded(${columns.join(', ')})`;
  };
  return {
    /** All rows: those of consignments of which nothing happened behind the instant, and those that are folded anew. */
    all: (table: FoldedTable) => `(
      SELECT ${columnsOf(table)} FROM read.${table} WHERE NOT ${voyages} ? consignment_id::text
      UNION ALL
      SELECT folded.* FROM jsonb_each(${voyages}) AS voyage CROSS JOIN LATERAL ${folded(table, 'voyage.value')})`,
    /** Those of one consignment. */
    of: (table: FoldedTable, consignment: string) => `LATERAL (
      SELECT ${columnsOf(table)} FROM read.${table} WHERE consignment_id = ${consignment} AND NOT ${voyages} ? ${consignment}::text
      UNION ALL
      SELECT folded.* FROM ${folded(table, `(${voyages} -> ${consignment}::text)`)})`,
    others: new Map([
      ['journey_ends', `(SELECT * FROM read.journey_ends WHERE at <= ${instant})`],
      [
        'visit_parts',
        `(
      SELECT p.* FROM read.visit_parts p WHERE EXISTS (SELECT FROM read.visit_sightings s WHERE s.position = p.position AND s.at <= ${instant}))`,
      ],
      // Told anew, a cost takes the place of the one before under its name, whose withdrawal may not have happened yet.
      [
        'transport_costs',
        `(
      SELECT t.position, t.cost_id, t.consignment_id, t.reference, t.kind, t.description, t.location, t.from_location, t.to_location, t.units, t.currency,
        t.amount_minor, t.usd_cents, t.receipted, t.recorded_by, t.paid_at,
        least(
          CASE WHEN t.withdrawn_at <= ${instant} THEN t.withdrawn_position END,
          (SELECT min(n.position) FROM read.transport_costs n
           WHERE n.consignment_id = t.consignment_id AND n.cost_id = t.cost_id AND n.position > t.position AND n.paid_at <= ${instant})
        ) AS withdrawn_position
      FROM read.transport_costs t WHERE t.paid_at <= ${instant})`,
      ],
      ['goods_values', `(SELECT * FROM read.goods_values WHERE occurred_at <= ${instant})`],
      [
        'route_legs',
        `(
      SELECT l.route_id, l.from_position, l.number, l.from_location, l.to_location, l.mode, l.border_points, l.distance_km, l.duration_days, l.cost_minor,
        l.cost_currency,
        (SELECT min(n.from_position) FROM read.route_legs n
         WHERE n.route_id = l.route_id AND n.from_position > l.from_position AND n.occurred_at <= ${instant}) AS until_position
      FROM read.route_legs l WHERE l.occurred_at <= ${instant})`,
      ],
    ]),
  };
}

/**
 * The same statement by what had happened by an instant. What it reads is taken from other sources, under the names that it gives to them; what is read of one
 * consignment is looked up by it.
 * @param parameter that holds what is folded anew, such as `$12`
 */
export function byInstant(sql: string, parameter: string): string {
  const sources = sourcesBy(`${parameter}::jsonb`);
  const views =
    /read\.(visits|border_passages) (\w+)(\s+)(ON|WHERE) \2\.consignment_id = ([\w.]+)|read\.(\w+)/g;
  return sql.replaceAll(views, (whole, table, row, space, word, consignment, view) => {
    if (table) return `${sources.of(table, consignment)} ${row}${space}${word} true`;
    if (view === 'visits' || view === 'border_passages') return sources.all(view);
    const other = sources.others.get(view);
    if (!other) throw new Error(`What of ${whole} had happened by an instant is not told.`);
    return other;
  });
}
