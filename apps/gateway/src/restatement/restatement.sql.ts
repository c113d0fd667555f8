/** What one thing adds to a figure as of a position: a visit, a hold, an obligation. In SQL, over the rows of `from`. */
export interface ContributionOf {
  /** CTEs before it, from `WITH` on, where there are any. */
  readonly before?: string;
  readonly from: string;
  /** What it is told apart by, at whichever position: text. Where one row tells of several things, it goes by `m.measure`, the name of the sum, as `positions` may. */
  readonly key: string;
  readonly consignment?: string;
  /** The event that told of it first: bigint. */
  readonly first?: string;
  /** The events that tell of it, those among them from which on it is known so and known otherwise: bigint[], nulls left out of account. */
  readonly positions: string;
  /** Whether it grows with time by itself. */
  readonly runsOn?: string;
  /** Whether the caller is not to be told of it alone. */
  readonly hidden?: string;
  /** What it adds to each sum of the figure, by its name and unit, each in SQL: milliseconds under `'s'`, tenths under `'km'`, millionths under `'kg'`, their products under `'kg km'`, minor units under the code of a currency, all else whole. */
  readonly measures: readonly (readonly [measure: string, unit: string, amount: string])[];
}

/** A statement of contributions, a row for each of their measures that is not 0. */
export function contributionsSql({ before = '', from, measures, ...of }: ContributionOf): string {
  const rows = measures.map(([measure, unit, amount]) => `(${measure}, ${unit}, (${amount})::numeric)`);
  return `${before}
    SELECT ${of.key} AS key, ${of.consignment ?? 'NULL'}::uuid AS consignment_id, ${of.first ?? 'NULL'}::bigint AS first, ${of.positions} AS positions,
      ${of.runsOn ?? 'false'} AS runs_on, ${of.hidden ?? 'false'} AS hidden, m.measure, m.unit, m.amount
    FROM ${from} CROSS JOIN LATERAL (VALUES ${rows.join(', ')}) AS m (measure, unit, amount)
    WHERE m.amount <> 0`;
}

export interface RestatedFigure {
  /** Made by {@link contributionsSql}; its parameters are those of the question. */
  readonly contributions: string;
  /** Whether what is `s`, by its key, consignment and first event, had counted at that position already, in other months than those asked for. */
  readonly counted?: (since: string) => string;
  /** A query of one column: further events that tell of what is `e`, by its key and consignment. */
  readonly events?: string;
  /** Whether what is `s`, by its key, came to count, or counts no more, because the months that the figure is of moved on. */
  readonly moved?: string;
}

/** Numbers beyond 2^53 are text. */
export interface RestatedMeasureRow {
  readonly measure: string;
  readonly unit: string;
  readonly before: string;
  readonly after: string;
  readonly added: string;
  readonly moved: string;
}

export interface RestatementEntryRow {
  readonly key: string;
  readonly consignment_id: string | null;
  readonly kind: 'added' | 'changed' | 'removed' | 'moved';
  readonly amounts: readonly Omit<RestatedMeasureRow, 'added' | 'moved'>[];
  readonly positions: readonly string[];
  readonly at: string;
}

/** The same statement with its parameters behind `by` others. */
function shifted(sql: string, by: number): string {
  return sql.replaceAll(/\$(\d+)/g, (_, number) => `$${Number(number) + by}`);
}

/**
 * What each thing added to the figure, and adds now. The parameters are those of the question as of the first position, those of it as of the second, and these
 * two positions. What had no part in the figure is new; so is what went on by itself, and is no less. What came or went with the
 * months that the figure is of, as it was known at the first position, has moved. All else corrects what was told.
 * @param parameters of the question
 */
function entries({ contributions, counted, moved }: RestatedFigure, parameters: number): string {
  const { since, asOf } = positionsOf(parameters);
  return `
  WITH compared AS (SELECT ${since} AS since, ${asOf} AS as_of),
  part AS MATERIALIZED (
    SELECT true AS held, b.* FROM (${contributions}) b
    UNION ALL
    SELECT false AS held, a.* FROM (${shifted(contributions, parameters)}) a
  ),
  amount AS MATERIALIZED (
    SELECT key, measure, unit, coalesce(sum(amount) FILTER (WHERE held), 0) AS before, coalesce(sum(amount) FILTER (WHERE NOT held), 0) AS after,
      min(consignment_id::text)::uuid AS consignment_id, min(first) AS first, bool_or(held) AS was, bool_or(NOT held) AS is_now,
      bool_or(held AND runs_on) AS ran_on, bool_or(hidden) AS hidden
    FROM part GROUP BY key, measure, unit
  ),
  subject AS (
    SELECT key, min(consignment_id::text)::uuid AS consignment_id, min(first) AS first, bool_or(was) AS was, bool_or(is_now) AS is_now,
      bool_or(ran_on) AND NOT bool_or(after < before) AS ran_on, bool_or(hidden) AS hidden,
      json_agg(json_build_object('measure', measure, 'unit', unit, 'before', before::text, 'after', after::text) ORDER BY measure, unit)
        FILTER (WHERE before <> after) AS amounts
    FROM amount GROUP BY key HAVING bool_or(before <> after)
  ),
  entry AS MATERIALIZED (
    SELECT s.*, CASE WHEN ${moved ?? 'false'} THEN 'moved' WHEN NOT was AND NOT (${counted ? counted(since) : 'false'}) OR ran_on THEN 'added' WHEN is_now THEN 'changed' ELSE 'removed' END AS kind
    FROM subject s
  )`;
}

const positionsOf = (parameters: number) => ({
  since: `$${2 * parameters + 1}::bigint`,
  asOf: `$${2 * parameters + 2}::bigint`,
});

/** What each sum of the figure was, and is, and what of that is new. */
export function restatedMeasuresSql(figure: RestatedFigure, parameters: number): string {
  return `${entries(figure, parameters)}
  SELECT a.measure, a.unit, sum(a.before)::text AS before, sum(a.after)::text AS after,
    coalesce(sum(a.after - a.before) FILTER (WHERE e.kind = 'added'), 0)::text AS added,
    coalesce(sum(a.after - a.before) FILTER (WHERE e.kind = 'moved'), 0)::text AS moved
  FROM amount a LEFT JOIN entry e USING (key) GROUP BY 1, 2 ORDER BY a.measure COLLATE "C", a.unit COLLATE "C"`;
}

/** The entries behind key and position, those that are told at last, so many of them: in the order of the first event that made each. */
export function restatementEntriesSql(figure: RestatedFigure, parameters: number): string {
  const { since, asOf } = positionsOf(parameters);
  const [position, key, limit] = [3, 4, 5].map((behind) => `$${2 * parameters + behind}`);
  return `${entries(figure, parameters)},
  told AS (
    SELECT e.key, array_agg(DISTINCT t.at ORDER BY t.at) AS positions
    FROM entry e JOIN part p USING (key) CROSS JOIN LATERAL (
      SELECT unnest(p.positions) AS at${figure.events ? ` UNION ALL (${figure.events})` : ''}
    ) t
    WHERE t.at > ${since} AND t.at <= ${asOf} GROUP BY e.key
  ),
  placed AS (
    SELECT e.key, e.consignment_id, e.kind, e.amounts, coalesce(t.positions, '{}')::text[] AS positions, coalesce(t.positions[1], 0) AS at
    FROM entry e LEFT JOIN told t USING (key) WHERE NOT e.hidden
  )
  SELECT key, consignment_id, kind, amounts, positions, at::text AS at FROM placed
  WHERE (placed.at, key COLLATE "C") > (${position}::bigint, ${key}::text COLLATE "C") ORDER BY placed.at, key COLLATE "C" LIMIT ${limit}`;
}
