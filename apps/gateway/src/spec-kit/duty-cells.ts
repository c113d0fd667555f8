import type pg from 'pg';

const CELL = 'generation, month, office, flow, currency, reason';
const KINDS = [
  ['customs-duty', 'customs_duties', 'customs_duty_minor'],
  ['value-added-tax', 'value_added_taxes', 'value_added_tax_minor'],
  ['excise', 'excises', 'excise_minor'],
  ['fee', 'fees', 'fee_minor'],
] as const;
const OTHERS = ['paid', 'settled', 'refunded'] as const;
const SUMS = [
  ...KINDS.flatMap(([, number, minor]) => [number, minor]),
  ...OTHERS.map((what) => `${what}_minor`),
];

/** What stands from one position up to another: assessments, what is paid for them while they stand, payments, and refunds. */
const STANDING = `
  SELECT generation, kind AS what, assessed_on AS day, office, flow, currency, '' AS reason, amount_minor, position AS since, ended_position AS until
  FROM reporting.duty_assessments
  UNION ALL
  SELECT a.generation, 'settled', a.assessed_on, a.office, a.flow, p.currency, '', p.amount_minor, greatest(a.position, p.position), a.ended_position
  FROM (SELECT DISTINCT generation, declaration_id, position, assessed_on, office, flow, ended_position FROM reporting.duty_assessments) a
    JOIN reporting.duty_payments p USING (generation, declaration_id)
  WHERE a.ended_position IS NULL OR p.position < a.ended_position
  UNION ALL
  SELECT generation, 'paid', paid_on, office, flow, currency, '', amount_minor, position, NULL FROM reporting.duty_payments
  UNION ALL
  SELECT generation, 'refunded', refunded_on, office, flow, currency, reason, amount_minor, position, withdrawn_position FROM reporting.duty_refunds`;

const sumsOf = (what: string): string => `
  coalesce(sum(sign) FILTER (WHERE what = '${what}'), 0), coalesce(sum(sign * amount_minor) FILTER (WHERE what = '${what}'), 0)`;
const FILL_SQL = `
  WITH change AS MATERIALIZED (
    SELECT ${CELL}, position, ${SUMS.map((sum, at) => `sums[${at + 1}] AS ${sum}`).join(', ')}
    FROM (
      SELECT generation, date_trunc('month', day)::date AS month, office, flow, currency, reason, position, ARRAY[${[
        ...KINDS.map(([kind]) => sumsOf(kind)),
        ...OTHERS.map((what) => `coalesce(sum(sign * amount_minor) FILTER (WHERE what = '${what}'), 0)`),
      ].join(', ')}]::numeric[] AS sums
      FROM (${STANDING}) standing CROSS JOIN LATERAL (VALUES (since, 1), (until, -1)) AS told (position, sign)
      WHERE position IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7
    ) told
  ), cell AS (
    SELECT ${CELL}, min(position) AS first_position, row_number() OVER (PARTITION BY generation, min(position)) AS nth FROM change GROUP BY ${CELL}
  ), behind AS (
    SELECT ${CELL}, first_position, nth, position, ${SUMS.map((sum) => `sum(${sum}) OVER so_far AS ${sum}`).join(', ')}
    FROM change JOIN cell USING (${CELL}) WINDOW so_far AS (PARTITION BY ${CELL} ORDER BY position)
  ), head AS (
    INSERT INTO reporting.duty_cell_heads (${CELL}, first_position, nth, position, ${SUMS.join(', ')})
    SELECT DISTINCT ON (${CELL}) ${CELL}, first_position, nth, position, ${SUMS.join(', ')} FROM behind ORDER BY ${CELL}, position DESC
  )
  INSERT INTO reporting.duty_cells (generation, first_position, nth, position, ${SUMS.join(', ')})
  SELECT generation, first_position, nth, position, ${SUMS.join(', ')} FROM behind`;

/** What the projection keeps beside rows of duties, worked out from these anew. */
export async function fillDutyCells(owner: pg.Pool): Promise<void> {
  await owner.query('DELETE FROM reporting.duty_cells');
  await owner.query('DELETE FROM reporting.duty_cell_heads');
  await owner.query(FILL_SQL);
}
