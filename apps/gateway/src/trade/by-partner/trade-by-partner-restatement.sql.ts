import { contributionsSql, type RestatedFigure } from '../../restatement/restatement.sql.js';

/** By instant $7 (milliseconds since 1970), where it is told. */
const happened = (fact: string) =>
  `($7::float8 IS NULL OR ${fact}.occurred_at <= to_timestamp($7::float8 / 1000))`;
const ASKED = `f.reporter = $1 AND f.partner <> $1 AND ($2::text[] IS NULL OR f.partner = ANY ($2)) AND f.month BETWEEN $3 AND $4 AND ${happened('f')}`;

/** Declaration by declaration, those alone of which anything was told between position $5, that of the figure, and $6, the other one. */
export const RESTATED_PARTNERS: RestatedFigure = {
  contributions: contributionsSql({
    before: `WITH declared AS (
    SELECT f.consignment_id, f.declaration_id, sum(f.value_usd_cents) AS total, sum(f.value_usd_cents) FILTER (WHERE f.flow = 'export') AS exports,
      sum(f.value_usd_cents) FILTER (WHERE f.flow = 'export' AND f.country_of_origin <> $1) AS re_exports,
      sum(f.value_usd_cents) FILTER (WHERE f.flow = 'import') AS imports, array_agg(f.position) AS positions
    FROM read.trade_facts f
    WHERE ${ASKED} AND f.position <= $5 AND (f.consignment_id, f.declaration_id) IN (
      SELECT f.consignment_id, f.declaration_id FROM read.trade_facts f
      WHERE ${ASKED} AND f.position > least($5::bigint, $6::bigint) AND f.position <= greatest($5::bigint, $6::bigint))
    GROUP BY 1, 2
  )`,
    from: 'declared',
    key: `consignment_id || '/' || declaration_id`,
    consignment: 'consignment_id',
    positions: 'positions',
    measures: [
      [`'exports'`, `'USD'`, 'exports'],
      [`'reExports'`, `'USD'`, 're_exports'],
      [`'imports'`, `'USD'`, 'imports'],
      [`'total'`, `'USD'`, 'total'],
    ],
  }),
  // What was taken back whole has no sum any more, and so no part that would name what took it back.
  events: `SELECT f.position FROM read.trade_facts f WHERE ${ASKED} AND f.consignment_id = e.consignment_id
      AND f.declaration_id = split_part(e.key, '/', 2)::uuid`,
  // Be it with a country that is not asked for.
  counted: (since) => `EXISTS (SELECT FROM read.trade_facts h WHERE h.consignment_id = s.consignment_id
      AND h.declaration_id = split_part(s.key, '/', 2)::uuid AND h.position <= ${since} AND ${happened('h')})`,
};

/** What it comes to, by the statement of its partners. */
export const partnersTotalsSql = (partners: string): string => `
  SELECT m.measure, 'USD' AS unit, sum(m.amount)::text AS amount
  FROM (${partners}) p CROSS JOIN LATERAL (VALUES ('exports', p.exports::numeric), ('reExports', p.re_exports::numeric),
    ('imports', p.imports::numeric), ('total', p.exports::numeric + p.imports::numeric)) AS m (measure, amount)
  GROUP BY 1 HAVING sum(m.amount) <> 0 ORDER BY 1`;
